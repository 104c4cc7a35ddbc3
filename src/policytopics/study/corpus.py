"""Settings of the corpus stage."""

from typing import Literal

from pydantic import Field

from policytopics.study.section import Section


class CorpusSettings(Section):
    """Which documents, and how strictly they are read."""

    folder: str = Field(
        default="",
        description="Folder of the documents, from the project's folder or absolute. Empty: the "
        "environment variable POLICYTOPICS_CORPUS names it.",
    )
    ignore: list[str] = Field(
        default=[
            "README*", "*.truth.txt", "gold.csv", ".*", "~$*", "desktop.ini", "Thumbs.db",
            "ehthumbs.db", "*.lnk", "*.url", "*.tmp", "*.part", "*.crdownload",
        ],
        description="Names of files that are not documents (shell patterns; the case of letters "
        "does not matter), in folders and in archives.",
    )  # fmt: skip
    columns: dict[
        Literal["text", "region", "province", "city", "county", "code", "year", "title", "kind"],
        str,
    ] = Field(
        default={},
        description="For tables with a row per report (.csv, .xlsx, .dta, .parquet, .json and the "
        "like): which column holds what, such as {text: doc, city: 城市}. What is not named is "
        "found by the columns' names and content, and said in the log.",
    )
    ocr: Literal["never", "missing_pages"] = Field(
        default="never",
        description="Whether pages of PDFs that hold no text are read by text recognition "
        "(missing_pages; needs `pip install 'policytopics[ocr]'`). A document so read says so in "
        "its warnings.",
    )
    on_bad_document: Literal["fatal", "leave_out"] = Field(
        default="fatal",
        description="A document that cannot be read or recognised ends the run (fatal), or is left "
        "out and reported (leave_out).",
    )
    copies: Literal["once", "keep"] = Field(
        default="once",
        description="Of two copies of one report (same region and year, most of the text the same) "
        "the fuller one counts (once), or both (keep).",
    )
    exclude_doubtful: bool = Field(
        default=False,
        description="Leave paragraphs with a doubtful reading out of the model.",
    )
