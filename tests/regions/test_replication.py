"""The benchmark of replication: its null worlds and its counts, on panels made here."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.replication.coding import region_fold
from benchmarks.replication.curve import ratio_to, trade_off, worlds
from benchmarks.replication.measure import at_thresholds, counts, per_region, same_sign
from benchmarks.replication.panel import Panel, equal_governments, shuffled
from benchmarks.replication.studies import (
    limma,
    ours,
    plain_references,
    references,
    run,
    windows,
)
from policytopics.regions.replicates import angle, angle_share

REGIONS, YEARS, K = 9, 7, 10


def panel(seed: int = 1, lasting: float = 0.06) -> Panel:
    rng = np.random.default_rng(seed)
    region, year = np.repeat(np.arange(REGIONS), YEARS), np.tile(2016 + np.arange(YEARS), REGIONS)
    mean = angle(np.linspace(0.04, 0.15, K)) + rng.normal(0, lasting, (REGIONS, K))
    seen = mean[region] + rng.normal(0, 0.02, (len(region), K))
    return Panel(
        angle_share(seen),
        region,
        year,
        region % 3,
        np.full(len(region), 8000.0),
        tuple(f"r{each}" for each in range(REGIONS)),
        tuple(f"c{each}" for each in range(K)),
    )


def test_equal_governments_have_one_mean_and_the_old_residuals() -> None:
    of = panel()
    seen = angle(equal_governments(of).share).reshape(REGIONS, YEARS, K)
    means = seen.mean(axis=1)
    np.testing.assert_allclose(means, np.broadcast_to(means[0], means.shape), atol=1e-9)
    old = angle(of.share).reshape(REGIONS, YEARS, K)
    old = old - old.mean(axis=0)
    left = (old - old.mean(axis=1, keepdims=True)) * np.sqrt(YEARS / (YEARS - 1))
    np.testing.assert_allclose(seen - seen.mean(axis=0), left, atol=1e-9)


def test_shuffling_keeps_each_years_texts() -> None:
    of = panel()
    moved = shuffled(of, np.random.default_rng(2))
    for year in np.unique(of.year):
        rows = of.year == year
        assert sorted(map(tuple, of.share[rows])) == sorted(map(tuple, moved.share[rows]))
    assert not np.array_equal(of.share, moved.share)


@pytest.mark.parametrize(("rule", "taught"), [(ours, references), (limma, plain_references)])
@pytest.mark.parametrize("length", [1, 5])
def test_planted_differences_hold_in_other_years(rule, taught, length) -> None:
    of, equal = panel(), equal_governments(panel())
    real = run(of, taught(of), rule, length, 2016)
    null = run(equal, taught(equal), rule, length, 2016)
    found = counts(of, real, 0.05)
    assert per_region(found) > 2
    assert same_sign(found) > 0.95
    assert per_region(counts(equal, null, 0.05)) < 0.1 * per_region(found)
    assert at_thresholds(of, real, null, 0.05).sum() < 0.2 * found.claims.sum()


def test_regions_without_all_years_are_not_in_a_window() -> None:
    of = panel()
    rows = ~((of.region == 2) & (of.year == 2018))
    fewer = Panel(
        of.share[rows], of.region[rows], of.year[rows], of.fold[rows], of.letters[rows], *of[5:]
    )
    for years, inside in windows(fewer, 3, 2016):
        assert (2 in fewer.region[inside]) == (2018 not in years)


def test_folds_are_by_region() -> None:
    regions = pd.Series(["b", "a", "c", "a", "b"])
    assert region_fold(regions, 2).tolist() == [1, 0, 0, 0, 1]


def test_the_trade_off_has_a_row_per_rule_length_and_rate() -> None:
    of = panel()
    curve = trade_off(of, worlds(of, 2016), np.ones(REGIONS, dtype=bool))
    assert (
        curve.groupby(["rule", "years"])["claims_per_region"]
        .apply(lambda each: each.is_monotonic_increasing)
        .all()
    )


def test_ratio_is_read_off_the_peers_curve_at_the_same_false_share() -> None:
    claims = {"policytopics": [1.0, 2.0], "limma": [0.5, 1.5]}
    rows = [
        {"rule": rule, "years": 1, "rate": rate, "claims_per_region": claim, "false": share}
        for rule, each in claims.items()
        for rate, claim, share in zip([0.01, 0.05], each, [0.1, 0.2], strict=True)
    ]
    curve = pd.DataFrame(rows)
    assert ratio_to(curve, 0.01, "false") == pytest.approx(2.0)
    curve.loc[1, "false"] = 0.15
    assert ratio_to(curve, 0.05, "false") == pytest.approx(2.0 / 1.0, rel=1e-6)
