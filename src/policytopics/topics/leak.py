"""How well region and document can be told from the topics: what masking of names leaves.

Topics that betray where a text comes from may measure style or place instead of priority. But a
region that really puts something first betrays itself too, so the score has no good value; it is
read against chance, and against what the tokens betray.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from policytopics.arrays import BoolArray
from policytopics.matching import IntArray
from policytopics.study.topics import TopicsSettings
from policytopics.topics.matrix import count, weigh

__all__ = ["blocks", "folds", "interval", "predict", "recall", "score"]

TextArray = npt.NDArray[np.str_]
_FOLDS = 5
_BLOCK = 4  # units
_DRAWS = 1000
_COLUMNS = ("balanced_accuracy", "chance", "low", "high", "n_units")


def score(
    units: pd.DataFrame,
    vocabulary: pd.DataFrame,
    unit_topics: pd.DataFrame,
    settings: TopicsSettings,
    *,
    mask: bool,
) -> pd.DataFrame:
    """Return the table ``leak``.

    Parameters
    ----------
    units, vocabulary, unit_topics : DataFrame
        As the tables.
    settings : TopicsSettings
        Gives the parts fitted on and the seed.
    mask : bool
        Whether names of places were masked.

    Returns
    -------
    DataFrame
        A row per target and features; no rows for a target with fewer than two classes.
    """
    shares = unit_topics.pivot(index="unit_id", columns="topic_id", values="share")  # noqa: PD010
    chosen = units["unit_id"].isin(shares.index) & units["part"].isin(settings.fit_parts)
    rows = units[chosen].sort_values(["document_id", "order"], ignore_index=True)
    terms = sorted(vocabulary.loc[vocabulary["status"] == "kept", "term"])
    counts = count(rows["tokens"], terms)
    features = {
        "topics": sparse.csr_matrix(shares.loc[rows["unit_id"]].to_numpy(float)),
        "tokens": weigh(counts, np.ones(len(rows), dtype=bool), "tfidf"),
    }
    found = [
        {"target": target, "features": name, "mask": mask, **dict(zip(_COLUMNS, row, strict=True))}
        for target in ("region", "document")
        for name, X in features.items()
        for row in _measure(X, rows, rows[f"{target}_id"].to_numpy(str), settings.seed)
    ]
    return pd.DataFrame(found, columns=["target", "features", "mask", *_COLUMNS])


def blocks(rows: pd.DataFrame) -> IntArray:
    """Return the block of each unit: neighbouring paragraphs of one document, four units or more.

    Neighbours share their subject; apart, one would betray the other.

    Parameters
    ----------
    rows : DataFrame
        Columns document_id, paragraph_id; units in the order of the documents.

    Returns
    -------
    ndarray of int, shape (units,)
        From 0, counted through all documents.

    Examples
    --------
    >>> paragraphs = ["a1"] * 3 + ["a2"] * 2 + ["a3"] + ["b1"] * 2
    >>> rows = pd.DataFrame({"paragraph_id": paragraphs, "document_id": ["a"] * 6 + ["b"] * 2})
    >>> blocks(rows).tolist()
    [0, 0, 0, 0, 0, 1, 2, 2]
    """
    found: list[int] = []
    block, size, before = -1, 0, ("", "")
    for here in zip(rows["document_id"], rows["paragraph_id"], strict=True):
        if here[0] != before[0] or (size >= _BLOCK and here[1] != before[1]):
            block, size = block + 1, 0
        found.append(block)
        size, before = size + 1, here
    return np.array(found, dtype=np.intp)


def folds(block: IntArray) -> IntArray:
    """Return the fold of each unit: blocks are dealt out in turn, so that each fold has of all."""
    return block % _FOLDS


def predict(X: sparse.csr_matrix, classes: TextArray, fold: IntArray) -> BoolArray:
    """Return whether each unit's class is told right by the other folds' units.

    A ridge classifier with classes weighted equally: linear, and without any chance in it.
    """
    from sklearn.linear_model import RidgeClassifier

    right = np.zeros(len(classes), dtype=bool)
    for each in np.unique(fold):
        test = fold == each
        if len(np.unique(classes[~test])) > 1:
            model = RidgeClassifier(class_weight="balanced", solver="sparse_cg", tol=1e-6)
            guess = model.fit(X[~test], classes[~test]).predict(X[test])
            right[test] = guess == classes[test]
    return right


def recall(right: BoolArray, classes: TextArray) -> float:
    """Return the balanced accuracy: the share told right, averaged over classes.

    Examples
    --------
    >>> recall(np.array([True, True, True, False]), np.array(["a", "a", "a", "b"]))
    0.5
    """
    return float(np.mean([right[classes == each].mean() for each in np.unique(classes)]))


def interval(
    right: BoolArray, classes: TextArray, block: IntArray, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the 95 % interval of `recall`: percentiles over resampled blocks of each class."""
    draws = np.zeros(_DRAWS)
    names = np.unique(classes)
    for each in names:
        inside = classes == each
        groups = pd.Series(right[inside]).groupby(block[inside], sort=True)
        hits, sizes = groups.sum().to_numpy(float), groups.size().to_numpy(float)
        weights = rng.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=_DRAWS)
        draws += weights @ hits / (weights @ sizes)
    low, high = np.quantile(draws / len(names), [0.025, 0.975])
    return float(low), float(high)


def _measure(
    X: sparse.csr_matrix, rows: pd.DataFrame, classes: TextArray, seed: int
) -> Iterator[tuple[float, float, float, float, int]]:
    """Yield the one row of a target and features, or none with fewer than two classes."""
    names, sizes = np.unique(classes, return_counts=True)
    # Of a class with one unit nothing can be learned once that unit is to be told.
    kept = np.isin(classes, names[sizes > 1])
    if (sizes > 1).sum() < 2:
        return
    classes, block = classes[kept], blocks(rows[kept])
    right = predict(X[kept], classes, folds(block))
    low, high = interval(right, classes, block, np.random.default_rng(seed))
    yield recall(right, classes), 1 / int((sizes > 1).sum()), low, high, len(classes)
