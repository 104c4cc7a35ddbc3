"""Tables of the robustness stage: specifications, their answers, what becomes of claims."""

from policytopics.tables.contract import Column, Table
from policytopics.tables.regions import REGION_FLAGS

# The name of the study itself among the specifications.
MAIN = "main"

SPECIFICATIONS = Table(
    name="specifications",
    row="specification",
    columns=(
        Column("specification", "string", "Its name; main for the study itself."),
        Column("settings", "string", "Every setting that differs from the study's, as JSON."),
        Column("corpus", "string", "Where its corpus stage lies below the results."),
        Column("words", "string", "Where its words stage lies."),
        Column("domains", "string", "Where its domains stage lies; empty: not part of the scheme."),
        Column("topics", "string", "Where its topics stage lies; empty: not part of the scheme."),
        Column("regions", "string", "Where its regions stage lies."),
        Column("status", "string", "done or failed.", values=("done", "failed")),
        Column("reason", "string", "Why it failed, or empty."),
        Column(
            "n_categories", "integer", "How many categories it has; empty if it failed.", empty=True
        ),
        Column("n_matched", "integer", "Categories of the study that it has.", empty=True, low=0),
    ),
    key=("specification",),
    by_scheme=True,
)

ROBUSTNESS = Table(
    name="robustness",
    row="specification, region and category of the study",
    columns=(
        Column("specification", "string", "The specification."),
        Column("region_id", "string", "The region."),
        Column("category_id", "string", "The study's category."),
        Column("matched_id", "string", "The specification's category; empty: not recovered."),
        Column(
            "match",
            "number",
            "Cosine of the two topics' term weights (1 in a fixed scheme); empty: not recovered.",
            low=0,
            high=1,
            empty=True,
        ),
        Column("share", "number", "Share in the region.", low=0, high=1, empty=True),
        Column("difference", "number", "Share minus the mean of the others.", empty=True),
        Column("difference_low", "number", "Lower end of its interval.", empty=True),
        Column("difference_high", "number", "Upper end.", empty=True),
    ),
    key=("specification", "region_id", "category_id"),
    by_scheme=True,
)

CLAIMS = Table(
    name="claims",
    row="difference between a region with enough text and the others, the claimed ones first",
    columns=(
        Column("claim", "integer", "Rank: the claimed first, then by falling size.", low=1),
        Column("region_id", "string", "The region."),
        Column("category_id", "string", "The category."),
        Column("claimed", "boolean", "Whether the study claims it: its interval excludes 0."),
        Column("side", "string", "On which side of the others.", values=("more", "less")),
        Column("share", "number", "Share in the region.", low=0, high=1),
        Column("low", "number", "Lower end of its interval.", low=0, high=1),
        Column("high", "number", "Upper end.", low=0, high=1),
        Column(
            "difference", "number", "Share minus the mean of the others; not 0.", low=-1, high=1
        ),
        Column(
            "difference_low", "number", "Lower end of its simultaneous interval.", low=-2, high=2
        ),
        Column("difference_high", "number", "Upper end.", low=-2, high=2),
        Column("n_specifications", "integer", "Other specifications that ran to their end.", low=0),
        Column("n_failed", "integer", "Other specifications that failed.", low=0),
        Column("n_recovered", "integer", "How many of those that ran have the category.", low=0),
        Column("n_same_sign", "integer", "How many of these lie on the same side.", low=0),
        Column("n_distinct", "integer", "How many of these have an interval without 0.", low=0),
        Column("flags", "strings", "Flags of the region, as in headline.", values=REGION_FLAGS),
    ),
    key=("region_id", "category_id"),
    by_scheme=True,
)

TABLES = (SPECIFICATIONS, ROBUSTNESS, CLAIMS)
