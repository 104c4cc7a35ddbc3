"""The first lines of the page: counted from the tables, by hand here."""

from dataclasses import replace
from types import ModuleType

from policytopics.report.inputs import Inputs
from policytopics.report.names import display_names
from policytopics.report.summary import Leak, Summary, summarised


def summary_of(inputs: Inputs) -> Summary:
    return summarised(inputs, display_names(inputs))


def test_counts_of_the_made_up_study(inputs: Inputs, made_up: ModuleType) -> None:
    found = summary_of(inputs)
    assert (found.distinct, found.regions) == (len(made_up.DISTINCT), 4)
    assert found.apart == len({region for region, _ in made_up.DISTINCT})
    # bm25 does not recover industry: neither region's stress on it is agreed on.
    assert (found.specifications, found.agreeing) == (2, 1)
    assert found.topics == 5
    low, high = found.stability or (2.0, 2.0)
    assert (low, high) == (
        inputs.topic_summary["stability"].min(),
        inputs.topic_summary["stability"].max(),
    )


def test_reservations_name_their_regions(inputs: Inputs) -> None:
    told = {what: [one.key for one in regions] for what, regions in summary_of(inputs).reserved}
    assert told["too little text for a claim"] == ["yunlin"]


def test_the_leak_is_that_of_topics_with_names_masked(inputs: Inputs) -> None:
    rows = inputs.leak.query("target == 'region' and features == 'topics' and mask")
    row = rows.iloc[0]
    expected = Leak(row["balanced_accuracy"], row["low"], row["high"], row["chance"])
    assert summary_of(inputs).leak == expected
    assert summary_of(replace(inputs, leak=inputs.leak.head(0))).leak is None


def test_nothing_distinct_is_counted_as_nothing(inputs: Inputs, made_up: ModuleType) -> None:
    flat = inputs.priorities.assign(distinct=False)
    found = summary_of(made_up.changed(inputs, priorities=flat))
    assert (found.distinct, found.apart, found.agreeing) == (0, 0, 0)
    assert found.specifications == 2
