"""Tables of the corpus stage: documents, regions, source lines, paragraphs, repairs."""

from policytopics.tables.contract import Column, Table

KINDS = ("work_report", "five_year_plan", "other")
# Levels of regions: of divisions, of the whole country, and of what a study adds.
REGION_LEVELS = ("country", "province", "prefecture", "county", "other")
SCRIPTS = ("simplified", "traditional")
ROLES = ("title", "front", "heading", "body", "glossary", "boilerplate")
# Why a paragraph is kept or not.
REASONS = (
    "kept", "title", "front", "glossary", "appendix", "contents", "repeat", "english", "list",
    "furniture", "outside", "excluded",
)  # fmt: skip
# What is dropped for one of these is no text of the report; of the rest less kept than this share
# is told wherever a reader looks.
NAMED_REASONS = (
    "title", "front", "glossary", "appendix", "contents", "repeat", "english", "furniture",
    "excluded",
)  # fmt: skip
LEAST_KEPT = 0.85
# What a document can be instead of a report.
NOT_REPORTS = ("news", "template", "essay")
PARTS = ("review", "problems", "plan", "closing", "other")

FORMATS = (
    "txt", "markdown", "html", "mhtml", "rtf", "docx", "doc", "pdf",
    "csv", "xlsx", "xls", "dta", "parquet", "json",
)  # fmt: skip
# What a table's columns (or the fields at the head of a text) say about a document: evidence for
# the identification, never truth. Every value is text as it stands there; empty: nothing is said.
GIVEN = {
    "region": "Region, of a level that is not told",
    "province": "Province",
    "city": "City (prefecture)",
    "county": "County, district",
    "code": "Code of the division",
    "year": "Year, or the date it stands in",
    "title": "Title",
    "kind": "Kind of document",
}

SOURCES = Table(
    name="sources",
    row="document as read",
    columns=(
        Column("document_id", "string", "Readable and unique: made from the file's name."),
        Column(
            "file",
            "string",
            "Path of the file below the corpus folder; inside of an archive `archive.zip/name`, "
            "for a row of a table `file#row`: for CSV and Excel as a spreadsheet numbers it (the "
            "header is row 1), for other formats the record's number; `file#sheet!row` if the "
            "workbook has several sheets.",
        ),
        Column(
            "sha256",
            "string",
            "SHA-256, hexadecimal, of the file's bytes; for a row of a table of its cells.",
        ),
        Column("format", "string", "How it was read.", values=FORMATS),
        Column("encoding", "string", "Encoding found by scoring; empty for formats that say it."),
        Column("lines", "strings", "The decoded source, line by line."),
        *(
            Column(f"given_{name}", "string", f"{meaning}, as its table or its head gives it.")
            for name, meaning in GIVEN.items()
        ),
        Column("columns", "string", "For a row of a table which columns were taken for what."),
        Column("warnings", "strings", "What a careful reader should know about this document."),
    ),
    key=("document_id",),
    csv=False,
)

REPAIRED = Table(
    name="repaired",
    row="paragraph: a line of a source that is not blank, several put together, or a piece of one",
    columns=(
        Column("document_id", "string", "The document."),
        Column("line", "integer", "1-based line of the decoded source.", low=1),
        Column(
            "piece", "integer", "1, 2, …: which of the paragraphs that stood in the line.", low=1
        ),
        Column("text", "string", "The line, repaired and simplified."),
        Column("text_hash", "string", "Of the text as repaired, before hand corrections."),
        Column("doubtful", "boolean", "Whether it holds a reading that the bytes do not settle."),
        Column("given_role", "string", "Role that a person gave, or empty.", values=ROLES),
        Column("given_part", "string", "Part that a person gave, or empty.", values=PARTS),
        Column("script", "string", "Script of the document before repair.", values=SCRIPTS),
    ),
    key=("document_id", "line", "piece"),
    csv=False,
)

REPAIRS = Table(
    name="repairs",
    row="change made",
    columns=(
        Column("document_id", "string", "The document."),
        Column("line", "integer", "1-based line of the decoded source.", low=1),
        Column(
            "kind",
            "string",
            "Kind of repair: line (put to the one before, which a fixed width had broken), "
            "encoding, shifted_gbk, escape (<U+3000>, \\r\\n, entities, tags, Markdown, ???? for "
            "blanks), "
            "paragraph (a line cut into the paragraphs it held), pinyin, script, width, "
            "boilerplate (jump notes of a newspaper), spacing, heading (cut off behind a "
            "paragraph); "
            "correction by hand, stale_correction if its text has changed.",
        ),
        Column("before", "string", "The text before, with a little of its surroundings."),
        Column("after", "string", "The text after."),
        Column("n_changes", "integer", "How many changes of this kind in this line.", low=1),
        Column(
            "n_characters", "integer", "By how many characters the text grew; negative: shrank."
        ),
        Column("confidence", "number", "How sure, 0 to 1.", low=0, high=1, decimals=3),
    ),
    key=("document_id", "line", "kind", "before"),
)

PARAGRAPHS = Table(
    name="paragraphs",
    row="paragraph of the source",
    columns=(
        Column("document_id", "string", "The document."),
        Column("paragraph_id", "string", "document_id, a colon, and the running number."),
        Column("line", "integer", "1-based line of the decoded source.", low=1),
        Column("role", "string", "What it is in the document.", values=ROLES),
        Column(
            "reason",
            "string",
            "Why it is kept or not: kept (headings and body), title, front (meeting, speaker, "
            "salutation), glossary (and notes), appendix, contents, repeat (said before in this "
            "file), english, list (of links, cells of a table), furniture (of the page), outside "
            "(before the report begins), excluded (by hand).",
            values=REASONS,
        ),
        Column("part", "string", "Which part of the report it belongs to.", values=PARTS),
        Column("heading_path", "strings", "The headings above it, outermost first."),
        Column("text", "string", "The text, repaired and simplified."),
        Column("text_hash", "string", "Of the text before hand corrections: for corrections.csv."),
        Column("doubtful", "boolean", "Whether it holds a doubtful reading."),
        Column("confidence", "number", "How sure the part is, 0 to 1.", low=0, high=1, decimals=3),
    ),
    key=("paragraph_id",),
)

ACCOUNT = Table(
    name="account",
    row="document and reason",
    columns=(
        Column("document_id", "string", "The document."),
        Column("file", "string", "Path of the file below the corpus folder."),
        Column("reason", "string", "Why paragraphs are kept or not, as there.", values=REASONS),
        Column("paragraphs", "integer", "How many paragraphs.", low=0),
        Column(
            "characters",
            "integer",
            "Their characters. Of all reasons together: those read (characters_raw) with what the "
            "repairs added (n_characters).",
            low=0,
        ),
    ),
    key=("document_id", "reason"),
)

DOCUMENTS = Table(
    name="documents",
    row="document",
    columns=(
        Column("document_id", "string", "Readable and unique: made from the file's name."),
        Column("file", "string", "Path of the file below the corpus folder."),
        Column("sha256", "string", "SHA-256 of the file's bytes, hexadecimal."),
        Column("region_id", "string", "The region (table regions)."),
        Column(
            "year",
            "integer",
            "Year a report plans for; empty if neither text nor file name shows it surely.",
            empty=True,
            low=1949,
            high=2100,
        ),
        Column("period", "string", "Years covered, such as 2021-2025; the year for a report."),
        Column("kind", "string", "Kind of document.", values=KINDS),
        Column("title", "string", "The title found, or empty."),
        Column(
            "evidence", "string", "What region, year and kind were read from, with line numbers."
        ),
        Column("confidence", "number", "How sure the recognition is.", low=0, high=1, decimals=3),
        Column("encoding", "string", "Encoding found by scoring; empty for docx and pdf."),
        Column("script", "string", "Script before repair.", values=SCRIPTS),
        Column("starts_mid_document", "boolean", "Whether the beginning is missing."),
        Column("ends_mid_document", "boolean", "Whether the end is missing."),
        Column(
            "characters_raw",
            "integer",
            "Characters of the decoded source, without blanks at the ends of lines. With what the "
            "repairs added (n_characters) they are those kept and those dropped.",
            low=0,
        ),
        Column("characters_kept", "integer", "Characters of headings and body kept.", low=0),
        Column("characters_dropped", "integer", "Characters of paragraphs not kept.", low=0),
        Column(
            "near_duplicate_of",
            "string",
            "The document_id of the document that repeats most of this one's text, if one does.",
        ),
        Column(
            "near_duplicate_share",
            "number",
            "Share of this document's text that stands in that document too, 0 to 1.",
            low=0,
            high=1,
            decimals=3,
        ),
        Column(
            "not_a_report",
            "string",
            "Why this seems to be no report: news about one, a masked template, an essay.",
            values=NOT_REPORTS,
        ),
        Column("warnings", "strings", "What a careful reader should know about this document."),
    ),
    key=("document_id",),
)

OMISSIONS = Table(
    name="omissions",
    row="file that was left out",
    columns=(
        Column("file", "string", "Path of the file below the corpus folder."),
        Column(
            "reason",
            "string",
            "Why: it could not be read, is not recognised, excluded or not asked for.",
        ),
        Column("fix", "string", "What to do about it."),
    ),
    key=("file",),
)

REGIONS = Table(
    name="regions",
    row="region",
    columns=(
        Column("region_id", "string", "ASCII slug, the key everywhere."),
        Column("region_code", "string", "Six-digit division code, or empty."),
        Column("name_zh", "string", "Full Chinese name."),
        Column("name_en", "string", "English name."),
        Column("short_zh", "string", "Short Chinese name for figures."),
        Column("parents", "strings", "Names of the divisions above, outermost first."),
        Column("level", "string", "country, province, prefecture, county or other."),
        Column("aliases", "strings", "Other names, earlier ones included."),
    ),
    key=("region_id",),
)

TABLES = (SOURCES, REPAIRED, REPAIRS, PARAGRAPHS, ACCOUNT, DOCUMENTS, OMISSIONS, REGIONS)
