"""Which groups of regions hold together: the dendrogram's clusters and their support.

Regions are joined by average linkage of their Jensen-Shannon distances. A cluster's support is the
share of the draws whose own dendrogram has it (Felsenstein [1]_): near 1 the group does not hang on
the choice of paragraphs or of a model.

References
----------
.. [1] J. Felsenstein (1985). Confidence Limits on Phylogenies: An Approach Using the Bootstrap.
   Evolution 39(4), 783-791.
"""

from collections.abc import Sequence

import pandas as pd
from scipy.cluster.hierarchy import linkage

from policytopics.arrays import FloatArray
from policytopics.regions.similarity import similarities
from policytopics.regions.uncertainty import Estimate
from policytopics.tables.regions import CLUSTERS

__all__ = ["clusters", "clusters_table"]


def clusters(distances: FloatArray) -> dict[frozenset[int], float]:
    """Return the groups that average linkage joins below the whole, and their heights.

    Parameters
    ----------
    distances : array, pairs
        In the order of `itertools.combinations`; at least one.

    Examples
    --------
    Of three the first two are near each other:

    >>> import numpy as np
    >>> clusters(np.array([0.1, 0.7, 0.9]))
    {frozenset({0, 1}): 0.1}
    """
    joined = linkage(distances, "average")
    n = len(joined) + 1
    groups = [frozenset([number]) for number in range(n)]
    found = {}
    for one, other, height, _ in joined[:-1]:
        groups.append(groups[int(one)] | groups[int(other)])
        found[groups[-1]] = float(height)
    return found


def clusters_table(region_ids: Sequence[str], profiles: Estimate) -> pd.DataFrame:
    """Return the table ``clusters``, the closest first; of fewer than three regions empty.

    Parameters
    ----------
    region_ids : sequence of str
        Sorted.
    profiles : Estimate
        Their shares and draws from `estimate_profiles`.
    """
    if len(region_ids) < 3:
        return pd.DataFrame(columns=CLUSTERS.names)
    distances = 1 - similarities(profiles)
    found = clusters(distances.mean(axis=0))
    times = dict.fromkeys(found, 0)
    for drawn in distances:
        for group in clusters(drawn):
            if group in times:
                times[group] += 1
    rows = [
        (f"c{number:02d}", [region_ids[row] for row in sorted(group)], len(group), height)
        for number, (group, height) in enumerate(found.items(), start=1)
    ]
    table = pd.DataFrame(rows, columns=["cluster_id", "region_ids", "n_regions", "height"])
    return table.assign(support=[count / len(distances) for count in times.values()])
