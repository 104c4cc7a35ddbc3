"""Tables of the regions stage: priorities, distinctive terms, similarity, entropy."""

from policytopics.tables.contract import Column, Table

COVERS = ("sampling", "sampling+model")
FLAGS = ("other_kind", "other_year", "insufficient", "fragment")

PRIORITIES = Table(
    name="priorities",
    row="region, part, kind of document, year and topic",
    columns=(
        Column("region_id", "string", "The region."),
        Column("part", "string", "Part of the report."),
        Column("document_kind", "string", "Kind of document; empty: all."),
        Column("year", "integer", "Year; empty: all years together.", empty=True),
        Column("topic_id", "string", "The topic."),
        Column(
            "share",
            "number",
            "Share of the region's text given to the topic, token-weighted.",
            low=0,
            high=1,
            empty=True,
        ),
        Column("share_low", "number", "Lower end of its 95 % interval.", low=0, high=1, empty=True),
        Column("share_high", "number", "Upper end.", low=0, high=1, empty=True),
        Column(
            "difference",
            "number",
            "Share minus the mean share of the other regions.",
            low=-1,
            high=1,
            empty=True,
        ),
        Column(
            "difference_low",
            "number",
            "Lower end of its simultaneous 95 % interval over all regions and topics.",
            low=-2,
            high=2,
            empty=True,
        ),
        Column("difference_high", "number", "Upper end.", low=-2, high=2, empty=True),
        Column("distinct", "boolean", "Whether that interval excludes 0 and the cell suffices."),
        Column("rank", "integer", "Rank of the topic in the region, 1 = largest.", empty=True),
        Column("rank_low", "integer", "Best rank in 95 % of the resamples.", empty=True),
        Column("rank_high", "integer", "Worst rank in 95 % of the resamples.", empty=True),
        Column("n_units", "integer", "Units behind the share.", low=0),
        Column("n_paragraphs", "integer", "Paragraphs behind the share.", low=0),
        Column("n_documents", "integer", "Documents behind the share.", low=0),
        Column("covers", "string", "What the intervals carry.", values=COVERS),
        Column(
            "flags",
            "strings",
            "other_kind, other_year: documents unlike most regions'; fragment: a document lacks "
            "its beginning or end; insufficient: too few units or paragraphs for a claim.",
        ),
    ),
    key=("region_id", "part", "document_kind", "year", "topic_id"),
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
        Column("unit_id", "string", "A unit that holds it."),
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
            "similarity", "number", "1 minus the Jensen-Shannon distance (base 2).", low=0, high=1
        ),
        Column("low", "number", "Lower end of its 95 % interval.", low=0, high=1),
        Column("high", "number", "Upper end.", low=0, high=1),
    ),
    key=("region_id", "other_region_id"),
)

ENTROPY = Table(
    name="entropy",
    row="region",
    columns=(
        Column("region_id", "string", "The region."),
        Column(
            "entropy",
            "number",
            "Shannon entropy of its shares over log k: 1 = evenly spread.",
            low=0,
            high=1,
        ),
        Column("low", "number", "Lower end of its 95 % interval.", low=0, high=1),
        Column("high", "number", "Upper end.", low=0, high=1),
    ),
    key=("region_id",),
)

TABLES = (PRIORITIES, DISTINCTIVE_TERMS, SIMILARITY, ENTROPY)
