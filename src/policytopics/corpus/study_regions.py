"""``regions.csv``: regions that a study adds to the gazetteer, or describes in its own words."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from policytopics import gazetteer
from policytopics.corpus.places import Place, PlaceName, Places
from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.sheets import column_problems, read_sheet, sheet_rows
from policytopics.tables.corpus import REGION_LEVELS

__all__ = ["STUDY_COLUMNS", "read_places", "study_places"]

STUDY_COLUMNS = (
    "region_id", "name_zh", "name_en", "short_zh", "region_code", "parents", "level", "aliases",
)  # fmt: skip
_NEEDED = ("region_id", "name_zh")


def read_places(divisions: str, study_regions: str | None) -> Places:
    """Return the places of the gazetteer and those that a study's ``regions.csv`` adds."""
    sheet = read_sheet(study_regions)
    added = [] if sheet is None else study_places(sheet, Path(str(study_regions)).name)
    return Places.of(gazetteer.read_divisions(divisions), added)


def study_places(regions: pd.DataFrame, where: str) -> list[Place]:
    """Return the regions that a study adds.

    Parameters
    ----------
    regions : pd.DataFrame
        Columns `STUDY_COLUMNS`, all strings; ``parents`` and ``aliases`` separated by ``|``. The
        index tells the lines of the file.
    where : str
        Name of the file, for messages.

    Raises
    ------
    ProblemsError
        If a column is unknown or missing, an id is no slug or repeats, or a level is unknown.
    """
    problems = column_problems(regions, where, _NEEDED, STUDY_COLUMNS)
    if not {*_NEEDED} <= {*regions.columns}:
        raise ProblemsError(problems)
    rows = list(sheet_rows(regions, where, STUDY_COLUMNS))
    seen: set[str] = set()
    for place, row in rows:
        problems += _faults(row, seen, place)
        seen.add(row["region_id"])
    if problems:
        raise ProblemsError(problems)
    return [_place(row) for _, row in rows]


def _faults(row: dict[str, str], seen: Iterable[str], where: str) -> list[Problem]:
    """Return what is wrong with a row of ``regions.csv``."""
    slug, level = row["region_id"], row["level"]
    problems = []
    if not (slug.isascii() and slug.isidentifier() and slug == slug.lower()):
        fix = "use small letters, digits and _, beginning with a letter"
        problems.append(Problem(where, f"region_id {slug!r} is no ASCII slug", fix))
    if slug in seen:
        problems.append(Problem(where, f"region_id {slug} stands twice", "choose another"))
    if not row["name_zh"]:
        problems.append(Problem(where, "name_zh is empty", "give the full Chinese name"))
    if level and level not in REGION_LEVELS:
        problems.append(Problem(where, f"unknown level {level}", suggestion(level, REGION_LEVELS)))
    return problems


def _place(row: dict[str, str]) -> Place:
    """Return the place of a row of ``regions.csv``."""
    name = row["name_zh"]
    short = row["short_zh"] or gazetteer.short_name(name)
    aliases = tuple(filter(None, row["aliases"].split("|")))
    return Place(
        key=row["region_id"],
        code=row["region_code"],
        name_zh=name,
        name_en=row["name_en"] or row["region_id"].replace("_", " ").title(),
        short_zh=short,
        level=row["level"] or "other",
        parents=tuple(filter(None, row["parents"].split("|"))),
        aliases=aliases,
        region_id=row["region_id"],
        names=(
            PlaceName(name, short),
            *(PlaceName(one, gazetteer.short_name(one)) for one in aliases),
        ),
    )
