"""Tables of the words stage: modelling units and the vocabulary."""

from policytopics.tables.contract import Column, Table

STATUSES = (
    "kept", "stopword", "genre", "place", "local", "number", "single", "rare", "common",
)  # fmt: skip

UNITS = Table(
    name="units",
    row="modelling unit: a run of whole sentences inside one paragraph",
    columns=(
        Column("unit_id", "string", "paragraph_id, a colon, and the running number."),
        Column("document_id", "string", "The document."),
        Column("paragraph_id", "string", "The paragraph: the bootstrap's block."),
        Column("order", "integer", "Position of the unit in its document, from 0.", low=0),
        Column("region_id", "string", "The region."),
        Column("year", "integer", "Year of the report, or empty.", empty=True),
        Column("kind", "string", "Kind of document."),
        Column("part", "string", "Part of the report."),
        Column("text", "string", "The unit's text."),
        Column("n_tokens", "integer", "Tokens of Han or Latin letters, before filters.", low=0),
        Column("tokens", "strings", "The tokens, in order, before filters."),
    ),
    key=("unit_id",),
    csv=False,
)

VOCABULARY = Table(
    name="vocabulary",
    row="term",
    columns=(
        Column("term", "string", "The term."),
        Column("pos", "string", "Part of speech by dictionary look-up, or x."),
        Column("gloss_en", "string", "English gloss from the lexicon, or empty."),
        Column("domain", "string", "Policy domain from the lexicon, or empty."),
        Column("frequency", "integer", "Occurrences in all units.", low=1),
        Column("n_units", "integer", "Units it occurs in.", low=1),
        Column("n_regions", "integer", "Regions it occurs in.", low=1),
        Column("status", "string", "kept, or why it is out of the model.", values=STATUSES),
    ),
    key=("term",),
)

TABLES = (UNITS, VOCABULARY)
