"""In which words a region differs: log-odds of terms with an informative Dirichlet prior.

"Fightin' words" of Monroe, Colaresi and Quinn [1]_: for each region against all others together,
the difference of a term's log-odds, each count smoothed by the term's frequency in all regions,
over its standard error. Ranking by that z gives neither the rare words that a ratio gives nor the
common ones that a difference gives. With thousands of terms some z above 1.96 are chance: it ranks
and describes, it does not test.

References
----------
.. [1] B. L. Monroe, M. P. Colaresi, K. M. Quinn (2008). Fightin' Words: Lexical Feature Selection
   and Evaluation for Identifying the Content of Political Conflict. Political Analysis 16(4),
   372-403.
"""

import re

import numpy as np
import pandas as pd

from policytopics.arrays import FloatArray
from policytopics.tables.regions import DISTINCTIVE_TERMS

__all__ = ["LEAST_Z", "MOST_TERMS", "distinctive_terms", "log_odds", "sentence"]

MOST_TERMS = 30
LEAST_Z = 1.96
# Size of the prior in tokens: the background speaks as loud as ten units or so of text.
_PRIOR_TOKENS = 500.0
_AFTER_SENTENCE = re.compile(r"(?<=[。！？；])")


def log_odds(here: FloatArray, elsewhere: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return each term's difference of log-odds, and its z.

    Parameters
    ----------
    here, elsewhere : array, terms
        Counts in the region and in the others. Every term occurs somewhere, both have text.

    Returns
    -------
    log_odds, z : array, terms
        Above 0: used more here. NaN for the only term of a corpus, which has no odds.

    Examples
    --------
    The priors are 500 x 40 / 100 = 200 and 300: ln(230 / 320) - ln(210 / 340) = 0.1516, and its
    variance is 1 / 230 + 1 / 210 for the first term, 1 / 320 + 1 / 340 for the second.

    >>> difference, z = log_odds(np.array([30.0, 20.0]), np.array([10.0, 40.0]))
    >>> difference.round(4), z.round(2)
    (array([ 0.1516, -0.1516]), array([ 1.59, -1.95]))
    """
    background = here + elsewhere
    prior = _PRIOR_TOKENS * background / background.sum()
    a, b = here + prior, elsewhere + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return difference, difference / np.sqrt(1 / a + 1 / b)


def sentence(text: str, term: str) -> str:
    """Return the first sentence that holds the term, or all where none does as it is written.

    Examples
    --------
    >>> sentence("修渔港。建牧场！", "牧场")
    '建牧场！'
    """
    return next((one for one in _AFTER_SENTENCE.split(text) if term in one), text).strip()


def _of_region(region_id: str, counts: pd.DataFrame) -> pd.DataFrame:
    """Return one region's terms by falling z; of equals in the order of the term."""
    here = counts[region_id].to_numpy(dtype=float)
    elsewhere = counts.sum(axis=1).to_numpy(dtype=float) - here
    difference, z = log_odds(here, elsewhere)
    frame = pd.DataFrame(
        {
            "region_id": region_id,
            "term": counts.index,
            "frequency": here.astype(int),
            "frequency_elsewhere": elsewhere.astype(int),
            "log_odds": difference,
            "z": z,
        }
    )
    # Rounded as written, so that equal z on paper are in the same order on every machine.
    by_z = frame.assign(order=-frame["z"].round(6)).sort_values(["order", "term"])
    best = by_z[by_z["z"] > LEAST_Z].head(MOST_TERMS).drop(columns="order")
    return best.assign(rank=np.arange(1, len(best) + 1))


def distinctive_terms(units: pd.DataFrame, vocabulary: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``distinctive_terms``: at most 30 terms for each region, z above 1.96.

    Parameters
    ----------
    units : DataFrame
        Units to count in, in any order.
    vocabulary : DataFrame
        Table ``vocabulary``; kept terms count.
    """
    kept = vocabulary.loc[vocabulary["status"] == "kept", "term"]
    tokens = units[["region_id", "unit_id", "tokens"]].explode("tokens")
    tokens = tokens.rename(columns={"tokens": "term"})
    tokens = tokens[tokens["term"].isin(kept)]
    in_units = tokens.value_counts(sort=False).rename("n").reset_index()
    counts = in_units.pivot_table(
        index="term", columns="region_id", values="n", aggfunc="sum", fill_value=0
    ).sort_index()
    if len(counts.columns) < 2:
        return pd.DataFrame(columns=DISTINCTIVE_TERMS.names)
    # The unit that uses the term most shows it best; of equals the first.
    ordered = in_units.sort_values(["n", "unit_id"], ascending=[False, True])
    shown = ordered.drop_duplicates(["region_id", "term"])
    found = pd.concat([_of_region(str(region), counts) for region in sorted(counts.columns)])
    found = found.merge(shown, on=["region_id", "term"], how="left")
    texts = units.set_index("unit_id")["text"].loc[found["unit_id"]]
    found["example"] = [
        sentence(text, term) for text, term in zip(texts, found["term"], strict=True)
    ]
    return found[DISTINCTIVE_TERMS.names]
