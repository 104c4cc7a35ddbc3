"""A sample of sentences with known probabilities, to be coded by hand.

Sentences that weigh more and of which the instrument is less sure are drawn more often; whatever
the instrument gets wrong, the sample estimates it without bias, for each sentence's probability of
being drawn is known and above 0.

References
----------
.. [1] N. Egami, M. Hinck, B. Stewart, H. Wei (2023). Using imperfect surrogates for downstream
   inference: design-based supervised learning. NeurIPS 36. https://arxiv.org/abs/2306.04746
.. [2] Y. Tillé (2006). Sampling algorithms. Springer. (Systematic sampling, unequal probabilities)
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.arrays import FloatArray
from policytopics.domains.code import Coder, probabilities
from policytopics.domains.shapes import Int64Array
from policytopics.domains.share import weighed_sentences

__all__ = ["PROBABILITY", "draw_sentences", "drawing_probabilities", "sentence_frame"]

PROBABILITY = "p_"  # before a domain's name: the column of its probability
_SURE = 0.5  # size of a sentence of which the instrument is sure; of a doubtful one up to 1.5
_LEAST_IN_STRATUM = 10  # sentences of a region, for regions to be drawn one by one


def sentence_frame(units: pd.DataFrame, coder: Coder) -> pd.DataFrame:
    """Return the sentences of units, with what is needed to draw them.

    Parameters
    ----------
    units : DataFrame
        unit_id, document_id, region_id, text, n_tokens.
    coder : Coder

    Returns
    -------
    DataFrame
        unit_id, document_id, region_id, text, weight (part of the text of all units by words; the
        sum is 1), and for each domain its probability, in a column ``p_<domain>``. Sentences
        without letters are left out.
    """
    rows = units.sort_values("unit_id", ignore_index=True)
    texts, owner, within = weighed_sentences(rows["text"].tolist())
    weight = within * rows["n_tokens"].to_numpy(dtype=float)[owner]
    shares = probabilities(coder, texts)
    names = [f"{PROBABILITY}{domain}" for domain in coder.weights.domains]
    about = rows.loc[owner, ["unit_id", "document_id", "region_id"]].reset_index(drop=True)
    frame = about.assign(text=[text.strip() for text in texts], weight=weight)
    frame[names] = shares
    frame = frame[frame["weight"] > 0].reset_index(drop=True)
    return frame.assign(weight=frame["weight"] / frame["weight"].sum())


def draw_sentences(sentences: pd.DataFrame, number: int, *, seed: int) -> pd.DataFrame:
    """Return a sample of sentences, with the probability that each had of being drawn.

    Parameters
    ----------
    sentences : DataFrame
        From `sentence_frame`.
    number : int
        How many; all, if there are no more.
    seed : int

    Returns
    -------
    DataFrame
        The rows drawn, in random order, and: stratum (the region, or empty where regions are too
        many to be drawn one by one), stratum_weight (all its sentences' weight), drawn (the
        probability).

    Notes
    -----
    Regions have the same number each (all of them that have fewer). Within a region sentences are
    drawn systematically along their domains, so that every domain is met.
    """
    rng = np.random.default_rng(seed)
    regions = sorted(set(sentences["region_id"]))
    by_region = number >= _LEAST_IN_STRATUM * len(regions)
    stratum = sentences["region_id"] if by_region else pd.Series("", index=sentences.index)
    parts = []
    wanted = _allocated({str(name): n for name, n in stratum.value_counts().items()}, number)
    for name, rows in sentences.assign(stratum=stratum).groupby("stratum", sort=True):
        drawn = drawing_probabilities(_sizes(rows), wanted[str(name)])
        chosen = _systematic(drawn, _order(rows, rng), rng)
        parts.append(
            rows.iloc[chosen].assign(stratum_weight=rows["weight"].sum(), drawn=drawn[chosen])
        )
    every = pd.concat(parts, ignore_index=True)
    return every.iloc[rng.permutation(len(every))].reset_index(drop=True)


def drawing_probabilities(sizes: FloatArray, number: int) -> FloatArray:
    """Return probabilities in proportion to sizes that sum to ``number``; none above 1.

    Examples
    --------
    >>> drawing_probabilities(np.array([8.0, 1.0, 1.0]), 2).tolist()
    [1.0, 0.5, 0.5]
    """
    found = np.ones(len(sizes))
    free = np.ones(len(sizes), dtype=bool)
    while free.any() and number < len(sizes):
        left = number - np.count_nonzero(~free)
        found[free] = left * sizes[free] / sizes[free].sum()
        above = free & (found >= 1)
        if not above.any():
            break
        found[above], free[above] = 1, False
    return found


def _sizes(rows: pd.DataFrame) -> FloatArray:
    """Return how large each sentence is to the drawing: its weight and the instrument's doubt."""
    shares = rows.filter(regex=f"^{PROBABILITY}").to_numpy()
    doubt = np.sqrt(np.maximum(1 - (shares**2).sum(axis=1), 0))
    sizes: FloatArray = rows["weight"].to_numpy() * (_SURE + doubt)
    return sizes


def _allocated(sizes: dict[str, int], number: int) -> dict[str, int]:
    """Return how many are drawn from each stratum: the same of all, as far as they reach.

    Examples
    --------
    >>> _allocated({"a": 2, "b": 90, "c": 90}, 21)
    {'a': 2, 'b': 10, 'c': 9}
    """
    wanted, left = {}, number
    for place, name in enumerate(sorted(sizes, key=lambda each: (sizes[each], each))):
        fair = -(-left // (len(sizes) - place))
        wanted[name] = min(sizes[name], fair)
        left -= wanted[name]
    return wanted


def _order(rows: pd.DataFrame, rng: np.random.Generator) -> Int64Array:
    """Return the order to draw along: by domain, from sure to doubtful, regions within."""
    shares = rows.filter(regex=f"^{PROBABILITY}").to_numpy()
    region = pd.factorize(rows["region_id"], sort=True)[0]
    keys = (rng.random(len(rows)), -shares.max(axis=1), shares.argmax(axis=1), region)
    found: Int64Array = np.lexsort(keys).astype(np.int64)
    return found


def _systematic(
    drawn: FloatArray, order: Int64Array, rng: np.random.Generator
) -> npt.NDArray[np.intp]:
    """Return the places drawn: one start, then steps of 1 along the summed probabilities."""
    passed = np.concatenate([[0], np.cumsum(drawn[order])])
    passed[-1] = np.rint(passed[-1])
    steps = np.floor(passed - rng.random())
    return np.sort(order[np.diff(steps) > 0])
