import numpy as np
import pandas as pd
import pytest

from policytopics.study.topics import TopicsSettings
from policytopics.tables.contract import check
from policytopics.tables.topics import CANDIDATES, CHOICE, CRITERIA
from policytopics.topics.choice import choose, wider
from policytopics.topics.matrix import build
from policytopics.topics.quality import jaccard, top_terms
from policytopics.topics.select import panel, scan

Means = tuple[float, float, float, float, float]


def candidates(*, stability: dict[str, float] | None = None, **means: Means) -> pd.DataFrame:
    """A panel of k3, k4, …: silhouette and its error, held-out error and its error, coherence.

    All are equally stable, but for those whose stability is given.
    """
    stable = dict.fromkeys(means, 0.9) | (stability or {})
    rows = [(int(name[1:]), "subsample_stability", *[stable[name]] * 3) for name in means]
    for name, (silhouette, error, held_out, apart, npmi) in means.items():
        for criterion, value, spread in (
            ("silhouette", silhouette, error),
            ("held_out", held_out, apart),
            ("npmi", npmi, 0.01),
        ):
            rows.append((int(name[1:]), criterion, value, value - spread, value + spread))
    return pd.DataFrame(rows, columns=["k", "criterion", "value", "low", "high"])


OUTER: dict[str, Means] = {"k3": (0.1, 0, 1.2, 0, 0), "k9": (0.1, 0, 1.2, 0, 0)}


@pytest.mark.parametrize(
    ("means", "verdict", "admissible", "chosen"),
    [
        # silhouette and held-out error agree on one number
        (
            {"k4": (0.5, 0.01, 0.90, 0.01, 0.9), "k5": (0.8, 0.01, 0.85, 0, 0.1)},
            "identified", [5], 5,
        ),
        # two neighbours: the more coherent; of equally coherent ones the smaller
        (
            {"k4": (0.79, 0.01, 0.86, 0.02, 0.1), "k5": (0.8, 0.02, 0.85, 0, 0.3)},
            "identified", [4, 5], 5,
        ),
        (
            {"k4": (0.79, 0.01, 0.86, 0.02, 0.295), "k5": (0.8, 0.02, 0.85, 0, 0.3)},
            "identified", [4, 5], 4,
        ),
        # noise is no merit: a candidate that may be as good as the best is not near it
        (
            {"k4": (0.76, 0.06, 0.86, 0.02, 0.9), "k5": (0.8, 0.01, 0.85, 0, 0.1)},
            "identified", [5], 5,
        ),
        # nor is it the best
        (
            {"k4": (0.90, 0.06, 0.86, 0.02, 0.9), "k5": (0.8, 0.01, 0.85, 0, 0.1)},
            "identified", [5], 5,
        ),
        # if all are noisy, they are compared as they are
        (
            {f"k{k}": (0.7 + k / 100, 0.06, 0.85, 0.01, 0.1) for k in (4, 5, 9)}
            | {"k3": (0.1, 0.06, 1.2, 0, 0)},
            "not identified", [4, 5, 9], 4,
        ),
        # within 0.05 of the best, however small its error: the witness decides
        (
            {"k4": (0.80, 0.001, 0.90, 0.01, 0.9), "k5": (0.75, 0.001, 0.85, 0, 0.1)},
            "identified", [5], 5,
        ),
        # the witness speaks against one of two
        (
            {"k4": (0.79, 0.01, 0.90, 0.01, 0.9), "k5": (0.8, 0.02, 0.85, 0, 0.1)},
            "identified", [5], 5,
        ),
        # the silhouette is flat
        (
            {f"k{k}": (0.79, 0.01, 0.85, 0.01, 0.1) for k in (4, 5, 6, 7)},
            "not identified", [4, 5, 6, 7], 4,
        ),
        # the witness wants more topics than separate: it chooses among those that do
        (
            {
                "k4": (0.79, 0.01, 0.90, 0.02, 0.1), "k5": (0.8, 0.02, 0.85, 0.02, 0.1),
                "k7": (0.3, 0.01, 0.80, 0, 0.1),
            },
            "not identified", [4, 5], 5,
        ),
        # not identified: the smallest that the witness lets pass, however coherent the next
        (
            {
                "k4": (0.79, 0.01, 0.95, 0.02, 0.1), "k5": (0.8, 0.02, 0.86, 0.02, 0.1),
                "k7": (0.79, 0.01, 0.85, 0, 0.9),
            },
            "not identified", [4, 5, 7], 5,
        ),
        # even the best predicts no better than zeros: the witness is mute
        (
            {"k4": (0.79, 0.01, 1.00, 0, 0.1), "k5": (0.8, 0.02, 1.10, 0, 0.3)},
            "not identified", [4, 5], 4,
        ),
    ],
)  # fmt: skip
def test_the_rule(means: dict, verdict: str, admissible: list[int], chosen: int) -> None:
    table, choice = choose(candidates(**OUTER | means))
    assert choice["verdict"].tolist() == [verdict]
    assert choice["admissible"][0] == admissible
    assert table.loc[table["admissible"], "k"].unique().tolist() == admissible
    assert table.loc[table["chosen"], "k"].unique().tolist() == choice["k"].tolist() == [chosen]
    assert table["k"].is_monotonic_increasing
    check(choice, CHOICE)


def test_the_edge_of_the_range_identifies_nothing() -> None:
    falling = {"k4": (0.8, 0.01, 0.85, 0, 0.1), "k3": (0.5, 0.01, 0.9, 0.01, 0.1)}
    table, choice = choose(candidates(**falling))
    assert choice["verdict"].tolist() == ["not identified"]
    assert table.loc[table["chosen"], "k"].unique().tolist() == [4]


def test_the_rule_works_without_a_witness() -> None:
    panel = candidates(**OUTER, k5=(0.8, 0.01, 0.85, 0, 0.1))
    choice = choose(panel[panel["criterion"] != "held_out"])[1]
    assert choice.iloc[0].tolist() == [5, "not identified", [5], [], [5], 0.9, True]


def test_topics_that_do_not_repeat_themselves_give_way() -> None:
    means: dict[str, Means] = {f"k{k}": (0.79, 0.01, 0.85, 0.01, 0.1) for k in (4, 5, 6)}
    shaky = {"k4": 0.5, "k5": 0.59, "k6": 0.6}
    choice = choose(candidates(**OUTER, **means, stability=shaky))[1].iloc[0]
    assert choice["admissible"] == [5, 6]
    assert (choice["k"], choice["stability"], choice["repeats"]) == (5, 0.59, True)
    assert not choose(candidates(**means, stability=dict.fromkeys(means, 0.51)))[1]["repeats"].iloc[
        0
    ]


@pytest.mark.parametrize(
    ("best", "numbers", "most", "more"),
    [
        ("k8", range(7, 11), 60, []),
        ("k10", range(7, 11), 60, [11, 12, 13, 14]),
        ("k10", range(7, 11), 12, [11, 12]),
        ("k7", range(7, 11), 60, [5, 6]),
        ("k5", range(5, 9), 60, []),
        ("k58", range(50, 59), 90, []),
        ("k40", range(20, 41), 60, [44, 48, 52, 56]),
        ("k4", (4, 5), 60, []),
    ],
)
def test_the_range_widens_where_the_best_is_its_end(
    best: str, numbers: range, most: int, more: list[int]
) -> None:
    means = {f"k{k}": (0.5, 0.01, 0.9, 0.01, 0.1) for k in numbers}
    assert wider(candidates(**means | {best: (0.8, 0.01, 0.8, 0, 0.1)}), most) == more


def test_a_planted_number_beyond_the_range_is_found(corpus) -> None:
    settings = TopicsSettings(candidates=[6, 7, 8], runs=5)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    found = scan(matrix, settings)
    assert found.choice.iloc[0]["k"] == 5
    assert found.candidates["k"].unique().tolist() == [5, 6, 7, 8]
    # The same criteria as if all had been asked for from the start.
    asked = settings.model_copy(update={"candidates": [5, 6, 7, 8]})
    columns = ["k", "criterion", "value", "low", "high"]
    together = scan(matrix, asked).candidates
    assert np.allclose(found.candidates[columns[2:]], together[columns[2:]], atol=1e-5)


def test_the_planted_number_is_found_and_identified(corpus, settings) -> None:
    found = scan(build(corpus.units, corpus.vocabulary, settings), settings)
    assert found.choice.iloc[0].tolist()[:5] == [5, "identified", [5], [5], [5]]
    assert found.choice["repeats"].item()
    assert found.ensemble.H.shape[:2] == (5, 5)
    table = check(found.candidates, CANDIDATES)
    assert set(table["criterion"]) == set(CRITERIA)
    assert table.groupby("k").size().tolist() == [len(CRITERIA)] * 5
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


@pytest.mark.parametrize(
    ("setting", "said"),
    [({"number": 1}, "a model needs at least 2"), ({"candidates": [1, 5]}, "candidate must be at")],
)
def test_one_topic_is_no_model(setting: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        TopicsSettings(**setting)


def test_cores_change_nothing(corpus, settings) -> None:
    matrix = build(corpus.units, corpus.vocabulary, settings)
    one, two = scan(matrix, settings), scan(matrix, settings, cores=3)
    assert one.candidates.equals(two.candidates)
    assert one.choice.equals(two.choice)
    assert np.array_equal(one.ensemble.H, two.ensemble.H)


@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_a_number_that_is_set_is_taken(corpus, loss: str) -> None:
    settings = TopicsSettings(number=4, runs=3, loss=loss, candidates=[2])
    found = scan(build(corpus.units, corpus.vocabulary, settings), settings)
    assert found.candidates["k"].tolist() == [4] * len(CRITERIA)
    assert found.candidates["chosen"].all()
    assert found.candidates["admissible"].all()
    assert found.choice["verdict"].tolist() == ["set by hand"]
    assert found.ensemble.H.shape[:2] == (3, 4)


def test_the_error_of_the_stability_is_the_jackknifes(corpus) -> None:
    settings = TopicsSettings(number=7, runs=4)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    ensemble = scan(matrix, settings).ensemble
    tops = [top_terms(run) for run in ensemble.H]

    def stability(runs: list[np.ndarray]) -> float:
        from policytopics.topics.quality import seed_stability

        return float(seed_stability(np.array(runs)).mean())

    without = np.array([stability(tops[:i] + tops[i + 1 :]) for i in range(4)])
    error = np.sqrt(3 / 4 * ((without - without.mean()) ** 2).sum())
    row = panel(matrix, [ensemble]).set_index("criterion").loc["stability"]
    assert row["value"] == pytest.approx(stability(tops), abs=1e-6)
    assert row["high"] - row["value"] == pytest.approx(error, abs=1e-5)
    assert jaccard(tops[0], tops[0]).diagonal().tolist() == [1] * 7


@pytest.mark.parametrize(
    ("changes", "tried"),
    [({"number": 60}, [57]), ({"candidates": [5, 58]}, [5]), ({"candidates": [58, 90]}, [57])],
)
def test_a_text_too_small_for_a_number_gets_fewer_topics_and_that_is_said(
    corpus, changes: dict[str, object], tried: list[int]
) -> None:
    settings = TopicsSettings(runs=3, splits=1, max_iterations=10, **changes)
    found = scan(build(corpus.units, corpus.vocabulary, settings), settings)
    assert found.candidates["k"].unique().tolist() == tried
    assert "too little text" in found.warning
    assert ("number" if "number" in changes else "candidates") in found.warning


def test_a_text_large_enough_gives_no_warning(corpus) -> None:
    settings = TopicsSettings(runs=3, number=4)
    assert not scan(build(corpus.units, corpus.vocabulary, settings), settings).warning
