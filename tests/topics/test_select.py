import numpy as np
import pandas as pd
import pytest

from policytopics.study.topics import TopicsSettings
from policytopics.tables.contract import check
from policytopics.tables.topics import CANDIDATES, CRITERIA
from policytopics.topics.matrix import build
from policytopics.topics.quality import jaccard, top_terms
from policytopics.topics.select import choose, panel, scan


def candidates(**means: tuple[float, float, float]) -> pd.DataFrame:
    """A panel of k: silhouette, its standard error, coherence; keys are k3, k4, …"""
    rows = []
    for name, (silhouette, error, coherence) in means.items():
        k = int(name[1:])
        rows.append((k, "silhouette", silhouette, silhouette - error, silhouette + error))
        rows.append((k, "npmi", coherence, coherence - 0.01, coherence + 0.01))
    return pd.DataFrame(rows, columns=["k", "criterion", "value", "low", "high"])


@pytest.mark.parametrize(
    ("means", "admissible", "chosen"),
    [
        ({"k4": (0.5, 0.01, 0.9), "k5": (0.8, 0.01, 0.1)}, [5], 5),
        ({"k4": (0.75, 0.01, 0.1), "k5": (0.8, 0.05, 0.3)}, [4, 5], 5),
        ({"k4": (0.75, 0.01, 0.3), "k5": (0.8, 0.05, 0.3)}, [4, 5], 4),
        # The error of the best counts, not that of the other.
        ({"k4": (0.75, 0.09, 0.9), "k5": (0.8, 0.01, 0.1)}, [5], 5),
        ({"k9": (0.8, 0.05, 0.2), "k5": (0.76, 0.01, 0.3), "k7": (0.7, 0.5, 0.9)}, [5, 9], 5),
    ],
)
def test_the_rule(means: dict, admissible: list[int], chosen: int) -> None:
    table = choose(candidates(**means))
    assert table.loc[table["admissible"], "k"].unique().tolist() == admissible
    assert table.loc[table["chosen"], "k"].unique().tolist() == [chosen]
    assert table["k"].is_monotonic_increasing


def test_the_planted_number_is_found(corpus, settings) -> None:
    table, ensemble = scan(build(corpus.units, corpus.vocabulary, settings), settings)
    assert table.loc[table["chosen"], "k"].unique().tolist() == [5]
    assert ensemble.H.shape[:2] == (5, 5)
    assert check(table, CANDIDATES)["criterion"].unique().tolist() == list(CRITERIA)
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


def test_cores_change_nothing(corpus, settings) -> None:
    matrix = build(corpus.units, corpus.vocabulary, settings)
    one, two = scan(matrix, settings), scan(matrix, settings, cores=3)
    assert one[0].equals(two[0])
    assert np.array_equal(one[1].H, two[1].H)


@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_a_number_that_is_set_is_taken(corpus, loss: str) -> None:
    settings = TopicsSettings(number=4, runs=3, loss=loss, candidates=[2])
    table, ensemble = scan(build(corpus.units, corpus.vocabulary, settings), settings)
    assert table["k"].tolist() == [4] * 5
    assert table["chosen"].all()
    assert table["admissible"].all()
    assert ensemble.H.shape[:2] == (3, 4)


def test_the_error_of_the_stability_is_the_jackknifes(corpus) -> None:
    settings = TopicsSettings(number=7, runs=4)
    matrix = build(corpus.units, corpus.vocabulary, settings)
    ensemble = scan(matrix, settings)[1]
    tops = [top_terms(run) for run in ensemble.H]

    def stability(runs: list[np.ndarray]) -> float:
        from policytopics.topics.quality import seed_stability

        return float(seed_stability(np.array(runs)).mean())

    without = np.array([stability(tops[:i] + tops[i + 1 :]) for i in range(4)])
    error = np.sqrt(3 / 4 * ((without - without.mean()) ** 2).sum())
    row = panel(ensemble, matrix.presence()).set_index("criterion").loc["stability"]
    assert row["value"] == pytest.approx(stability(tops), abs=1e-6)
    assert row["high"] - row["value"] == pytest.approx(error, abs=1e-5)
    assert jaccard(tops[0], tops[0]).diagonal().tolist() == [1] * 7
