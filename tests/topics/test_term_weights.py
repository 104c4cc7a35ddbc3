import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from policytopics.study.topics import TopicsSettings
from policytopics.topics.factorize import project
from policytopics.topics.matrix import build
from policytopics.topics.term_weights import excess, weigh_terms


def slow_excess(counts: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """The formula, term by term."""
    units, terms = counts.shape
    found = np.zeros((mass.shape[1], terms))
    for term in range(terms):
        rarity = 1 + math.log(units / sum(counts[:, term] > 0))
        text = [math.sqrt(count * rarity) for count in counts[:, term]]
        for topic, held in enumerate(mass.T):
            within = sum(t * h for t, h in zip(text, held, strict=True)) / sum(held)
            found[topic, term] = max(within - sum(text) / units, 0)
    return found


@given(st.integers(0, 2**32 - 1))
def test_excess_follows_its_formula(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(0.7, (9, 6)).astype(float)
    counts[rng.integers(9), counts.sum(axis=0) == 0] = 1
    mass = rng.random((9, 2))
    assert excess(sparse.csr_matrix(counts), mass) == pytest.approx(
        slow_excess(counts, mass), abs=2e-9
    )


def test_a_topic_of_all_text_alike_has_no_excess() -> None:
    counts = sparse.csr_matrix([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]])
    assert not excess(counts, np.ones((3, 1))).any()


def test_terms_of_all_topics_weigh_little(corpus) -> None:
    settings = TopicsSettings(number=5)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    columns = [corpus.terms.index(term) for term in matrix.terms]
    # Topics as planted, but with the words that all of them share.
    H = corpus.weights[:, columns] * 2 / 3 + 1 / 3 / len(columns)
    shared = np.array([term.startswith("共用") for term in matrix.terms])
    weights = weigh_terms(matrix, H, settings).weights
    assert weights.sum(axis=1) == pytest.approx(1)
    # Chance leaves each some excess: a shared term weighs less than a topic's lightest of its own.
    assert weights[:, shared].mean() < 0.2 * weights[corpus.weights[:, columns] > 0].mean()


@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_shares_are_of_all_units_and_weights_of_those_fitted_on(corpus, loss: str) -> None:
    settings = TopicsSettings(number=5, loss=loss)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    columns = [corpus.terms.index(term) for term in matrix.terms]
    H = corpus.weights[:, columns]
    found = weigh_terms(matrix, H, settings)
    assert len(found.shares) == len(matrix.units) > matrix.fitted.sum()
    X = matrix.weights[matrix.fitted]
    over = slow_excess(
        matrix.counts[matrix.fitted].toarray(), project(X, H, loss=loss) * H.sum(axis=1)
    )
    expected = over / over.sum(axis=1, keepdims=True)
    assert found.weights == pytest.approx(expected, abs=1e-6)


def test_a_topic_without_text_keeps_its_weights(corpus) -> None:
    settings = TopicsSettings(number=5)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    columns = [corpus.terms.index(term) for term in matrix.terms]
    H = corpus.weights[[0, 1, 1]][:, columns]  # the twin that comes first takes all the text
    assert weigh_terms(matrix, H, settings).weights[2] == pytest.approx(H[2])
