import numpy as np
import pytest

from policytopics.regions.drafting import learn_drafting, periods
from policytopics.regions.of_government import Sample
from policytopics.regions.replicates import angle, angle_share

K = 12
BASE = np.linspace(0.02, 0.15, K)


def panel(rng, *, noise=0.0006, lasting=0.0004, years=0.0, by_length=0.0, regions=40) -> Sample:
    region, year = np.repeat(np.arange(regions), 8), np.tile(2010 + np.arange(8), regions)
    letters = rng.choice([5000.0, 8000.0, 12000.0], len(region))
    ratio = 1 - by_length + by_length * 8000 / letters
    common = rng.normal(0, np.sqrt(years * noise), (8, K))
    mean = rng.normal(0, np.sqrt(lasting), (regions, K))
    drawn = rng.normal(0, np.sqrt(noise), (len(region), K)) * np.sqrt(ratio)[:, None]
    seen = angle(BASE) + mean[region] + common[year - 2010] + drawn
    return Sample(angle_share(seen), region, year, letters)


def test_what_was_planted_is_learnt() -> None:
    found = learn_drafting(panel(np.random.default_rng(1), by_length=0.6, years=0.3))
    drafting = found.drafting
    assert drafting.variance.mean() == pytest.approx(0.0006, rel=0.08)
    assert drafting.lasting.mean() == pytest.approx(0.0004, rel=0.25)
    assert drafting.by_length == pytest.approx(0.6, abs=0.15)
    assert drafting.years == pytest.approx(0.3, abs=0.15)
    assert drafting.letters == 8000
    assert found.lag < 0.05
    assert (found.regions, found.texts) == (40, 320)


def test_a_change_from_decade_to_decade_is_nothing_that_lasts() -> None:
    rng = np.random.default_rng(2)
    sample = panel(rng, lasting=0.0)
    moved = sample._replace(
        year=sample.year - 10, share=angle_share(angle(sample.share) + 0.1 * (np.arange(K) == 3))
    )
    both = Sample(*(np.concatenate(each) for each in zip(sample, moved, strict=True)))
    drafting = learn_drafting(both).drafting
    assert (drafting.lasting < 0.15 * drafting.variance).all()


def test_equal_governments_last_little() -> None:
    drafting = learn_drafting(panel(np.random.default_rng(3), lasting=0.0)).drafting
    assert (drafting.lasting < 0.1 * drafting.variance).all()
    assert (drafting.lasting >= 0).all()


def test_order_of_texts_does_not_matter() -> None:
    rng = np.random.default_rng(4)
    sample = panel(rng, regions=6)
    order = rng.permutation(len(sample.year))
    moved = Sample(*(each[order] for each in sample))
    one, other = learn_drafting(sample).drafting, learn_drafting(moved).drafting
    np.testing.assert_allclose(one.variance, other.variance)
    np.testing.assert_allclose(one.lasting, other.lasting)


def test_single_texts_teach_nothing() -> None:
    sample = Sample(np.tile(BASE, (3, 1)), np.arange(3), np.full(3, 2020), np.full(3, 8000.0))
    with pytest.raises(ValueError, match="two governments"):
        learn_drafting(sample)


def test_periods_are_decades() -> None:
    group, kept = periods(np.array([0, 0, 0, 0]), np.array([2009, 2010, 2019, 2008]))
    assert kept.tolist() == [0, 1, 2, 3]
    assert group.tolist() == [0, 1, 1, 0]
