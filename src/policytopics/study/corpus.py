"""Settings of the corpus stage."""

import re
from typing import Any, Literal

from pydantic import Field, field_validator

from policytopics.study.section import Section
from policytopics.tables.corpus import KINDS, REGION_LEVELS

_YEARS = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?")
_KNOWN_YEARS = range(1949, 2101)


def _span(text: str) -> range:
    """Return the years of ``2021`` or ``2016-2026``."""
    found = _YEARS.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last or first not in _KNOWN_YEARS or last not in _KNOWN_YEARS:
        raise ValueError(f"{text!r} is no year and no span of years such as 2016-2026")
    return range(first, last + 1)


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
        "(missing_pages; needs `pip install rapidocr onnxruntime`). A document so read says so in "
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
    years: list[str] = Field(
        default=[],
        description="Take reports of these years only, as `2016-2026` or `[2018, 2020-2024]`; a "
        "five-year plan's year is the one it was adopted in. Empty: all years. What is not "
        "taken is in the table of omissions.",
    )
    levels: list[Literal[REGION_LEVELS]] = Field(  # type: ignore[valid-type]
        default=[],
        description="Take regions of these levels only: country, province, prefecture, county, "
        "other. Empty: all levels.",
    )
    kinds: list[Literal[KINDS]] = Field(  # type: ignore[valid-type]
        default=["work_report", "five_year_plan"],
        description="Take documents of these kinds only. `other` are reports of congresses, "
        "courts, procuratorates, the Party, budgets, policies, news. Empty: all kinds.",
    )

    @field_validator("years", mode="before")
    @classmethod
    def _as_spans(cls, value: Any) -> Any:
        """Accept one year or span, and years as numbers."""
        values = value if isinstance(value, list | tuple) else [value]
        spans = [str(one) if isinstance(one, int) else one for one in values]
        for one in spans:
            if isinstance(one, str):
                _span(one)
        return spans

    @property
    def chosen_years(self) -> frozenset[int]:
        """Return the years chosen; empty for all."""
        return frozenset(year for one in self.years for year in _span(one))
