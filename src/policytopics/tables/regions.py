"""Tables of the regions stage: priorities, what sets regions apart, and what changes in them.

A category is a topic, or whatever else a scheme divides text into (`policytopics.tables.schemes`).
"""

from policytopics.tables.answers import ANSWERS, number_or_empty
from policytopics.tables.contract import Column, Table

COVERS = ("sampling", "sampling+model", "sampling+coding")
REGION_FLAGS = ("other_kind", "other_year", "insufficient", "fragment")
_COVERS = Column("covers", "string", "What the intervals carry.", values=COVERS)


def _flags(meaning: str) -> Column:
    return Column("flags", "strings", meaning, values=REGION_FLAGS)


PRIORITIES = Table(
    name="priorities",
    row="region, part, kind of document, year and category",
    columns=(
        Column("region_id", "string", "The region."),
        Column("part", "string", "Part of the report."),
        Column("kind", "string", "Kind of document; empty: all."),
        Column("year", "integer", "Year; empty: all years together.", empty=True),
        Column("category_id", "string", "The category."),
        number_or_empty(
            "share", "Share of the region's text given to the category, token-weighted.", 0, 1
        ),
        Column("low", "number", "Lower end of its 95 % interval.", low=0, high=1, empty=True),
        Column("high", "number", "Upper end.", low=0, high=1, empty=True),
        Column(
            "difference",
            "number",
            "Share minus the mean share of the other regions that have enough text; of all others "
            "where fewer than two have. Empty for text of no category (none): it is not tested.",
            low=-1,
            high=1,
            empty=True,
        ),
        Column(
            "difference_low",
            "number",
            "Lower end of its adjusted 95 % interval: for false coverage over all regions and "
            "categories where the noise is known; else simultaneous, by the texts' paragraphs.",
            low=-2,
            high=2,
            empty=True,
        ),
        Column("difference_high", "number", "Upper end.", low=-2, high=2, empty=True),
        Column(
            "distinct",
            "boolean",
            "Whether that interval excludes 0, and the cell and another region's suffice.",
        ),
        *ANSWERS,
        Column(
            "rank",
            "integer",
            "Rank of the category in the region, 1 = largest; none has no rank.",
            empty=True,
        ),
        Column("rank_low", "integer", "Best rank in 95 % of the resamples.", empty=True),
        Column("rank_high", "integer", "Worst rank in 95 % of the resamples.", empty=True),
        Column("n_units", "integer", "Units behind the share.", low=0),
        Column("n_paragraphs", "integer", "Paragraphs behind the share.", low=0),
        Column("n_documents", "integer", "Documents behind the share.", low=0),
        _COVERS,
        _flags(
            "other_kind, other_year: documents unlike most regions'; fragment: a document lacks "
            "its beginning or end; insufficient: too few units or paragraphs for a claim."
        ),
    ),
    key=("region_id", "part", "kind", "year", "category_id"),
    by_scheme=True,
)

HEADLINE = Table(
    name="headline",
    row="region and category: the rows of priorities that the study's question asks for",
    columns=(
        *PRIORITIES.columns,
        Column("level", "number", "Level of the intervals, in (0, 1).", low=0, high=1, decimals=9),
    ),
    key=("region_id", "category_id"),
    by_scheme=True,
)

DISTINCTIVE_TERMS = Table(
    name="distinctive_terms",
    row="region and term",
    columns=(
        Column("region_id", "string", "The region."),
        Column("term", "string", "The term."),
        Column("rank", "integer", "Rank by z, from 1.", low=1),
        Column("frequency", "integer", "Occurrences in the region's units.", low=0),
        Column("frequency_elsewhere", "integer", "Occurrences in the others' units.", low=0),
        Column("log_odds", "number", "Log-odds against the others, informative Dirichlet prior."),
        Column("z", "number", "Log-odds over its standard error."),
        Column("unit_id", "string", "The unit that holds it most often."),
        Column("example", "string", "The first sentence of that unit that holds it."),
    ),
    key=("region_id", "term"),
)

SIMILARITY = Table(
    name="similarity",
    row="pair of regions",
    columns=(
        Column("region_id", "string", "One region."),
        Column("other_region_id", "string", "The other, after it in order."),
        Column(
            "similarity",
            "number",
            "1 minus the Jensen-Shannon distance (base 2), the bias of noise taken off.",
            low=0,
            high=1,
        ),
        Column("low", "number", "Lower end of its 95 % interval.", low=0, high=1),
        Column("high", "number", "Upper end.", low=0, high=1),
        _flags("Flags of the two regions, as in priorities."),
        _COVERS,
    ),
    key=("region_id", "other_region_id"),
    by_scheme=True,
)

ENTROPY = Table(
    name="entropy",
    row="region",
    columns=(
        Column("region_id", "string", "The region."),
        Column(
            "entropy",
            "number",
            "Shannon entropy of its shares over log k, the bias of noise taken off: 1 = evenly "
            "spread.",
            low=0,
            high=1,
        ),
        Column("low", "number", "Lower end of its 95 % interval.", low=0, high=1),
        Column("high", "number", "Upper end.", low=0, high=1),
        _flags("Flags of the region, as in priorities."),
        _COVERS,
    ),
    key=("region_id",),
    by_scheme=True,
)

CLUSTERS = Table(
    name="clusters",
    row="group of regions in the dendrogram",
    columns=(
        Column("cluster_id", "string", "The group, the closest first."),
        Column("region_ids", "strings", "Its regions."),
        Column("n_regions", "integer", "How many they are.", low=2),
        Column(
            "height",
            "number",
            "Mean Jensen-Shannon distance at which it is joined (average linkage).",
            low=0,
            high=1,
        ),
        Column("support", "number", "Share of the draws that join it, too.", low=0, high=1),
        _COVERS,
    ),
    key=("cluster_id",),
    by_scheme=True,
)

TRENDS = Table(
    name="trends",
    row="region with several years, and category but none",
    columns=(
        Column("region_id", "string", "The region."),
        Column("part", "string", "Parts of the report."),
        Column("category_id", "string", "The category."),
        Column("first_year", "integer", "First year with text."),
        Column("last_year", "integer", "Last year."),
        Column("n_years", "integer", "Years with text.", low=2),
        Column(
            "change",
            "number",
            "Change of the share per year (least squares over the yearly shares).",
            low=-1,
            high=1,
        ),
        Column(
            "change_low",
            "number",
            "Lower end of its 95 % interval, simultaneous over the table; it carries the scatter "
            "of years around the lines, unless no region has three years.",
            low=-2,
            high=2,
        ),
        Column("change_high", "number", "Upper end.", low=-2, high=2),
        Column("distinct", "boolean", "Whether that interval excludes 0 and every year suffices."),
        Column("n_units", "integer", "Units in the year that has the fewest.", low=1),
        _COVERS,
        _flags(
            "other_kind: the years' documents are not of the same kinds; fragment, insufficient, "
            "as in priorities."
        ),
    ),
    key=("region_id", "category_id"),
    by_scheme=True,
)

REVIEW_PLAN = Table(
    name="review_plan",
    row="region with a review and a plan, and category but none",
    columns=(
        Column("region_id", "string", "The region."),
        Column("category_id", "string", "The category."),
        Column("review", "number", "Share of the review given to the category.", low=0, high=1),
        Column("plan", "number", "Share of the plan given to the category.", low=0, high=1),
        Column("difference", "number", "Plan minus review.", low=-1, high=1),
        Column(
            "difference_low",
            "number",
            "Lower end of its 95 % interval, simultaneous over the table; documents given.",
            low=-1,
            high=1,
        ),
        Column("difference_high", "number", "Upper end.", low=-1, high=1),
        Column("distinct", "boolean", "Whether that interval excludes 0 and both parts suffice."),
        Column("n_units_review", "integer", "Units of the review.", low=1),
        Column("n_units_plan", "integer", "Units of the plan.", low=1),
        _COVERS,
        _flags(
            "other_kind, other_year: review and plan stand in documents of different kinds or "
            "years; fragment, insufficient, as in priorities."
        ),
    ),
    key=("region_id", "category_id"),
    by_scheme=True,
)

TABLES = (
    PRIORITIES, HEADLINE, DISTINCTIVE_TERMS, SIMILARITY, ENTROPY, CLUSTERS, TRENDS, REVIEW_PLAN,
)  # fmt: skip
