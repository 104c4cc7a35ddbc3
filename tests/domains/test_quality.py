import numpy as np
import pytest

from policytopics.domains.quality import (
    Coded,
    confusion,
    domain_quality,
    excess_variance,
    proportion_interval,
    shares_apart,
)
from policytopics.files import read, write
from policytopics.tables.domains import DOMAIN_QUALITY

DOMAINS = ("water", "school", "none")


@pytest.fixture
def coded() -> Coded:
    """Four sentences: two right, one right by its second code, one wrong."""
    shares = [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.6, 0.3, 0.1], [0.1, 0.5, 0.4]]
    return Coded(
        shares=np.array(shares),
        first=np.array([0, 1, 1, 2]),
        second=np.array([-1, -1, 0, -1]),
        level=np.array(["city", "city", "province", "province"]),
        year=np.array([2005, 2014, 2015, 2024]),
        length=np.array([40, 50, 80, 90]),
    )


def test_agreement_is_counted_by_domain_level_period_and_length(coded: Coded, tmp_path) -> None:
    write(domain_quality(coded, DOMAINS), DOMAIN_QUALITY, tmp_path / "quality.parquet")
    table = read(tmp_path / "quality.parquet").set_index(["by", "group", "domain_id"])
    whole = table.loc[("all", "", "all")]
    assert (whole["n"], whole["agreement"], whole["either"]) == (4, 0.5, 0.75)
    assert whole["claimed"] == pytest.approx(0.65)
    assert table.loc[("level", "city", "all"), "agreement"] == 1
    assert table.loc[("period", "2013-2019", "all"), "n"] == 2
    assert table.loc[("length", "75-", "all"), "n"] == 2
    school = table.loc[("all", "", "school")]
    assert (school["n"], school["agreement"], school["coded"]) == (2, 0.5, 0.5)
    assert school["measured"] == pytest.approx(0.4)


def test_other_parts_are_not_validated(coded: Coded) -> None:
    parts = domain_quality(coded, DOMAINS).query("by == 'part' and domain_id == 'all'")
    assert parts.set_index("group")["n"].to_dict() == {
        "plan": 4, "review": 0, "problems": 0, "closing": 0, "other": 0,
    }  # fmt: skip
    assert parts.set_index("group")["agreement"].isna().sum() == 4


def test_confusion_says_where_sentences_go(coded: Coded) -> None:
    table = confusion(coded, DOMAINS).set_index(["domain_id", "measured_as"])["share"]
    assert table["school", "water"] == pytest.approx(0.4)
    assert table.groupby("domain_id").sum().round(3).tolist() == [1, 1, 1]


def test_shares_apart(coded: Coded) -> None:
    # water .425 for .25, school .4 for .5, none .175 for .25
    assert shares_apart(coded, np.arange(4)) == pytest.approx(0.35)


def test_intervals_of_proportions() -> None:
    assert proportion_interval(0, 10)[0] == pytest.approx(0)
    assert proportion_interval(10, 10)[1] == pytest.approx(1)
    assert all(np.isnan(proportion_interval(0, 0)))


def test_errors_are_widened_by_what_probabilities_leave_out(coded: Coded) -> None:
    table = domain_quality(coded, DOMAINS)
    wrong = coded.shares - np.eye(3)[coded.first]
    promised = coded.shares * (1 - coded.shares)
    every = (wrong**2).sum() / promised.sum()
    assert table.iloc[0]["excess"] == pytest.approx(every)
    # Few sentences: a domain's own is drawn towards that of all.
    own = (wrong[:, 0] ** 2).sum() / promised[:, 0].sum()
    assert min(own, every) < table.iloc[1]["excess"] < max(own, every)
    found = excess_variance(table, ["water", "unknown"])
    assert found[1] == pytest.approx(max(every, 1))
    assert excess_variance(table.assign(excess=np.nan), ["water"]).tolist() == [1]


def test_the_excess_is_the_variance_that_was_planted() -> None:
    """Sentences whose codes are drawn from other probabilities than those claimed."""
    rng = np.random.default_rng(1)
    true = rng.dirichlet([0.5, 0.5, 0.5], 4_000)
    claimed = true**2 / (true**2).sum(axis=1, keepdims=True)  # too sure
    first = (rng.random(4_000)[:, None] > true.cumsum(axis=1)).sum(axis=1)
    some = np.zeros(4_000, dtype=int)
    for shares, least, most in ((true, 0.95, 1.05), (claimed, 1.2, 2.0)):
        made = Coded(shares, first, some - 1, np.full(4_000, "city"), some + 2020, some + 50)
        assert least < domain_quality(made, DOMAINS)["excess"].iloc[0] < most
