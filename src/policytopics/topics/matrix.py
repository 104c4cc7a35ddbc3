"""From units and vocabulary to the weighted matrix that is factorized.

Rows are units, columns the vocabulary's kept terms. Rows are sorted by a hash of their tokens and
columns by term, so that nothing after this point can depend on the order of documents. The model
is fitted on some parts of the reports alone; all other units have rows too and are projected.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.arrays import BoolArray
from policytopics.matching import FloatArray
from policytopics.problems import Problem, ProblemsError
from policytopics.study.topics import TopicsSettings

__all__ = ["Matrix", "build", "different_rows", "most_topics", "weigh"]

# Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: the usual constants.
_SATURATION, _LENGTH = 1.2, 0.75
# ASSUME: a number of topics needs two units per topic in every fit to be worth trying.
_UNITS_PER_TOPIC = 2
_LEAST = 2  # topics
_SMALL = 400  # units or terms: up to there the rank is looked at


@dataclass(frozen=True)
class Matrix:
    """Units × terms, in an order that depends on the content alone.

    Attributes
    ----------
    units : DataFrame
        One row per matrix row: unit_id, document_id, order, region_id, part, n_tokens.
    terms : tuple of str
        One per column, sorted.
    counts : csr_matrix of float, shape (units, terms)
        Occurrences.
    weights : csr_matrix of float, shape (units, terms)
        Weighted occurrences, rows of length 1; in the precision asked for.
    fitted : ndarray of bool, shape (units,)
        Rows the model is fitted on.
    balance : ndarray of float, shape (units,)
        Factor of each fitted row in the fit; 1 for the others.
    n_dropped : int
        Units left out because they hold no kept term.
    texts : tuple of tuple of str
        All tokens of each document in the parts fitted on: what windows slide over.

    Raises
    ------
    ProblemsError
        If weights are NaN, infinite or negative.
    """

    units: pd.DataFrame
    terms: tuple[str, ...]
    counts: sparse.csr_matrix
    weights: sparse.csr_matrix
    fitted: BoolArray
    balance: FloatArray
    n_dropped: int
    texts: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        data = self.weights.data
        if wrong := int((~(np.isfinite(data) & (data >= 0))).sum()):
            what = f"{wrong} of {data.size} weights are NaN, infinite or negative"
            fix = "give counts that are finite and not negative, and no row without any"
            raise ProblemsError([Problem("matrix of units and terms", what, fix)])

    def to_fit(self) -> sparse.csr_matrix:
        """Return the rows that the model is fitted on, times their balance."""
        X = self.weights[self.fitted]
        factor = np.repeat(self.balance[self.fitted], np.diff(X.indptr))
        X.data = (X.data * factor).astype(X.dtype)
        # A matrix that is not sorted yet sorts itself in place when a solver first asks for it: two
        # threads that ask at once would garble it. (A product of sparse matrices is not sorted.)
        X.sum_duplicates()
        return X

    def to_scan(self) -> sparse.csr_matrix:
        """Return what numbers of topics are tried on: BM25 whatever the model's weighting, as is.

        The number of topics is the text's, not the weighting's, and BM25 shows it best: words that
        most units use weigh next to nothing. (Of 24 planted corpora it found 22 numbers, tf-idf 15
        of 23; the held-out error was least at the planted number in 15 and in 8.)
        """
        X = weigh(self.counts[self.fitted], np.ones(self.fitted.sum(), dtype=bool), "bm25")
        X = X.astype(self.weights.dtype)
        X.sum_duplicates()
        return X

    def presence(self) -> sparse.csr_matrix:
        """Return which fitted unit holds which term, as 0 and 1."""
        return (self.counts[self.fitted] > 0).astype(float)


def build(units: pd.DataFrame, vocabulary: pd.DataFrame, settings: TopicsSettings) -> Matrix:
    """Return the matrix of all units that hold a kept term.

    Parameters
    ----------
    units, vocabulary : DataFrame
        The tables of the words stage, rows in any order.
    settings : TopicsSettings
        Gives the parts to fit on, the weighting and the balance.

    Returns
    -------
    Matrix

    Raises
    ------
    ProblemsError
        If no text is left to fit on, or too little for two topics.
    """
    fit_units = units[units["part"].isin(settings.fit_parts)]
    seen = {token for tokens in fit_units["tokens"] for token in tokens}
    kept = vocabulary.loc[vocabulary["status"] == "kept", "term"]
    # A kept term that only the other parts use cannot be in a topic.
    terms = tuple(sorted(seen.intersection(kept)))
    rows = units.iloc[_content_order(units)]
    counts = count(rows["tokens"], terms)
    filled = np.asarray(counts.sum(axis=1)).ravel() > 0
    rows, counts = rows[filled].reset_index(drop=True), counts[filled]
    fitted = rows["part"].isin(settings.fit_parts).to_numpy()
    if problem := _problem(units, counts[fitted], settings):
        raise ProblemsError([problem])
    return Matrix(
        units=rows[["unit_id", "document_id", "order", "region_id", "part", "n_tokens"]],
        terms=terms,
        counts=counts,
        weights=weigh(counts, fitted, settings.weighting).astype(settings.dtype),
        fitted=fitted,
        balance=_balance(rows["region_id"], fitted, settings),
        n_dropped=len(units) - len(rows),
        texts=_texts(fit_units),
    )


def count(tokens: Iterable[Sequence[str]], terms: Sequence[str]) -> sparse.csr_matrix:
    """Return how often each term (column) occurs in each list of tokens (row).

    Examples
    --------
    >>> count([["粮食", "水利", "粮食"], ["港口"]], ["水利", "粮食"]).toarray().tolist()
    [[1.0, 2.0], [0.0, 0.0]]
    """
    column = {term: number for number, term in enumerate(terms)}
    counts = [Counter(column[token] for token in row if token in column) for row in tokens]
    entries = [(i, j, n) for i, row in enumerate(counts) for j, n in sorted(row.items())]
    i, j, n = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(counts), len(terms))
    return sparse.csr_matrix((np.array(n, dtype=float), (i, j)), shape=shape)


def weigh(counts: sparse.csr_matrix, fitted: BoolArray, weighting: str) -> sparse.csr_matrix:
    """Return the weighted counts, each row of Euclidean length 1.

    Parameters
    ----------
    counts : csr_matrix, shape (units, terms)
        No empty rows.
    fitted : ndarray of bool, shape (units,)
        Rows from which rarity (and BM25's mean length) is taken.
    weighting : {"tfidf", "sublinear", "bm25"}
        Smooth idf ``1 + ln((1 + n) / (1 + df))`` times the count, or times 1 + ln(count);
        or BM25 with k1 = 1.2, b = 0.75.

    Returns
    -------
    csr_matrix, shape (units, terms)
    """
    n = int(fitted.sum())
    df = np.asarray((counts[fitted] > 0).sum(axis=0)).ravel()
    weighted = counts.copy()
    if weighting == "bm25":
        length = np.asarray(counts.sum(axis=1)).ravel()
        relative = np.repeat(length / length[fitted].mean(), np.diff(counts.indptr))
        slack = _SATURATION * (1 - _LENGTH + _LENGTH * relative)
        weighted.data = counts.data * (_SATURATION + 1) / (counts.data + slack)
        rarity = np.log1p((n - df + 0.5) / (df + 0.5))
    else:
        if weighting == "sublinear":
            weighted.data = 1 + np.log(counts.data)
        rarity = 1 + np.log((1 + n) / (1 + df))
    weighted.data = weighted.data * rarity[weighted.indices]
    norm = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    weighted.data = weighted.data / np.repeat(norm, np.diff(weighted.indptr))
    return weighted


def _content_order(units: pd.DataFrame) -> list[int]:
    """Return positions sorted by a hash of the tokens; equal texts by region, then by name."""
    hashes = [hashlib.sha256("\x1f".join(row).encode()).hexdigest() for row in units["tokens"]]
    keys = list(zip(hashes, units["region_id"], units["part"], units["unit_id"], strict=True))
    return sorted(range(len(keys)), key=keys.__getitem__)


def _texts(units: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """Return the tokens of each document, units in their order."""
    ordered = units.sort_values(["document_id", "order", "unit_id"])
    return tuple(
        tuple(token for unit in tokens for token in unit)
        for _, tokens in ordered.groupby("document_id", sort=True)["tokens"]
    )


def _balance(regions: pd.Series, fitted: BoolArray, settings: TopicsSettings) -> FloatArray:
    """Return each row's factor: every region contributes the same to the loss."""
    factor = np.ones(len(regions))
    if settings.balance == "none":
        return factor
    sizes = regions[fitted].value_counts()
    even = fitted.sum() / len(sizes) / regions[fitted].map(sizes).to_numpy(float)
    # The Frobenius loss squares a row's factor, the Kullback-Leibler loss does not.
    factor[fitted] = even if settings.loss == "kullback-leibler" else np.sqrt(even)
    return factor


def most_topics(counts: sparse.csr_matrix, settings: TopicsSettings) -> int:
    """Return how many topics a text can have at most: 0 or more.

    Parameters
    ----------
    counts : csr_matrix, shape (units, terms)
        Occurrences in the units fitted on.
    settings : TopicsSettings
        Gives the share of the units in a fit.

    Returns
    -------
    int
        Half the different units of a subsample, the terms but one, or the rank of the counts,
        whichever is least: more topics than that would be empty. The rank is looked at where the
        text is small; in a large one it is far above any number of topics.

    Examples
    --------
    Six units, but two different ones:

    >>> counts = sparse.csr_matrix([[1.0, 0, 0], [0, 1.0, 0]] * 3)
    >>> most_topics(counts, TopicsSettings(subsample=1))
    1
    """
    if not counts.shape[0] or not counts.shape[1]:
        return 0
    seen = int(different_rows(counts) * settings.subsample)
    bound = min(seen // _UNITS_PER_TOPIC, int(counts.shape[1]) - 1)
    if min(counts.shape) > _SMALL:
        return bound
    return min(bound, int(np.linalg.matrix_rank(counts.toarray())))


def different_rows(counts: sparse.csr_matrix) -> int:
    """Return how many different rows a matrix has."""
    edges = pairwise(counts.indptr.tolist())
    columns, values = counts.indices, counts.data
    return len({(columns[a:b].tobytes(), values[a:b].tobytes()) for a, b in edges})


def _problem(
    units: pd.DataFrame, counts: sparse.csr_matrix, settings: TopicsSettings
) -> Problem | None:
    """Return why the model cannot be fitted, if it cannot."""
    parts = ", ".join(settings.fit_parts)
    n_units, n_terms = counts.shape
    if not n_units:
        found = ", ".join(f"{part} {n}" for part, n in sorted(Counter(units["part"]).items()))
        what = f"no unit with kept terms in the parts fitted on ({parts}); units: {found or 'none'}"
        fix = "choose parts that the documents have, or correct their parts in corrections.csv"
        return Problem("config: topics.fit_parts", what, fix)
    if most_topics(counts, settings) >= _LEAST:
        return None
    what = f"{n_units} units of {n_terms} kept terms ({parts}) are too little text for two topics"
    return Problem("topics", what, "add documents, lower words.min_units, or fit on more parts")
