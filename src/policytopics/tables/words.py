"""Tables of the words stage: modelling units and the vocabulary."""

from policytopics.tables.contract import Column, Table

STATUSES = (
    "kept", "stopword", "genre", "place", "local", "number", "single", "rare", "common",
)  # fmt: skip

SHARD = Table(
    name="shard",
    row="paragraph of the documents of one shard",
    columns=(
        Column("document_id", "string", "The document."),
        Column("paragraph_id", "string", "The paragraph."),
        Column("line", "integer", "Line of the decoded source, from 1.", low=1),
        Column("role", "string", "Role of the paragraph."),
        Column("part", "string", "Part of the report."),
        Column("text", "string", "The paragraph's text."),
    ),
    key=("paragraph_id",),
    csv=False,
)

SEGMENTS = Table(
    name="segments",
    row="modelling unit of one shard, before the corpus' own terms are joined",
    columns=(
        Column("unit_id", "string", "paragraph_id, a colon, and the running number."),
        Column("document_id", "string", "The document."),
        Column("paragraph_id", "string", "The paragraph."),
        Column("order", "integer", "Position of the unit in its document, from 0.", low=0),
        Column("part", "string", "Part of the report."),
        Column("text", "string", "The unit's text."),
        Column("tokens", "strings", "The tokens, in order; an empty one for each sign or number."),
    ),
    key=("unit_id",),
    csv=False,
)

MARKED = Table(
    name="marked",
    row="term that documents of one shard set apart",
    columns=(
        Column("term", "string", "The term."),
        Column("kind", "string", "How it is set apart.", values=("glossary", "quoted")),
        Column("frequency", "integer", "How often it is set apart.", low=1),
    ),
    key=("term", "kind"),
    csv=False,
)

PHRASES = Table(
    name="phrases",
    row="term that the corpus itself shows, and tokens are joined to",
    columns=(
        Column("term", "string", "The term."),
        Column(
            "kind", "string", "Explained in a glossary, quoted twice or more, or a phrase.",
            values=("glossary", "quoted", "phrase"),
        ),
        Column("frequency", "integer", "How often it is explained, quoted, or occurs.", low=1),
        Column(
            "association", "number", "Normalised mutual information of a phrase's weakest joint.",
            empty=True, low=-1, high=1, decimals=3,
        ),
        Column(
            "freedom", "number", "Of a phrase: entropy of the words at its less free end, in bits.",
            empty=True, low=0, decimals=3,
        ),
    ),
    key=("term",),
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
        Column("gloss_en", "string", "English of the lexicon or of everyday words, or empty."),
        Column("domain", "string", "Policy domain from the lexicon, or empty."),
        Column("frequency", "integer", "Occurrences in all units.", low=1),
        Column("n_units", "integer", "Units it occurs in.", low=1),
        Column("n_regions", "integer", "Regions it occurs in.", low=1),
        Column(
            "unit_share", "number", "Share of the units that hold it, reached in most regions.",
            low=0, high=1,
        ),
        Column(
            "clumping", "number", "How often it stands in neighbouring units, times chance.",
            low=0, decimals=3,
        ),
        Column(
            "divergence", "number", "How far the policy domains of the terms in whose company it "
            "stands are from those of all units, in nats.", empty=True, low=0, decimals=3,
        ),
        Column("status", "string", "kept, or why it is out of the model.", values=STATUSES),
    ),
    key=("term",),
)  # fmt: skip

TABLES = (PHRASES, UNITS, VOCABULARY)
