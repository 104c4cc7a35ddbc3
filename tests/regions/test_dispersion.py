import numpy as np
import pytest

from policytopics.regions.dispersion import design_effect, influence, sampling
from policytopics.regions.neighbours import neighbours
from policytopics.regions.share import RegionText

PROFILE = np.array([0.4, 0.3, 0.2, 0.1])


def text(shares, tokens=None, documents=None, region="a") -> RegionText:
    shares = np.asarray(shares, dtype=float)
    sizes = np.full(len(shares), 40.0) if tokens is None else np.asarray(tokens, dtype=float)
    where = np.zeros(len(shares), dtype=int) if documents is None else np.asarray(documents)
    nobody = np.empty((0, shares.shape[1]))
    return RegionText(region, shares * sizes[:, None], sizes, where, nobody, len(shares))


def runs(rng, n, stay, profile=PROFILE):
    """Return paragraphs each on one topic, that of the one before with probability ``stay``."""
    topics = [rng.choice(len(profile), p=profile)]
    for _ in range(n - 1):
        topics.append(topics[-1] if rng.random() < stay else rng.choice(len(profile), p=profile))
    return np.eye(len(profile))[topics]


def test_influence_is_the_jackknife_of_equal_paragraphs() -> None:
    shares, tokens = np.random.default_rng(0).dirichlet(PROFILE, 12), np.full(12, 30.0)
    one = text(shares, tokens)
    without = np.array([np.delete(shares, row, axis=0).mean(axis=0) for row in range(12)])
    jackknife = 11 / 12 * ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    np.testing.assert_allclose((influence(one) ** 2).sum(axis=0), jackknife)


def test_influence_stays_within_documents() -> None:
    # Either document is of one mind, so nothing varies though paragraphs differ.
    two = text([[1, 0], [1, 0], [0, 1], [0, 1], [0.5, 0.5]], documents=[0, 0, 1, 1, 2])
    np.testing.assert_allclose(influence(two), 0, atol=1e-12)


@pytest.mark.parametrize("stay", [0.0, 0.3, 0.5])
def test_neighbours_tell_the_variance_of_runs(stay: float) -> None:
    rng = np.random.default_rng(1)
    texts = [text(runs(rng, 60, stay)) for _ in range(250)]
    means = np.array([one.share for one in texts])
    # A Markov chain: (1 + r) / (1 - r); five lags know 2.94 of the 3 at 0.5.
    assert neighbours(texts) == pytest.approx((1 + stay) / (1 - stay), rel=0.08)
    found = sampling(texts, neighbours(texts), across_documents=False).dispersion
    expected = (found * PROFILE * (1 - PROFILE)).mean(axis=0)
    np.testing.assert_allclose(expected.mean(), means.var(axis=0, ddof=1).mean(), rtol=0.12)


# Neighbours can only be found to resemble each other: where they do not, chance says a little more.
@pytest.mark.parametrize(("stay", "most"), [(0.0, 1.3), (0.5, 1.1)])
def test_short_texts_of_runs_vary_as_much_as_is_said(stay: float, most: float) -> None:
    rng, said, means = np.random.default_rng(7), [], []
    for _ in range(150):
        texts = [text(runs(rng, 16, stay), region=name) for name in "abcdef"]
        means += [one.share for one in texts]
        found = sampling(texts, neighbours(texts), across_documents=False)
        said.append(found.dispersion.mean())
    varied = (np.var(means, axis=0) / (PROFILE * (1 - PROFILE))).mean()
    # Nothing to tell it but 16 paragraphs six times: right on average, not each time.
    assert 0.9 < np.mean(said) / varied < most


def test_documents_that_agree_lower_the_effect() -> None:
    # Chapters of eight paragraphs on each topic, in every document: planned, not chance.
    planned = np.repeat(np.eye(4), 8, axis=0)
    three = [
        text(np.tile(planned, (3, 1)), documents=np.repeat([0, 1, 2], 32), region=name)
        for name in "ab"
    ]
    assert neighbours(three) > 3
    # 2 x 2 x 3 degrees of freedom that show 0 against 10 that neighbours are worth, and doubt.
    expected = neighbours(three) * 10 / 22 * (1 + 2 * np.sqrt(2 / 22))
    assert design_effect(three) == pytest.approx(expected)


def test_documents_that_agree_by_chance_do_not() -> None:
    rng, lowered = np.random.default_rng(6), 0
    for _ in range(50):
        texts = [
            text(runs(rng, 60, 0.0), documents=np.repeat([0, 1], 30), region=name) for name in "abc"
        ]
        lowered += design_effect(texts) < 0.9
    assert lowered <= 5


def test_documents_that_differ_leave_the_effect_and_add_their_own() -> None:
    rng = np.random.default_rng(5)
    years = np.concatenate([runs(rng, 40, 0.0, rng.dirichlet(PROFILE * 5)) for _year in range(4)])
    four = [text(years, documents=np.repeat(range(4), 40))]
    assert design_effect(four) == neighbours(four)
    assert sampling(four, design_effect(four), across_documents=True).documents.min() > 0


def test_one_document_leaves_the_effect_to_neighbours() -> None:
    one = text(runs(np.random.default_rng(3), 80, 0.5))
    assert design_effect([one]) == neighbours([one]) > 1.5
    assert sampling([one], 1.0, across_documents=True).documents.tolist() == [0, 0, 0, 0]


def test_the_spread_of_documents_is_found() -> None:
    rng, between = np.random.default_rng(4), []
    for _ in range(40):
        texts = []
        for _region in range(5):
            years = [runs(rng, 40, 0.0, rng.dirichlet(PROFILE * 30)) for _year in range(3)]
            texts.append(text(np.concatenate(years), documents=np.repeat([0, 1, 2], 40)))
        effect = design_effect(texts)
        between.append(sampling(texts, effect, across_documents=True).documents)
    # A Dirichlet distribution of concentration 30 varies by p (1 - p) / 31.
    assert np.mean(between) == pytest.approx(1 / 31, rel=0.2)


def test_a_text_of_single_paragraphs_has_the_largest_dispersion_and_one_degree() -> None:
    found = sampling([text([[1.0, 0.0]])], 1.0, across_documents=True)
    assert found.dispersion.tolist() == [[1, 1]]
    assert found.df.tolist() == [1]


def test_degrees_of_freedom_are_own_and_borrowed_but_no_more_than_there_are() -> None:
    rng = np.random.default_rng(2)
    small, large = text(runs(rng, 6, 0.0)), text(runs(rng, 81, 0.0), region="b")
    # Half of 5 + 80 are independent: 42.5, of which 2.5 and 40 are their own.
    assert sampling([small, large], 2.0, across_documents=True).df.tolist() == [22.5, 42.5]
    assert sampling([small], 2.0, across_documents=True).df.tolist() == [2.5]
