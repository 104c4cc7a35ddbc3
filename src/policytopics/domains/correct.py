"""What a sheet coded by hand says of the instrument: agreement, and the error of shares.

The mean over sentences of Ŷ + (R / π) (Y − Ŷ) [1]_ is the share that a reader of the whole text
would find, however wrong the instrument is: Ŷ is its probability, Y the reader's code, R whether
the sentence was drawn, π the probability of that. Its second part, the correction, is estimated
here; added to a study's shares it frees them of the instrument's bias.

References
----------
.. [1] N. Egami, M. Hinck, B. Stewart, H. Wei (2023). Using imperfect surrogates for downstream
   inference: design-based supervised learning. NeurIPS 36. https://arxiv.org/abs/2306.04746
.. [2] J.-C. Deville (1999). Variance estimation for complex statistics and estimators. Survey
   Methodology 25. (Fixed size, unequal probabilities)
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t

from policytopics.arrays import BoolArray, FloatArray
from policytopics.domains.sample import PROBABILITY
from policytopics.domains.sheet import CodedSheet

__all__ = ["LEAST_OWN", "Bias", "correct_shares", "corrections", "estimated_bias"]

LEAST_OWN = 50  # coded sentences of a region, for a correction of its own
_TAIL = 0.025
_AT_RANDOM = 0.04  # of sentences: with less, intervals are too narrow on coded sentences


class Bias(NamedTuple):
    """What is to be added to the shares of each domain.

    Attributes
    ----------
    bias : ndarray, shape (domains,)
        Readers' share less the instrument's.
    error : ndarray, shape (domains,)
        Its standard error.
    number : int
        Coded sentences behind it.
    reach : float
        Half width of a 95 % interval, in standard errors.
    """

    bias: FloatArray
    error: FloatArray
    number: int
    reach: float


def estimated_bias(sheet: CodedSheet, within: BoolArray | None = None) -> Bias:
    """Return the correction of shares of the whole text, or of that of some strata.

    Parameters
    ----------
    sheet : CodedSheet
    within : ndarray of bool, optional
        Coded sentences of whole regions; their text is then what shares are of.

    Notes
    -----
    Of a sheet coded in part the coded rows are taken for drawn at random among the stratum's: the
    sheet's order is random. The variance is Deville's [2]_, or, if that is larger, what it would be
    if probabilities were right but for one sentence in 25 taken at random: where the sample met no
    error of a domain, or not one of those sentences that are rarely drawn, it knows less than it
    seems to.
    """
    rows = sheet.rows if within is None else sheet.rows[within]
    shares = rows[[f"{PROBABILITY}{domain}" for domain in sheet.domains]].to_numpy(float)
    codes = rows["domain_id"].to_numpy()[:, None] == np.array(sheet.domains, dtype=object)
    drawn = rows["drawn"].to_numpy(float) * rows["coded_part"].to_numpy(float)
    weight = rows["weight"].to_numpy(float)
    # Probabilities of being drawn are known, and so the text's size: the sum of weights is scaled.
    size = rows.groupby("stratum")["stratum_weight"].first().sum()
    parts = (weight / drawn / size)[:, None] * (codes - shares)
    likely = (1 - _AT_RANDOM) * shares + _AT_RANDOM * shares.mean(axis=0)
    chance = ((1 - drawn) * (weight / drawn / size) ** 2) @ (likely * (1 - likely))
    stratum = rows["stratum"].to_numpy()
    variance = np.maximum(_variance(parts, drawn, stratum), chance)
    freedom = max(len(rows) - len(np.unique(stratum)), 1)
    return Bias(
        bias=parts.sum(axis=0),
        error=np.sqrt(variance),
        number=len(rows),
        reach=float(t.ppf(1 - _TAIL, freedom)),
    )


def _variance(parts: FloatArray, drawn: FloatArray, stratum: FloatArray) -> FloatArray:
    """Return the variance of sums over sentences drawn with these probabilities, by strata."""
    total = np.zeros(parts.shape[1])
    for name in np.unique(stratum):
        rows = stratum == name
        number = int(rows.sum())
        free = (1 - drawn[rows]) * number / max(number - 1, 1)
        if free.sum() > 0:
            middle = free @ parts[rows] / free.sum() if number > 1 else 0
            total += free @ (parts[rows] - middle) ** 2
    return total


def corrections(sheet: CodedSheet) -> pd.DataFrame:
    """Return what is to be added to shares, by region.

    Returns
    -------
    DataFrame
        A row for each region (first the empty one: all text together) and domain: region_id,
        domain_id, bias, error, low, high (of the bias, 95 %), own (whether the region's own
        sentences say so; else all sentences, as if the bias were the same in all regions),
        n_coded (of the region).

    Notes
    -----
    A region's own correction needs 50 coded sentences of it, and that it was drawn by itself.
    """
    common = estimated_bias(sheet)
    parts = [_rows(sheet.domains, "", common, common.number, own=True)]
    region = sheet.rows["region_id"].to_numpy()
    for name in sorted(set(region)):
        within = region == name
        number = int(within.sum())
        own = number >= LEAST_OWN and bool((sheet.rows["stratum"][within] == name).all())
        found = estimated_bias(sheet, within) if own else common
        parts.append(_rows(sheet.domains, str(name), found, number, own=own))
    return pd.concat(parts, ignore_index=True)


def _rows(domains: list[str], region: str, found: Bias, number: int, *, own: bool) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region_id": region,
            "domain_id": domains,
            "bias": found.bias,
            "error": found.error,
            "low": found.bias - found.reach * found.error,
            "high": found.bias + found.reach * found.error,
            "own": own,
            "n_coded": number,
        }
    )


def correct_shares(shares: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return shares freed of the instrument's bias, with 95 % intervals of measurement.

    Parameters
    ----------
    shares : DataFrame
        region_id (empty: all text together), domain_id, share.
    found : DataFrame
        From `corrections`. A region that it lacks has the common bias, that of the empty one.

    Returns
    -------
    DataFrame
        ``shares`` and: bias, error (standard, of the corrected share), own, n_coded, corrected,
        corrected_low, corrected_high. Those of a region sum to 1; what is estimated below 0 stays
        below, so that means over regions are right; bounds are cut to 0 and 1.
    """
    common = found[found["region_id"] == ""].assign(own=False, n_coded=0)
    missing = sorted({*shares["region_id"]} - {*found["region_id"]})
    every = pd.concat([found, *(common.assign(region_id=name) for name in missing)])
    table = shares.merge(every, on=["region_id", "domain_id"], how="left", validate="1:1")
    bounds = {
        f"corrected_{side}": (table["share"] + table[side]).clip(0, 1) for side in ("low", "high")
    }
    corrected = table["share"] + table["bias"]
    return table.drop(columns=["low", "high"]).assign(corrected=corrected, **bounds)
