import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from policytopics.problems import ProblemsError
from policytopics.study.topics import TopicsSettings
from policytopics.topics.matrix import build, most_topics, weigh
from policytopics.topics.quality import top_terms
from policytopics.topics.select import scan

COUNTS = sparse.csr_matrix([[2.0, 1, 0], [0, 1, 1], [0, 3, 0]])
ALL = np.ones(3, dtype=bool)


def slow_weights(counts: np.ndarray, weighting: str) -> np.ndarray:
    """The formulas, term by term."""
    n = len(counts)
    rows = np.zeros_like(counts)
    for i, row in enumerate(counts):
        for j, tf in enumerate(row):
            df = sum(other[j] > 0 for other in counts)
            if tf and weighting == "bm25":
                slack = 1.2 * (0.25 + 0.75 * row.sum() / (counts.sum() / n))
                rows[i, j] = math.log(1 + (n - df + 0.5) / (df + 0.5)) * tf * 2.2 / (tf + slack)
            elif tf:
                part = tf if weighting == "tfidf" else 1 + math.log(tf)
                rows[i, j] = part * (1 + math.log((1 + n) / (1 + df)))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("weighting", ["tfidf", "sublinear", "bm25"])
def test_weights_follow_their_formula(weighting: str) -> None:
    found = weigh(COUNTS, ALL, weighting).toarray()
    assert found == pytest.approx(slow_weights(COUNTS.toarray(), weighting))


def test_rarity_comes_from_the_fitted_rows_alone() -> None:
    one = weigh(COUNTS, np.array([True, True, False]), "tfidf")
    two = weigh(sparse.vstack([COUNTS[:2], COUNTS[2] * 5]), np.array([True, True, False]), "tfidf")
    assert one[:2].toarray() == pytest.approx(two[:2].toarray())


def test_the_order_of_rows_and_terms_changes_nothing(corpus, settings) -> None:
    matrix = build(corpus.units, corpus.vocabulary, settings)
    again = build(
        corpus.units.sample(frac=1, random_state=1),
        corpus.vocabulary.sample(frac=1, random_state=2),
        settings,
    )
    assert matrix.units.equals(again.units)
    assert matrix.terms == again.terms
    for name in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(matrix.weights, name), getattr(again.weights, name))
    assert np.array_equal(matrix.balance, again.balance)


def test_the_fit_sees_the_chosen_parts_and_every_region_equally(corpus, settings) -> None:
    matrix = build(corpus.units, corpus.vocabulary, settings)
    assert set(matrix.units["part"][matrix.fitted]) == {"plan"}
    regions = matrix.units["region_id"][matrix.fitted].to_numpy()
    squares = np.asarray(matrix.to_fit().power(2).sum(axis=1)).ravel()
    totals = [squares[regions == region].sum() for region in ("east", "north", "west")]
    assert totals == pytest.approx([matrix.fitted.sum() / 3] * 3)


def test_numbers_are_tried_on_bm25_as_it_is_whatever_the_weighting(corpus) -> None:
    settings = TopicsSettings(number=3, weighting="bm25", balance="none")
    plain = build(corpus.units, corpus.vocabulary, settings).to_fit()
    for changes in ({"weighting": "tfidf"}, {"balance": "region"}):
        matrix = build(corpus.units, corpus.vocabulary, settings.model_copy(update=changes))
        assert matrix.to_scan().toarray() == pytest.approx(plain.toarray())
        assert matrix.to_scan().has_canonical_format
        assert not np.allclose(matrix.to_fit().toarray(), plain.toarray())


def test_threads_can_share_the_matrix(corpus, settings) -> None:
    X = build(corpus.units, corpus.vocabulary, settings).to_fit()
    assert X.has_canonical_format  # else threads would sort it in place, at the same time


def test_the_divergence_is_balanced_too_and_none_leaves_the_rows(corpus) -> None:
    loss = TopicsSettings(loss="kullback-leibler", number=3)
    divergence = build(corpus.units, corpus.vocabulary, loss)
    frobenius = build(corpus.units, corpus.vocabulary, TopicsSettings(number=3))
    assert divergence.balance == pytest.approx(frobenius.balance**2)
    none = build(corpus.units, corpus.vocabulary, TopicsSettings(number=3, balance="none"))
    assert (none.balance == 1).all()


def test_units_without_kept_terms_are_left_out_and_counted(corpus, settings) -> None:
    empty = corpus.units.iloc[[0, 1]].assign(unit_id=["x:1", "x:2"], tokens=[["未见"], []])
    matrix = build(pd.concat([corpus.units, empty]), corpus.vocabulary, settings)
    assert matrix.n_dropped == 2
    assert not set(matrix.units["unit_id"]) & {"x:1", "x:2"}


def test_terms_that_only_other_parts_use_are_left_out(corpus, settings) -> None:
    extra = corpus.units.iloc[[9]].assign(
        unit_id="x:1", part="review", tokens=[["回顾词", "共用01"]]
    )
    term = corpus.vocabulary.iloc[[0]].assign(term="回顾词")
    matrix = build(pd.concat([corpus.units, extra]), pd.concat([corpus.vocabulary, term]), settings)
    assert "回顾词" not in matrix.terms
    assert "x:1" in set(matrix.units["unit_id"])


def test_terms_with_another_status_are_left_out(corpus, settings) -> None:
    status = np.where(corpus.vocabulary["term"] == "共用01", "genre", "kept")
    matrix = build(corpus.units, corpus.vocabulary.assign(status=status), settings)
    assert "共用01" not in matrix.terms


def test_parts_without_text_cannot_be_fitted_and_those_with_text_are_named(corpus) -> None:
    with pytest.raises(ProblemsError) as raised:
        build(corpus.units, corpus.vocabulary, TopicsSettings(fit_parts=["closing"]))
    (problem,) = raised.value.problems
    assert problem.where == "config: topics.fit_parts"
    assert "units: plan 144, review 16" in problem.what
    assert problem.fix


@given(st.integers(1, 12), st.integers(1, 6), st.integers(1, 4), st.integers(0, 99))
def test_no_more_topics_than_different_units_terms_and_rank(
    different: int, n_terms: int, copies: int, seed: int
) -> None:
    rows = np.random.default_rng(seed).poisson(0.7, (different, n_terms)).astype(float)
    counts = sparse.csr_matrix(np.repeat(rows, copies, axis=0))
    most = most_topics(counts, TopicsSettings(subsample=1))
    assert most == most_topics(sparse.csr_matrix(rows), TopicsSettings(subsample=1))
    assert most <= np.linalg.matrix_rank(rows)
    assert most <= min(different // 2, n_terms - 1)


def test_one_term_makes_no_topics(corpus) -> None:
    vocabulary = corpus.vocabulary[corpus.vocabulary["term"] == "共用01"]
    with pytest.raises(ProblemsError, match=r"1 kept terms.*too little text[^$]*min_units"):
        build(corpus.units, vocabulary, TopicsSettings(number=2))


def test_no_units_at_all_is_said(corpus, settings) -> None:
    with pytest.raises(ProblemsError, match="units: none"):
        build(corpus.units.iloc[:0], corpus.vocabulary, settings)


@pytest.mark.parametrize("weighting", ["tfidf", "sublinear", "bm25"])
def test_a_term_in_all_units_weighs_little_but_counts(weighting: str) -> None:
    counts = sparse.csr_matrix([[1.0, 2.0, 0.0], [1.0, 0.0, 3.0], [1.0, 1.0, 0.0]])
    weights = weigh(counts, np.ones(3, dtype=bool), weighting)
    assert np.isfinite(weights.data).all()
    assert (weights.data > 0).all()
    assert weights[0, 0] < weights[0, 1]


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -1.0])
def test_a_matrix_with_impossible_weights_is_refused(corpus, settings, wrong: float) -> None:
    matrix = build(corpus.units, corpus.vocabulary, settings)
    weights = matrix.weights.copy()
    weights.data[[0, 7]] = wrong
    with pytest.raises(ProblemsError, match=rf"2 of {weights.nnz} weights are NaN") as raised:
        replace(matrix, weights=weights)
    assert len(raised.value.problems) == 1


def test_single_precision_fits_the_same_topics(corpus, settings) -> None:
    single = settings.model_copy(update={"dtype": "float32", "number": 5})
    double = settings.model_copy(update={"number": 5})
    matrices = [build(corpus.units, corpus.vocabulary, each) for each in (single, double)]
    assert matrices[0].weights.dtype == matrices[0].to_fit().dtype == np.float32
    assert matrices[0].weights.data.nbytes * 2 == matrices[1].weights.data.nbytes
    H = [
        scan(matrix, each).ensemble.H
        for matrix, each in zip(matrices, (single, double), strict=True)
    ]
    assert H[0].dtype == H[1].dtype == np.float64
    assert H[0][0] == pytest.approx(H[1][0], abs=1e-3)
    tops = [np.array([top_terms(run) for run in each]) for each in H]
    assert np.mean(tops[0] == tops[1]) > 0.95


def test_equal_units_have_equal_rows_wherever_they_stand(corpus, settings) -> None:
    again = corpus.units.iloc[:20].assign(
        unit_id=lambda rows: rows["unit_id"] + "x", document_id="copy", region_id="west"
    )
    matrix = build(pd.concat([corpus.units, again]), corpus.vocabulary, settings)
    row = {unit: matrix.weights[i].toarray() for i, unit in enumerate(matrix.units["unit_id"])}
    assert len(row) == matrix.weights.shape[0] == len(corpus.units) + 20
    for unit in corpus.units["unit_id"][:20]:
        assert np.array_equal(row[unit], row[f"{unit}x"])
