"""Tables of the topics stage: candidates, topics, their quality and names, shares, leak."""

from policytopics.tables.contract import Column, Table

CRITERIA = (
    "error",
    "npmi",
    "npmi_window",
    "c_v",
    "umass",
    "diversity",
    "inverted_rbo",
    "exclusivity",
    "subsample_stability",
    "stability",
    "silhouette",
    "least_silhouette",
    "held_out",
)
VERDICTS = ("identified", "not identified", "set by hand")
QUALITY_FLAGS = ("unstable", "one_document", "one_region")
FLAGS = (*QUALITY_FLAGS, "formula")
NAME_SOURCES = ("person", "domain", "two_domains", "formula", "mixed")

CANDIDATES = Table(
    name="candidates",
    row="number of topics and criterion",
    columns=(
        Column("k", "integer", "Number of topics.", low=2),
        Column("criterion", "string", "Name of the criterion."),
        Column("value", "number", "Mean over the ensemble."),
        Column(
            "low",
            "number",
            "Lower end: mean minus one standard error (held_out: that of the difference to the "
            "least).",
        ),
        Column("high", "number", "Upper end: mean plus one standard error."),
        Column("chosen", "boolean", "Whether the final topics have this k."),
        Column("admissible", "boolean", "Whether the data do not exclude this k."),
    ),
    key=("k", "criterion"),
)

CHOICE = Table(
    name="choice",
    row="study",
    columns=(
        Column("k", "integer", "The number of topics chosen.", low=2),
        Column("verdict", "string", "Whether the data identify the number.", values=VERDICTS),
        Column(
            "separate",
            "integers",
            "Numbers whose topics separate, and repeat themselves over subsamples, nearly best.",
        ),
        Column(
            "predictive",
            "integers",
            "Numbers within one standard error of the least held-out error; none: even the best "
            "predicts no better than zeros.",
        ),
        Column("admissible", "integers", "Numbers that the data do not exclude."),
        Column(
            "stability",
            "number",
            "Mean overlap of the chosen number's topics in subsamples with those of all text "
            "(average Jaccard of ten terms).",
            low=0,
            high=1,
        ),
        Column(
            "repeats",
            "boolean",
            "Whether that is 0.52 or more; else there is too little text for topics, and domains "
            "should lead.",
        ),
    ),
    key=("k",),
)

TOPICS = Table(
    name="topics",
    row="topic and term, at most 200 for a topic",
    columns=(
        Column("topic_id", "string", "t01, t02, … by falling mass."),
        Column("term", "string", "The term."),
        Column(
            "weight",
            "number",
            "How much more of the term the topic's text has than all text; over all its terms a "
            "topic's weights sum to 1.",
            low=0,
            high=1,
            decimals=8,
        ),
        Column("rank", "integer", "Rank by weight, from 1.", low=1),
        Column("frex", "number", "FREX: frequency and exclusivity, 0 to 1.", low=0, high=1),
        Column("lift", "number", "Weight over the term's rate in all units.", low=0),
    ),
    key=("topic_id", "term"),
)

TOPIC_QUALITY = Table(
    name="topic_quality",
    row="topic",
    columns=(
        Column("topic_id", "string", "The topic."),
        Column("mass", "number", "Share of the text fitted on, token-weighted.", low=0, high=1),
        Column("coherence", "number", "NPMI of the ten heaviest terms.", low=-1, high=1),
        Column(
            "stability",
            "number",
            "Mean Jaccard@10 with the matched topics of the ensemble.",
            low=0,
            high=1,
        ),
        Column(
            "largest_document_share",
            "number",
            "Largest share of the topic's mass that lies in one document.",
            low=0,
            high=1,
        ),
        Column("largest_document_id", "string", "That document."),
        Column("flags", "strings", "What a reader should know of it.", values=FLAGS),
    ),
    key=("topic_id",),
)

TOPIC_SUMMARY = Table(
    name="topic_summary",
    row="topic",
    columns=(
        Column("topic_id", "string", "The topic."),
        Column("name_zh", "string", "Short Chinese name."),
        Column("name_en", "string", "Short English name."),
        Column("domain", "string", "Policy domain that holds the most of its text, or empty."),
        Column("domain_share", "number", "That part of its text.", low=0, high=1),
        Column(
            "name_source",
            "string",
            "What names it: a person; a domain that holds half of its text, or two that do "
            "together; a formula that every report has; or nothing but its terms.",
            values=NAME_SOURCES,
        ),
        *TOPIC_QUALITY.columns[1:],
        Column("terms", "strings", "The ten heaviest terms."),
        Column(
            "exemplars", "strings", "unit_ids of typical units, the best of every region first."
        ),
    ),
    key=("topic_id",),
)

COMPOSITION = Table(
    name="composition",
    row="topic and policy domain",
    columns=(
        Column("topic_id", "string", "The topic."),
        Column("domain_id", "string", "The domain, or none."),
        Column(
            "share",
            "number",
            "Share of the topic's text that is of the domain; a topic's shares sum to 1.",
            low=0,
            high=1,
        ),
    ),
    key=("topic_id", "domain_id"),
)

UNIT_TOPICS = Table(
    name="unit_topics",
    row="unit and topic",
    columns=(
        Column("unit_id", "string", "The unit."),
        Column("topic_id", "string", "The topic."),
        Column(
            "share", "number", "Share of the unit's mass; a unit's shares sum to 1.", low=0, high=1
        ),
    ),
    key=("unit_id", "topic_id"),
    csv=False,
)

LEAK = Table(
    name="leak",
    row="target and features",
    columns=(
        Column("target", "string", "What is predicted.", values=("region", "document")),
        Column("features", "string", "From what.", values=("topics", "tokens")),
        Column("mask", "boolean", "Whether place and local names were masked."),
        Column("balanced_accuracy", "number", "Cross-validated.", low=0, high=1),
        Column("chance", "number", "Balanced accuracy of guessing.", low=0, high=1),
        Column("low", "number", "Lower end of the 95 % interval over blocks.", low=0, high=1),
        Column("high", "number", "Upper end.", low=0, high=1),
        Column("n_units", "integer", "Units predicted.", low=0),
    ),
    key=("target", "features", "mask"),
)

VALIDATION = Table(
    name="validation",
    row="measure against gold labels",
    columns=(
        Column(
            "measure",
            "string",
            "What is compared with gold labels, if the study has any.",
        ),
        Column("value", "number", "The measure.", low=-1, high=1),
        Column("low", "number", "Lower end of its 95 % interval.", empty=True, low=-1, high=1),
        Column("high", "number", "Upper end.", empty=True, low=-1, high=1),
        Column(
            "n",
            "integer",
            "Number of units or paragraphs compared.",
            low=0,
        ),
    ),
    key=("measure",),
)

_QUESTION = Column("question", "string", "Name of the question; it holds a hash of the sheet.")
_INTRUDER = Column("intruder", "string", "For the reader: number of the one that does not belong.")

WORD_SHEET = Table(
    name="word_sheet",
    row="question",
    columns=(
        _QUESTION,
        *(
            Column(f"word_{number}", "string", "A heavy term of a topic, or the intruder.")
            for number in range(1, 7)
        ),
        _INTRUDER,
    ),
    key=("question",),
)

TOPIC_SHEET = Table(
    name="topic_sheet",
    row="question",
    columns=(
        _QUESTION,
        Column("text", "string", "A passage."),
        *(
            Column(
                f"topic_{number}",
                "string",
                "Terms of a topic that the passage speaks of, or of the intruder.",
            )
            for number in range(1, 5)
        ),
        _INTRUDER,
    ),
    key=("question",),
)

SHEET_KEY = Table(
    name="sheet_key",
    row="question of either sheet",
    columns=(
        _QUESTION,
        Column("kind", "string", "What intrudes.", values=("word", "topic")),
        Column("topic_id", "string", "The topic asked about; of kind topic: the intruder."),
        Column("answer", "integer", "Number of the intruder, from 1.", low=1),
        Column("choices", "integer", "Number of choices.", low=2),
    ),
    key=("question",),
)

TABLES = (
    CANDIDATES,
    CHOICE,
    TOPICS,
    TOPIC_QUALITY,
    TOPIC_SUMMARY,
    COMPOSITION,
    UNIT_TOPICS,
    LEAK,
    VALIDATION,
    WORD_SHEET,
    TOPIC_SHEET,
    SHEET_KEY,
)
