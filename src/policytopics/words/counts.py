"""How often, where and how evenly each term occurs.

Words of the genre are everywhere: in neighbouring units no more often than chance would have it.
Words with a subject come in clumps, where their subject is spoken of.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csc_array

from policytopics.words.codes import GAP, encode
from policytopics.words.spots import FOLLOWERS

__all__ = ["count_terms"]


class _Counts(NamedTuple):
    """Counts of one part: by term, of units by term and region, of units by region."""

    terms: pd.DataFrame
    by_region: pd.DataFrame
    units: pd.DataFrame


def count_terms(parts: Iterable[pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return how often, where and how evenly each term occurs.

    Parameters
    ----------
    parts : iterable of DataFrame
        Table ``units`` in parts, no document in two of them; ordered within a document.

    Returns
    -------
    terms : DataFrame
        ``term`` (sorted), ``frequency``, ``n_units``, ``n_regions``; ``before_spot``, the share of
        occurrences right before a word for a spot in the same unit; ``expected`` and ``clumping``,
        as below.
    unit_share : DataFrame
        Share of the units that hold the term (rows as ``terms``), by region (columns, sorted).

    Notes
    -----
    A term in ``k`` of a document's ``n`` units stands in two neighbouring ones ``k (k - 1) / n``
    times on average if its units are drawn at random. Clumping is ``(1 + observed) / (1 +
    expected)``, both summed over documents; the ones keep rare terms near 1.
    """
    counted = [_count_part(part) for part in parts if len(part)]
    if not counted:
        return _empty(), pd.DataFrame()
    terms = _added([part.terms for part in counted])
    by_region = _added([part.by_region for part in counted]).sort_index(axis="columns")
    n_units = _added([part.units for part in counted]).reindex(by_region.columns)
    described = pd.DataFrame(
        {
            "term": terms.index.astype("str"),
            "frequency": terms["frequency"].to_numpy(),
            "n_units": terms["n_units"].to_numpy(),
            "n_regions": (by_region > 0).sum(axis="columns").to_numpy(),
            "before_spot": (terms["before"] / terms["frequency"]).to_numpy(),
            "expected": terms["expected"].to_numpy(),
            "clumping": ((1 + terms["together"]) / (1 + terms["expected"])).to_numpy(),
        }
    )
    share = by_region / n_units["units"]
    return described, share.reset_index(drop=True)


def _added(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the sum of tables of counts, sorted; what one of them lacks is none there."""
    if len(tables) == 1:
        return tables[0]  # sorted already
    return pd.concat(tables).fillna(0).groupby(level=0).sum()


def _empty() -> pd.DataFrame:
    names = ["frequency", "n_units", "n_regions", "before_spot", "expected", "clumping"]
    numbers = dict.fromkeys(names, pd.Series(dtype="float64"))
    return pd.DataFrame({"term": pd.Series(dtype="str"), **numbers})


def _count_part(units: pd.DataFrame) -> _Counts:
    tokens = units["tokens"].to_list()
    words, (codes,), frequency = encode([units])
    names = pd.Index(words[GAP + 1 :], dtype=object)
    regions, labels = pd.factorize(units["region_id"])
    unit = np.repeat(np.arange(len(units)), [*map(len, tokens)])
    held = csc_array(
        (np.ones(len(unit), dtype=bool), (unit, codes[codes != GAP] - 1)),
        shape=(len(units), len(names)),
    )  # units x terms: each term counts once in a unit
    terms = pd.DataFrame(
        {
            "frequency": frequency[GAP + 1 :],
            "n_units": np.diff(held.indptr),
            "before": _before_spot(codes, words),
            **_neighbours(held, pd.factorize(units["document_id"])[0]),
        },
        index=names,
    )
    of_region = csc_array((np.ones(len(units), dtype=int), (regions, np.arange(len(units)))))
    by_region = pd.DataFrame((of_region @ held).T.toarray(), index=names, columns=labels)
    return _Counts(terms, by_region, pd.DataFrame({"units": np.bincount(regions)}, index=labels))


def _before_spot(codes: np.ndarray, words: list[str]) -> np.ndarray:
    """Return for each term how often a word for a spot stands right behind it in its unit."""
    spots = np.array([word in FOLLOWERS for word in words], dtype=bool)
    followed = codes[:-1][spots[codes[1:]]]
    return np.bincount(followed, minlength=len(words))[GAP + 1 :]


def _neighbours(held: csc_array, document: np.ndarray) -> dict[str, np.ndarray]:
    """Return for each term how many pairs of neighbouring units hold it, and how many would."""
    n_terms, size = held.shape[1], np.bincount(document)
    where = held.indices  # of each term in turn the units that hold it, in order
    term = np.repeat(np.arange(n_terms), np.diff(held.indptr))
    run = term * len(size) + document[where]  # of one term in one document
    near = (np.diff(where) == 1) & (np.diff(run) == 0)
    first = np.flatnonzero(np.diff(run, prepend=-1))
    length = np.diff(np.append(first, len(run)))
    by_chance = length * (length - 1) / size[document[where[first]]]
    return {
        "together": np.bincount(term[1:][near], minlength=n_terms),
        "expected": np.bincount(term[first], by_chance, minlength=n_terms),
    }
