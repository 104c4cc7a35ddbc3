"""Regions' shares by topics and by seed words: known answers, and what makes none."""

import numpy as np
import pandas as pd
import pytest

from policytopics.tables.contract import check
from policytopics.tables.topics import VALIDATION
from policytopics.topics.agreement import agree_with_seeds, correlate

DOMAINS = pd.DataFrame({"domain": ["water", "school"], "seeds": ["水利|河道", "学校"]})
SUMMARY = pd.DataFrame({"topic_id": ["t01", "t02"], "domain": ["water", "school"]})
# Paragraphs about water of each region, of forty.
ABOUT_WATER = {"east": 30, "north": 20, "west": 10}


def tables(told: float = 1.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return units that hold one subject each, and shares that tell it with this certainty."""
    rows, shares = [], []
    for region, water in ABOUT_WATER.items():
        for number in range(40):
            subject = int(number >= water)
            unit = f"{region}:{number:02d}"
            seed = DOMAINS["seeds"][subject].split("|")[0]
            rows.append((unit, region, region, unit, number, 4, [seed, "其他", "其他", "其他"]))
            share = told if subject == 0 else 1 - told
            shares += [(unit, "t01", share), (unit, "t02", 1 - share)]
    names = ["unit_id", "document_id", "region_id", "paragraph_id", "order", "n_tokens", "tokens"]
    return pd.DataFrame(rows, columns=names), pd.DataFrame(
        shares, columns=["unit_id", "topic_id", "share"]
    )


def agreement(told: float = 1.0, **changed: pd.DataFrame) -> pd.DataFrame:
    units, shares = tables(told)
    given = {"units": units, "unit_topics": shares, "summary": SUMMARY, "domains": DOMAINS}
    return check(agree_with_seeds(**{**given, **changed}), VALIDATION)


def test_topics_that_are_the_domains_agree_wholly() -> None:
    found = agreement()
    assert found["value"].tolist() == pytest.approx([1, 1])
    assert found["n"].tolist() == [6, 6]  # three regions, two domains


def test_topics_that_are_each_others_domains_disagree_wholly() -> None:
    assert agreement(told=0.0)["value"].tolist() == pytest.approx([-1, -1])


def test_the_interval_holds_the_value_and_widens_with_noise() -> None:
    units, shares = tables()
    rng = np.random.default_rng(1)
    one = np.repeat(rng.random(len(units)), 2)
    noisy = np.where(shares["topic_id"] == "t01", one, 1 - one)
    mixed = shares.assign(share=0.15 * shares["share"] + 0.85 * noisy)
    found = agreement(unit_topics=mixed)
    assert (found["low"] < found["value"]).all()
    assert (found["value"] < found["high"]).all()
    widths = [(each["high"] - each["low"]).iloc[1] for each in (agreement(), found)]
    assert widths[0] < widths[1]


def test_the_order_of_rows_changes_nothing() -> None:
    units, shares = tables(0.8)
    shuffled = {
        "units": units.sample(frac=1, random_state=1),
        "unit_topics": shares.sample(frac=1, random_state=2),
        "summary": SUMMARY[::-1],
    }
    pd.testing.assert_frame_equal(agreement(0.8, **shuffled), agreement(0.8))


def test_a_domain_that_no_topic_bears_is_left_out_of_the_cells() -> None:
    more = pd.concat([DOMAINS, pd.DataFrame({"domain": ["trade"], "seeds": ["其他"]})])
    assert agreement(domains=more)["n"].tolist() == [6, 6]


@pytest.mark.parametrize("lacking", ["regions", "domains"])
def test_one_region_or_one_domain_has_nothing_to_correlate(lacking: str) -> None:
    units, _ = tables()
    changed = {
        "regions": {"units": units[units["region_id"] == "east"]},
        "domains": {"summary": SUMMARY.assign(domain=["water", ""])},
    }
    assert agreement(**changed[lacking]).empty


def test_what_does_not_vary_has_no_correlation() -> None:
    assert np.isnan(correlate(np.ones((2, 2)), np.eye(2))).all()
