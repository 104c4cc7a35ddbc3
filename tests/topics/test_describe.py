import numpy as np
import pytest

from policytopics.study.topics import TopicsSettings
from policytopics.topics.consensus import settle
from policytopics.topics.describe import frex
from policytopics.topics.matrix import build
from policytopics.topics.select import scan


def slow_frex(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """stm's calcfrex and js.estimate, term by term, with mean ranks for ties."""
    k, v = weights.shape
    exclusive = np.zeros((k, v))
    for j in range(v):
        part = weights[:, j] / weights[:, j].sum()
        between = sum((part - 1 / k) ** 2)
        shrink = 1.0
        if between > 0 and counts[j] > 1:
            shrink = min(1.0, (1 - sum(part**2)) / ((counts[j] - 1) * between))
        exclusive[:, j] = shrink / k + (1 - shrink) * part

    def rank(row: np.ndarray, value: float) -> float:
        return (np.sum(row < value) + (np.sum(row == value) + 1) / 2) / len(row)

    result = np.zeros((k, v))
    for i in range(k):
        for j in range(v):
            by_weight = rank(weights[i].round(9), weights[i, j].round(9))
            by_part = rank(exclusive[i].round(9), exclusive[i, j].round(9))
            result[i, j] = 1 / (0.5 / by_weight + 0.5 / by_part)
    return result


def test_frex_follows_its_formula() -> None:
    rng = np.random.default_rng(1)
    weights = rng.dirichlet(np.full(8, 0.7), size=3)
    counts = np.array([1, 2, 3, 5, 8, 13, 21, 34])
    assert frex(weights, counts) == pytest.approx(slow_frex(weights, counts))


def test_an_exclusive_term_is_above_a_common_one_of_the_same_weight() -> None:
    found = frex(np.array([[0.5, 0.3, 0.2], [0.5, 0.0, 0.5]]), np.array([30, 30, 30]))
    assert found[0, 1] > found[1, 1]


def test_terms_say_how_much_more_often_they_stand_in_the_topic(corpus) -> None:
    settings = TopicsSettings(number=5, runs=3)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    topics = settle(matrix, scan(matrix, settings).ensemble.H, settings).topics
    rate = corpus.vocabulary.set_index("term")["frequency"] / corpus.vocabulary["frequency"].sum()
    expected = topics["weight"] / topics["term"].map(rate)
    assert topics["lift"].to_numpy() == pytest.approx(expected.to_numpy())


@pytest.mark.parametrize(
    ("documents", "flags"), [(1, ["one_document", "one_region"]), (3, ["one_region"])]
)
def test_a_topic_of_one_region_or_document_is_flagged(make, documents: int, flags: list) -> None:
    corpus = make({"east": 60, "north": 60, "west": 60}, documents=documents)
    planted = corpus.topic[corpus.units["unit_id"]].to_numpy()
    units = corpus.units[(planted != 0) | (corpus.units["region_id"] == "east").to_numpy()]
    settings = TopicsSettings(number=5, runs=3, weighting="bm25")
    matrix = build(units, corpus.vocabulary, settings)
    found = settle(matrix, scan(matrix, settings).ensemble.H, settings)
    about = found.topics[found.topics["rank"] == 1].set_index("topic_id")["term"]
    own = about.str.startswith("甲0").to_numpy()
    assert found.quality.loc[own, "flags"].tolist() == [flags]
    assert found.quality.loc[~own, "flags"].map(len).eq(0).all()
    if documents == 1:
        assert found.quality.loc[own, "largest_document_id"].tolist() == ["east_0"]


def test_topics_that_no_member_shares_are_unstable(corpus) -> None:
    settings = TopicsSettings(number=5, runs=3)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    # Members that know a word each that belongs to no topic.
    common = [column for column, term in enumerate(matrix.terms) if term.startswith("共用")]
    H = np.eye(len(matrix.terms))[common[:15]].reshape(3, 5, -1)
    found = settle(matrix, H, settings)
    assert found.quality["flags"].map(lambda flags: "unstable" in flags).all()
