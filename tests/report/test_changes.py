"""What changes within a region: the table's rows, the distinct ones first."""

from policytopics.report.cards import groups
from policytopics.report.changes import over_the_years, review_to_plan
from policytopics.report.inputs import Inputs
from policytopics.report.names import display_names


def test_what_is_promised_beyond_what_is_reported(inputs: Inputs) -> None:
    found = review_to_plan(inputs.review_plan, display_names(inputs))
    assert found.n == 15
    assert [(region.key, topic.key) for region, topic, _ in found.distinct] == [("heyuan", "t01")]
    assert found.distinct[0][2]["difference"] == 0.112
    assert [one.key for one in found.short] == ["yunlin"]
    assert [region.key for region in found.cells.regions] == ["heyuan", "lushan", "yunlin"]
    industry = dict(found.cells.rows)[found.distinct[0][1]]
    assert [cell and cell["tint"] for cell in industry] == ["more-3", "", ""]


def test_what_rises_over_the_years(inputs: Inputs) -> None:
    found = over_the_years(inputs.trends, display_names(inputs))
    assert (found.n, found.short, found.most_years) == (10, (), 3)
    ((region, topic, row),) = found.distinct
    assert (region.key, topic.key, row["difference"]) == ("lushan", "t02", 0.031)
    assert (row["difference_low"], row["difference_high"]) == (0.011, 0.051)


def test_the_order_of_rows_does_not_matter(inputs: Inputs) -> None:
    names = display_names(inputs)
    assert over_the_years(inputs.trends.iloc[::-1], names) == over_the_years(inputs.trends, names)


def test_a_study_of_single_years_has_no_changes(inputs: Inputs) -> None:
    found = over_the_years(inputs.trends.head(0), display_names(inputs))
    assert (found.n, found.distinct, found.cells.rows, found.most_years) == (0, (), (), 0)


def test_groups_have_their_members_and_support(inputs: Inputs) -> None:
    found = groups(inputs.clusters, display_names(inputs))
    assert [([one.label for one in members], row["support"]) for members, row in found] == [
        (["Heyuan", "Pinghu"], 0.97),
        (["Heyuan", "Lushan", "Pinghu"], 0.31),
    ]
