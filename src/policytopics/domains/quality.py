"""How good the coding is: agreement with readers, by domain, level, period and length.

Only sentences count that the weights were not learnt from (cross-validation by region).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray
from policytopics.domains.shapes import Int64Array
from policytopics.study.parts import Part

__all__ = [
    "Coded", "confusion", "domain_quality", "excess_variance", "proportion_interval",
    "shares_apart",
]  # fmt: skip

_NORMAL = 1.96
_PERIODS = ((2003, 2012), (2013, 2019), (2020, 2026))
_LENGTHS = ((0, 44), (45, 74), (75, 10_000))  # characters: thirds of the coded sentences
_BORROWED = 3.0  # of promised variance, that a domain's excess takes over from all domains
_VALIDATED = "plan"  # the part that the coded sentences are of


class Coded(NamedTuple):
    """Sentences coded by readers and measured by the instrument.

    Attributes
    ----------
    shares : ndarray, shape (sentences, domains)
        Calibrated probabilities.
    first, second : ndarray of int
        Readers' codes; a second of -1: none.
    level : ndarray of str
    year, length : ndarray of int
        Of the report; of the sentence, in characters.
    """

    shares: FloatArray
    first: Int64Array
    second: Int64Array
    level: npt.NDArray[np.str_]
    year: Int64Array
    length: Int64Array


def domain_quality(coded: Coded, domains: tuple[str, ...]) -> pd.DataFrame:
    """Return the table ``domain_quality``."""
    rows = [
        _row(coded, domains, domain, by, group, within)
        for by, group, within in _groups(coded)
        for domain in range(-1, len(domains))
    ]
    others = [
        {"domain_id": "all", "by": "part", "group": part, "n": 0}
        for part in get_args(Part)
        if part != _VALIDATED
    ]
    return pd.DataFrame(rows + others)


def proportion_interval(right: float, number: float) -> tuple[float, float]:
    """Return the 95 % interval of a proportion.

    Examples
    --------
    >>> [round(bound, 3) for bound in proportion_interval(86, 100)]
    [0.779, 0.915]
    """
    if not number:
        return np.nan, np.nan
    share, by = right / number, _NORMAL**2 / number
    middle = share + by / 2
    half = _NORMAL * np.sqrt(share * (1 - share) / number + by / 4 / number)
    return float((middle - half) / (1 + by)), float((middle + half) / (1 + by))


def shares_apart(coded: Coded, sample: Int64Array) -> float:
    """Return the sum over domains of how far measured shares are from coded ones in a sample."""
    read = np.bincount(coded.first[sample], minlength=coded.shares.shape[1]) / len(sample)
    return float(np.abs(coded.shares[sample].mean(axis=0) - read).sum())


def excess_variance(quality: pd.DataFrame, domains: Sequence[str]) -> FloatArray:
    """Return by how much the variance of coding exceeds what its probabilities promise.

    Parameters
    ----------
    quality : DataFrame
        The table ``domain_quality``.
    domains : sequence of str
        A domain that the table lacks has the excess of all.

    Returns
    -------
    ndarray, shape (domains,)
        1 if the table says nothing, or less.
    """
    known = quality[quality["by"] == "all"].set_index("domain_id")["excess"].dropna()
    usual = float(known.get("all", 1.0))
    return np.maximum([float(known.get(domain, usual)) for domain in domains], 1.0)


def confusion(coded: Coded, domains: tuple[str, ...]) -> pd.DataFrame:
    """Return where sentences of each domain go: domain_id, measured_as, share, without zeros.

    ``share`` is the mean probability of ``measured_as`` over the sentences that readers coded
    ``domain_id``; a domain's shares sum to 1 but for rounding.
    """
    rows = []
    for at in sorted(set(coded.first.tolist())):
        means = coded.shares[coded.first == at].mean(axis=0).round(4)
        rows += [(domains[at], domains[to], share) for to, share in enumerate(means) if share]
    return pd.DataFrame(rows, columns=["domain_id", "measured_as", "share"])


def _groups(coded: Coded) -> Iterator[tuple[str, str, BoolArray]]:
    """Yield the groups of sentences that agreement is told for."""
    yield "all", "", np.ones(len(coded.first), dtype=bool)
    for level in sorted(set(coded.level.tolist())):
        yield "level", level, coded.level == level
    for low, high in _PERIODS:
        yield "period", f"{low}-{high}", (coded.year >= low) & (coded.year <= high)
    for low, high in _LENGTHS:
        name = f"{low}-{high}" if high < 1_000 else f"{low}-"
        yield "length", name, (coded.length >= low) & (coded.length <= high)
    yield "part", _VALIDATED, np.ones(len(coded.first), dtype=bool)


def _row(
    coded: Coded, domains: tuple[str, ...], domain: int, by: str, group: str, within: BoolArray
) -> dict[str, object]:
    """Return the row of one domain, or of all (-1), in one group."""
    named = within if domain < 0 else within & (coded.first == domain)
    found = coded.shares[named].argmax(axis=1)
    same = found == coded.first[named]
    number, right = int(named.sum()), int(same.sum())
    low, high = proportion_interval(right, number)
    row: dict[str, object] = {
        "domain_id": domains[domain] if domain >= 0 else "all",
        "by": by, "group": group, "n": number, "low": low, "high": high,
    }  # fmt: skip
    if number:
        row["agreement"] = right / number
        row["either"] = float((same | (found == coded.second[named])).mean())
        row["claimed"] = float(coded.shares[named].max(axis=1).mean())
    if domain >= 0 and within.any():
        read = coded.first[within] == domain
        row["coded"], row["measured"] = read.mean(), coded.shares[within, domain].mean()
        row["spread"] = float(np.std(coded.shares[within, domain] - read))
    if within.any():
        row["excess"] = _excess(coded, domain, within)
    return row


def _excess(coded: Coded, domain: int, within: BoolArray) -> float:
    """Return the variance of measured less coded over the promised one, of a domain or all (-1).

    That of a domain is drawn towards that of all: few sentences tell little of a variance.
    """
    shares = coded.shares[within]
    squares = (shares - np.eye(shares.shape[1])[coded.first[within]]) ** 2
    promised = shares * (1 - shares)
    every = float(squares.sum() / promised.sum())
    if domain < 0:
        return every
    own = squares[:, domain].sum() + _BORROWED * every
    return float(own / (promised[:, domain].sum() + _BORROWED))
