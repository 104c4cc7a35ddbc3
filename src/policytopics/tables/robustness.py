"""Tables of the robustness stage: the specifications of a sweep and what becomes of each claim."""

from policytopics.tables.contract import Column, Table

SPECIFICATIONS = Table(
    name="specifications",
    row="specification",
    columns=(
        Column("specification", "string", "Its name; main for the study itself."),
        Column("settings", "string", "Every setting that differs from the study's, as JSON."),
        Column("corpus", "string", "Where its corpus stage lies below the results."),
        Column("words", "string", "Where its words stage lies."),
        Column("topics", "string", "Where its topics stage lies."),
        Column("regions", "string", "Where its regions stage lies."),
        Column("status", "string", "done or failed.", values=("done", "failed")),
        Column("reason", "string", "Why it failed, or empty."),
        Column("n_topics", "integer", "Its number of topics; empty if it failed.", empty=True),
        Column("n_matched", "integer", "Topics of the study that it recovers.", empty=True, low=0),
    ),
    key=("specification",),
)

ROBUSTNESS = Table(
    name="robustness",
    row="specification, region and topic of the study",
    columns=(
        Column("specification", "string", "The specification."),
        Column("region_id", "string", "The region."),
        Column("topic_id", "string", "The study's topic."),
        Column("matched_topic_id", "string", "The specification's topic, or empty: not recovered."),
        Column(
            "match",
            "number",
            "Cosine of the two topics' term weights; empty: not recovered.",
            low=0,
            high=1,
            empty=True,
        ),
        Column("share", "number", "Share in the region.", low=0, high=1, empty=True),
        Column("difference", "number", "Share minus the mean of the others.", empty=True),
        Column("difference_low", "number", "Lower end of its interval.", empty=True),
        Column("difference_high", "number", "Upper end.", empty=True),
    ),
    key=("specification", "region_id", "topic_id"),
)

TABLES = (SPECIFICATIONS, ROBUSTNESS)
