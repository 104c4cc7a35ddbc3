import numpy as np
import pytest
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial.distance import squareform
from sklearn.metrics import silhouette_samples

from policytopics.matching import unit_rows
from policytopics.study.topics import TopicsSettings
from policytopics.topics.ensemble import (
    cluster,
    distances,
    fit_ensemble,
    separation,
    subsample,
)
from policytopics.topics.factorize import reproducibly, svd
from policytopics.topics.matrix import build

RNG = np.random.default_rng(11)


def noisy(runs: int, noise: float) -> np.ndarray:
    """Versions of the same four topics, each member's in an order of its own."""
    truth = np.kron(np.eye(4), np.ones(6))
    rows = [RNG.permutation(truth + noise * RNG.random(truth.shape)) for _ in range(runs)]
    return np.array([unit_rows(member) for member in rows])


def test_versions_of_a_topic_form_a_cluster() -> None:
    H = noisy(6, 0.3)
    labels = cluster(distances(H.reshape(24, -1)), 4).reshape(6, 4)
    block = H.reshape(6, 4, 4, 6).sum(axis=3).argmax(axis=2)  # the topic planted
    assert sorted(labels[0]) == [0, 1, 2, 3]
    assert labels[0].tolist() == [0, 1, 2, 3]
    pairs = set(zip(block.ravel(), labels.ravel(), strict=True))
    assert len(pairs) == 4


def test_equal_members_are_perfectly_separated_without_error() -> None:
    found = separation(np.array([unit_rows(np.eye(3))] * 4))
    assert set(found) == {"silhouette", "least_silhouette"}
    for mean, error in found.values():
        assert mean == pytest.approx(1)
        assert error == pytest.approx(0)


def test_the_error_of_the_separation_grows_with_disagreement() -> None:
    clear, vague = separation(noisy(8, 0.1)), separation(noisy(8, 4.0))
    for criterion, (mean, error) in clear.items():
        assert mean > vague[criterion][0]
        assert error < vague[criterion][1]


def test_the_least_silhouette_is_that_of_the_worst_cluster() -> None:
    H = noisy(6, 2.0)
    apart = distances(H.reshape(24, -1))
    labels = cluster(apart, 4)
    each = silhouette_samples(apart, labels, metric="precomputed")
    found = separation(H)
    assert found["silhouette"][0] == pytest.approx(each.mean())
    worst = min(each[labels == number].mean() for number in range(4))
    assert found["least_silhouette"][0] == pytest.approx(worst)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 20])
def test_clusters_are_the_trees(number: int) -> None:
    apart = distances(unit_rows(RNG.random((20, 6))))
    tree = linkage(squareform(apart, checks=False), "average")
    slow = cut_tree(tree, number).ravel()
    labels = cluster(apart, number)
    assert len(set(labels)) == number
    assert len(set(zip(labels, slow, strict=True))) == number


def test_a_subsample_holds_the_same_share_of_every_region() -> None:
    regions = np.array(["a"] * 50 + ["b"] * 10 + ["c"])
    rows = subsample(regions, 0.8, np.random.default_rng(0))
    names, sizes = np.unique(regions[rows], return_counts=True)
    assert dict(zip(names, sizes, strict=True)) == {"a": 40, "b": 8, "c": 1}
    assert (np.diff(rows) > 0).all()


def test_members_differ_and_another_seed_gives_others_but_the_exact_one(corpus) -> None:
    def ensemble(seed: int) -> np.ndarray:
        settings = TopicsSettings(number=5, runs=3, seed=seed)
        matrix = build(corpus.units, corpus.vocabulary, settings)
        X = matrix.to_fit()
        regions = matrix.units["region_id"].to_numpy(str)[matrix.fitted]
        with reproducibly():
            return fit_ensemble(X, regions, svd(X, 5), 5, settings).H

    one, other = ensemble(1), ensemble(2)
    assert np.array_equal(one[0], other[0])
    assert not np.allclose(one[1], other[1])
    assert not np.allclose(one[1], one[2])
    assert np.linalg.norm(one, axis=2) == pytest.approx(1)
