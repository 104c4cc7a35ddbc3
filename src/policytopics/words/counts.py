"""How often, where and how evenly each term occurs.

Words of the genre are everywhere: in neighbouring units no more often than chance would have it.
Words with a subject come in clumps, where their subject is spoken of.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd

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
        return tables[0].sort_index()
    return pd.concat(tables).fillna(0).groupby(level=0).sum()


def _empty() -> pd.DataFrame:
    names = ["frequency", "n_units", "n_regions", "before_spot", "expected", "clumping"]
    numbers = dict.fromkeys(names, pd.Series(dtype="float64"))
    return pd.DataFrame({"term": pd.Series(dtype="str"), **numbers})


def _count_part(units: pd.DataFrame) -> _Counts:
    tokens = units["tokens"].to_list()
    codes, names = pd.factorize(np.array([*chain.from_iterable(tokens)], dtype=object))
    unit = np.repeat(np.arange(len(units)), [*map(len, tokens)])
    regions, labels = pd.factorize(units["region_id"])
    number = len(names)

    before = np.zeros(len(codes), dtype=bool)
    spots = np.array([name in FOLLOWERS for name in names], dtype=bool)[codes]
    before[:-1] = spots[1:] & (unit[1:] == unit[:-1])
    # Each term counts once in a unit.
    pairs = np.sort(codes.astype(np.int64) * len(units) + unit)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    term, where = np.divmod(pairs, len(units))
    cells = np.bincount(term * len(labels) + regions[where], minlength=number * len(labels))
    terms = pd.DataFrame(
        {
            "frequency": np.bincount(codes, minlength=number),
            "n_units": np.bincount(term, minlength=number),
            "before": np.bincount(codes, before, minlength=number),
            "together": _together(pairs, units["document_id"], number),
            "expected": _expected(term, where, units["document_id"], number),
        },
        index=names,
    )
    by_region = pd.DataFrame(cells.reshape(number, len(labels)), index=names, columns=labels)
    return _Counts(terms, by_region, pd.DataFrame({"units": np.bincount(regions)}, index=labels))


def _together(pairs: np.ndarray, documents: pd.Series, number: int) -> np.ndarray:
    """Return for each term how many pairs of neighbouring units of one document both hold it."""
    term, where = np.divmod(pairs, len(documents))
    document = pd.factorize(documents)[0][where]
    # Sorted by term, then unit: the next pair is the next unit that holds the term.
    near = (np.diff(pairs) == 1) & (np.diff(term) == 0) & (np.diff(document) == 0)
    return np.bincount(term[:-1][near], minlength=number)


def _expected(term: np.ndarray, where: np.ndarray, documents: pd.Series, number: int) -> np.ndarray:
    document, names = pd.factorize(documents)
    size = np.bincount(document)
    cells, held = np.unique(term * len(names) + document[where], return_counts=True)
    of_term, of_document = np.divmod(cells, len(names))
    return np.bincount(of_term, held * (held - 1) / size[of_document], minlength=number)
