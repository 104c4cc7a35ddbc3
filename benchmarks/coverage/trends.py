"""Changes over years: how often scatter passes for one, and how often a planted one is found.

Each region has a document a year, whose profile scatters around the region's. Years are taken as
the region's sample, as the pipeline does, and for comparison as given.
"""

from dataclasses import replace
from unittest import mock

import numpy as np

from benchmarks.coverage.simulate import PROFILE, Design, planted, regions
from policytopics.regions.changes import change_per_year
from policytopics.regions.dispersion import design_effect
from policytopics.regions.share import RegionText
from policytopics.study.regions import RegionsSettings

__all__ = ["TRENDS", "trends"]

_FIRST = 2001
_RISING = 5  # topic of 8 % that rises to four times as much in the first region
TRENDS = {
    "1_region_3_years": (Design((300,), concentration=80), 3),
    "1_region_10_years": (Design((100,), concentration=80), 10),
    "6_regions_2_years": (Design((100,) * 6, concentration=80), 2),
    "6_regions_3_years": (Design((100,) * 6, concentration=80), 3),
    "6_regions_3_long_years": (Design((300,) * 6, concentration=80), 3),
    "6_regions_3_years_alike": (Design((100,) * 6), 3),
    "6_regions_10_years": (Design((100,) * 6, concentration=80), 10),
    "6_regions_2_long_years": (Design((300,) * 6, concentration=80), 2),
}


def _groups(
    design: Design, years: int, rising: bool, rng: np.random.Generator
) -> dict[str, dict[str, RegionText]]:
    """Return the text of each region and year; in the first region the planted topic may rise."""
    groups: dict[str, dict[str, RegionText]] = {}
    for year in range(years):
        profiles = np.tile(PROFILE, (len(design.units), 1))
        if rising:
            profiles[0] = planted(1 + 3 * year / (years - 1), _RISING)
        for text in regions(profiles, design, rng):
            groups.setdefault(text.region_id, {})[str(_FIRST + year)] = text
    return groups


def _joined(years: dict[str, RegionText]) -> RegionText:
    """Return a region's years as the documents of one text."""
    texts = list(years.values())
    return replace(
        texts[0],
        mass=np.concatenate([text.mass for text in texts]),
        tokens=np.concatenate([text.tokens for text in texts]),
        documents=np.repeat(np.arange(len(texts)), [len(text.tokens) for text in texts]),
        n_units=sum(text.n_units for text in texts),
    )


def trends(name: str, simulations: int) -> dict[str, object]:
    """Return one row of trends.csv."""
    (design, years), number = TRENDS[name], list(TRENDS).index(name)
    false, given, power = [], [], []
    for row in range(simulations):
        rng, settings = (
            np.random.default_rng([7, number, row]),
            RegionsSettings(draws=400, seed=row),
        )
        groups = _groups(design, years, rising=False, rng=rng)
        effect = design_effect([_joined(found) for found in groups.values()])
        false.append(change_per_year(groups, effect, settings).excludes_zero.any())
        with mock.patch("policytopics.regions.changes.around_lines", return_value=0.0):
            given.append(change_per_year(groups, effect, settings).excludes_zero.any())
        groups = _groups(design, years, rising=True, rng=rng)
        effect = design_effect([_joined(found) for found in groups.values()])
        power.append(change_per_year(groups, effect, settings).low[0, _RISING] > 0)
    error = np.std(false) / np.sqrt(simulations)
    return {
        "scenario": name,
        "regions": len(design.units),
        "years": years,
        "units": design.units[0],
        "concentration": design.concentration,
        "simulations": simulations,
        "false_trend": np.mean(false),
        "false_trend_error": error,
        "false_if_years_given": np.mean(given),
        "power_four_times": np.mean(power),
    }
