import numpy as np
import pandas as pd
import pytest

from policytopics.tables.contract import check
from policytopics.tables.topics import COMPOSITION
from policytopics.topics.composition import compose


def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Random shares of three topics and two domains in eight units of unequal length."""
    rng = np.random.default_rng(0)
    ids = [f"u{number}" for number in range(8)]
    units = pd.DataFrame({"unit_id": ids, "n_tokens": rng.integers(5, 50, 8)})
    topics = pd.DataFrame(rng.dirichlet(np.ones(3), 8), index=ids, columns=["t01", "t02", "t03"])
    domains = pd.DataFrame(rng.dirichlet(np.ones(2), 8), index=ids, columns=["none", "water"])

    def long(wide: pd.DataFrame, category: str) -> pd.DataFrame:
        named = wide.rename_axis("unit_id").reset_index()
        return named.melt("unit_id", var_name=category, value_name="share")

    return units, long(topics, "topic_id"), long(domains, "domain_id")


def test_a_topics_shares_sum_to_1_and_topics_together_hold_what_the_text_holds() -> None:
    units, topics, domains = tables()
    found = check(compose(units, topics, domains), COMPOSITION)
    assert found.groupby("topic_id")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    tokens = units.set_index("unit_id")["n_tokens"]
    given = topics.assign(text=topics["share"] * topics["unit_id"].map(tokens))
    mass = given.groupby("topic_id")["text"].sum() / tokens.sum()
    water = found[found["domain_id"] == "water"].set_index("topic_id")["share"]
    of_text = domains[domains["domain_id"] == "water"].set_index("unit_id")["share"]
    assert (water * mass).sum() == pytest.approx(np.average(of_text, weights=tokens), abs=1e-5)


def test_order_of_rows_changes_nothing_and_units_of_other_parts_do_not_count() -> None:
    units, topics, domains = tables()
    found = compose(units.head(5), topics, domains)
    mixed = (table.sample(frac=1, random_state=3) for table in (units.head(5), topics, domains))
    pd.testing.assert_frame_equal(compose(*mixed), found)


def test_a_topic_without_text_has_no_rows() -> None:
    units, topics, domains = tables()
    topics.loc[topics["topic_id"] == "t02", "share"] = 0.0
    assert set(compose(units, topics, domains)["topic_id"]) == {"t01", "t03"}
