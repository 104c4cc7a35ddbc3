from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from policytopics.matching import cosines, match, match_topics

WEIGHTS = arrays(float, (3, 4), elements=st.floats(0, 1, width=16))


@given(WEIGHTS, WEIGHTS)
def test_no_other_pairing_has_a_larger_total(a: np.ndarray, b: np.ndarray) -> None:
    similarity = cosines(a, b)
    best = max(
        sum(similarity[i, j] for i, j in enumerate(order)) for order in permutations(range(3))
    )
    found = match(a, b)
    assert sorted(found.other) == [0, 1, 2]
    assert found.cosine.sum() == pytest.approx(best)


@given(WEIGHTS)
def test_a_model_matches_itself_whatever_its_order_and_scale(a: np.ndarray) -> None:
    found = match(a, 3 * a[::-1])
    assert found.cosine == pytest.approx((a.any(axis=1)).astype(float))


@pytest.mark.parametrize(("rows", "others", "partners"), [(3, 2, 2), (2, 3, 2)])
def test_models_of_different_size_leave_some_without_a_partner(
    rows: int, others: int, partners: int
) -> None:
    found = match(np.eye(3)[:rows], np.eye(3)[:others])
    assert (found.other >= 0).sum() == partners
    assert (found.cosine[found.other < 0] == 0).all()


def test_a_distant_pair_is_no_pair() -> None:
    weights = np.array([[1.0, 0.0], [0.0, 1.0]])
    others = np.array([[1.0, 0.1], [1.0, 0.2]])
    assert match(weights, others, least=0.5).other.tolist() == [0, -1]


def table(**topics: dict[str, float]) -> pd.DataFrame:
    rows = [(name, term, w) for name, terms in topics.items() for term, w in terms.items()]
    return pd.DataFrame(rows, columns=["topic_id", "term", "weight"])


def test_tables_are_matched_over_the_terms_of_both() -> None:
    topics = table(t02={"水利": 0.6, "防洪": 0.8}, t01={"港口": 1.0})
    others = table(t01={"水利": 0.6, "河道": 0.8}, t02={"口岸": 1.0})
    found = match_topics(topics, others, least=0.3)
    assert found["topic_id"].tolist() == ["t01", "t02"]
    assert found["matched_topic_id"].tolist() == ["", "t01"]
    assert found["match"].isna().tolist() == [True, False]
    assert found["match"][1] == pytest.approx(0.36)  # 0.6 · 0.6: only 水利 is common
