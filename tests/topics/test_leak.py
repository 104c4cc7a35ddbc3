import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from policytopics.study.topics import TopicsSettings
from policytopics.tables.contract import check
from policytopics.tables.topics import LEAK
from policytopics.topics.leak import blocks, interval, predict, recall, score

SETTINGS = TopicsSettings(number=2)


def frames(shares: np.ndarray, regions: int = 2, documents: int = 2) -> tuple[pd.DataFrame, ...]:
    """Units of ``regions`` × ``documents``, one term and the given share of topic one each."""
    n = len(shares) // (regions * documents)
    rows, topics = [], []
    for number, share in enumerate(shares):
        document = number // n
        unit = f"d{document}:{number % n}:0"
        rows.append(
            {
                "unit_id": unit,
                "document_id": f"d{document}",
                "paragraph_id": f"d{document}:{number % n}",
                "order": number % n,
                "region_id": f"r{document // documents}",
                "part": "plan",
                "tokens": ["高" if share > 0.5 else "低", "同"],
            }
        )
        topics += [(unit, "t01", share), (unit, "t02", 1 - share)]
    vocabulary = pd.DataFrame({"term": ["高", "低", "同"], "status": "kept"})
    return (
        pd.DataFrame(rows),
        vocabulary,
        pd.DataFrame(topics, columns=["unit_id", "topic_id", "share"]),
    )


def test_regions_that_speak_of_other_things_are_told_apart() -> None:
    rng = np.random.default_rng(0)
    shares = np.concatenate([rng.uniform(0.6, 1, 80), rng.uniform(0, 0.4, 80)])
    found = check(score(*frames(shares), SETTINGS, mask=True), LEAK)
    regions = found[found["target"] == "region"].set_index("features")
    assert regions["balanced_accuracy"].tolist() == [1, 1]
    assert regions["chance"].tolist() == [0.5, 0.5]
    documents = found[found["target"] == "document"]
    assert documents["chance"].tolist() == [0.25, 0.25]
    assert (documents["low"] <= documents["balanced_accuracy"]).all()
    assert (documents["balanced_accuracy"] <= documents["high"]).all()
    assert found["n_units"].eq(160).all()
    assert found["mask"].all()


def test_regions_that_speak_of_the_same_are_near_chance() -> None:
    shares = np.random.default_rng(1).uniform(0, 1, 800)
    found = score(*frames(shares), SETTINGS, mask=False)
    assert found["balanced_accuracy"].to_numpy() == pytest.approx(
        found["chance"].to_numpy(), abs=0.08
    )


def test_one_class_is_nothing_to_predict() -> None:
    shares = np.random.default_rng(2).uniform(0, 1, 40)
    one_region = score(*frames(shares, regions=1), SETTINGS, mask=True)
    assert one_region["target"].unique().tolist() == ["document"]
    one_document = score(*frames(shares, 1, 1), SETTINGS, mask=True)
    assert check(one_document, LEAK).empty


def test_a_document_of_one_unit_cannot_be_learned() -> None:
    units, vocabulary, topics = frames(np.random.default_rng(3).uniform(0, 1, 80))
    alone = units["document_id"].ne("d3") | units["order"].eq(0)
    found = score(units[alone], vocabulary, topics, SETTINGS, mask=True)
    documents = found[found["target"] == "document"]
    assert documents["chance"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert documents["n_units"].tolist() == [60, 60]


def test_the_order_of_rows_changes_nothing() -> None:
    tables = frames(np.random.default_rng(4).uniform(0, 1, 120))
    shuffled = [table.sample(frac=1, random_state=seed) for seed, table in enumerate(tables)]
    found, again = score(*tables, SETTINGS, mask=True), score(*shuffled, SETTINGS, mask=True)
    pd.testing.assert_frame_equal(found, again)


def test_other_parts_are_not_predicted() -> None:
    units, vocabulary, topics = frames(np.random.default_rng(5).uniform(0, 1, 80))
    units["part"] = np.where(units["order"] < 5, "review", "plan")
    found = score(units, vocabulary, topics, SETTINGS, mask=True)
    assert found["n_units"].eq(60).all()


def test_blocks_end_with_their_document_and_never_inside_a_paragraph() -> None:
    rows = pd.DataFrame({"document_id": list("aaaaaaabb"), "paragraph_id": list("123445567")})
    assert blocks(rows).tolist() == [0, 0, 0, 0, 0, 1, 1, 2, 2]


def test_a_fold_that_leaves_one_class_to_learn_from_is_all_wrong() -> None:
    X = sparse.csr_matrix(np.eye(4))
    classes, fold = np.array(["a", "a", "b", "b"]), np.array([0, 0, 1, 1])
    assert predict(X, classes, fold).tolist() == [False] * 4


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(6)
    classes, block = np.repeat(["a", "b"], 200), np.arange(400) // 4
    covered = 0
    for _ in range(100):
        right = rng.random(400) < np.where(classes == "a", 0.7, 0.3)
        low, high = interval(right, classes, block, rng)
        assert low <= recall(right, classes) <= high
        covered += low <= 0.5 <= high
    assert 0.86 <= covered / 100 <= 0.99
