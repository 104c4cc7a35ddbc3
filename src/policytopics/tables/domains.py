"""Tables of the domains stage: the codebook as used, shares of every unit, how good the coding is.

Concepts, the study's own word lists, are measured here too.
"""

from policytopics.tables.contract import Column, Table

CODED_BY = ("trained", "retrained", "seeds")

DOMAINS = Table(
    name="domains",
    row="domain of the codebook; none, without a domain, is the last",
    columns=(
        Column("domain_id", "string", "The domain: an ASCII name, or none."),
        Column("name_zh", "string", "Short Chinese name."),
        Column("name_en", "string", "Short English name."),
        Column(
            "cap",
            "strings",
            "Codes of the topics of the Comparative Agendas Project that hold most of it.",
        ),
        Column(
            "source",
            "string",
            "Coded by weights learnt from coded sentences, from the study's own coded sentences "
            "(retrained), or by seed words widened on the study's text.",
            values=CODED_BY,
        ),
        Column("terms", "strings", "The terms that speak most for it, the heaviest first."),
    ),
    key=("domain_id",),
)

UNIT_DOMAINS = Table(
    name="unit_domains",
    row="unit and domain",
    columns=(
        Column("unit_id", "string", "The unit."),
        Column("domain_id", "string", "The domain, or none."),
        Column(
            "share",
            "number",
            "Mean calibrated probability of the unit's sentences, by their letters; a unit's "
            "shares sum to 1.",
            low=0,
            high=1,
        ),
        Column(
            "error",
            "number",
            "Standard deviation of the share by the coding of its sentences alone: squares, "
            "weighted by squared tokens, add up over units.",
            low=0,
        ),
    ),
    key=("unit_id", "domain_id"),
    csv=False,
)

DOMAIN_QUALITY = Table(
    name="domain_quality",
    row="domain (or all) and group of coded sentences",
    columns=(
        Column("domain_id", "string", "The domain, none, or all."),
        Column(
            "by",
            "string",
            "What groups the sentences; part: parts without coded sentences are not validated.",
            values=("all", "level", "period", "length", "part"),
        ),
        Column("group", "string", "The group: a level, years, characters, a part."),
        Column("n", "integer", "Coded sentences (of the domain).", low=0),
        Column(
            "agreement",
            "number",
            "Of them, coded the same first; cross-validated by region.",
            empty=True,
            low=0,
            high=1,
            decimals=4,
        ),
        Column("low", "number", "Lower end of its 95 % interval (Wilson).", empty=True, low=0),
        Column("high", "number", "Upper end.", empty=True, high=1),
        Column(
            "either",
            "number",
            "Coded first as the reader's first or second domain.",
            empty=True,
            low=0,
            high=1,
            decimals=4,
        ),
        Column(
            "claimed",
            "number",
            "Mean probability of the domain coded first: calibrated, it is the agreement.",
            empty=True,
            low=0,
            high=1,
            decimals=4,
        ),
        Column(
            "coded",
            "number",
            "Share of the group's sentences that readers coded so.",
            empty=True,
            low=0,
            high=1,
        ),
        Column("measured", "number", "The same, measured.", empty=True, low=0, high=1),
        Column(
            "spread",
            "number",
            "Standard deviation, over sentences, of what is measured less what was coded.",
            empty=True,
            low=0,
        ),
        Column(
            "excess",
            "number",
            "Variance of what is measured less what was coded, over what the probabilities "
            "promise; 1: as sure as claimed. Errors of shares are widened by it.",
            empty=True,
            low=0,
        ),
    ),
    key=("domain_id", "by", "group"),
)

# How often a text names a concept.
_COUNTED = (
    Column("hits", "number", "Terms of the concept, by their weights.", low=0),
    Column("words", "integer", "Words of the parts measured.", low=0),
    Column(
        "rate",
        "number",
        "Hits per 10,000 words; 0: not named; empty: no text of these parts.",
        empty=True,
        low=0,
        decimals=4,
    ),
    Column("rate_low", "number", "Lower end of its 95 % interval.", empty=True, low=0),
    Column("rate_high", "number", "Upper end.", empty=True, low=0),
    Column("sentences", "integer", "Sentences of the parts measured.", low=0),
    Column("share", "number", "Share of sentences that name it.", empty=True, low=0, high=1),
    Column("share_low", "number", "Lower end of its 95 % interval.", empty=True, low=0, high=1),
    Column("share_high", "number", "Upper end.", empty=True, low=0, high=1),
)

CONCEPTS = Table(
    name="concepts",
    row="document and concept",
    columns=(
        Column("document_id", "string", "The document."),
        Column("region_id", "string", "Its region."),
        Column("year", "integer", "Its year, or empty.", empty=True),
        Column("concept", "string", "The concept."),
        *_COUNTED,
    ),
    key=("document_id", "concept"),
)

REGION_CONCEPTS = Table(
    name="region_concepts",
    row="region, year and concept",
    columns=(
        Column("region_id", "string", "The region."),
        Column("year", "integer", "Year; empty: all documents together.", empty=True),
        Column("concept", "string", "The concept."),
        Column(
            "n_documents",
            "integer",
            "Documents of the region and year; 0: the year is missing, not zero.",
            low=0,
        ),
        *_COUNTED,
    ),
    key=("region_id", "year", "concept"),
)

TABLES = (DOMAINS, UNIT_DOMAINS, DOMAIN_QUALITY, CONCEPTS, REGION_CONCEPTS)
