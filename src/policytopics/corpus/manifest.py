"""``documents.csv``: what a person says of each document, checked before it is believed.

Cells that the program wrote itself, and that nobody changed or checked, are not a person's word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import pandas as pd

from policytopics.corpus.draft import CELLS, written
from policytopics.corpus.places import Place, Places
from policytopics.problems import Problem, suggestion
from policytopics.sheets import column_problems, sheet_rows, yes_or_no
from policytopics.tables.corpus import KINDS

__all__ = ["MANIFEST_COLUMNS", "MANIFEST_CSV", "Given", "check_manifest"]

MANIFEST_CSV = "documents.csv"
# The first are used; the others are accepted, as people keep them and `make manifest` writes them.
MANIFEST_COLUMNS = (
    "file", "region", "region_code", "year", "period", "kind", "title", "exclude",
    "starts_mid_document", "ends_mid_document", "city", "province", "script", "year_in_text",
    "confidence", "evidence", "note", "checked", "status", "guesses", "recognised",
)  # fmt: skip
_SWITCHES = ("exclude", "starts_mid_document", "ends_mid_document")
_CHECKED = "checked"
_YEARS = range(1949, 2101)
_PERIOD = re.compile(r"\d{4}([-–—]\d{4})?")
_BRACKETS = re.compile(r"[()（）]")


@dataclass(frozen=True)
class Given:
    """What the manifest gives for one document; empty where it leaves the finding to us.

    Attributes
    ----------
    where : str
        ``documents.csv:2``.
    region : str
        Key of the place.
    switches : dict of str to bool
        Of ``exclude``, ``starts_mid_document`` and ``ends_mid_document`` those that are filled.
    """

    where: str
    region: str = ""
    year: str = ""
    period: str = ""
    kind: str = ""
    title: str = ""
    switches: Mapping[str, bool] = field(default_factory=dict)


def check_manifest(
    manifest: pd.DataFrame | None, files: Sequence[str], places: Places
) -> tuple[dict[str, Given], list[Problem]]:
    """Return what is given for each file, and what is wrong with the manifest.

    Parameters
    ----------
    manifest : pd.DataFrame or None
        All strings, empty cells empty; its index tells the lines of the file. None: nothing is
        given.
    files : sequence of str
        Paths of the documents below the corpus folder.
    places : Places
        The regions known.

    Returns
    -------
    given : dict of str to Given
        Keyed by file, as in ``files``.
    problems : list of Problem
        Unknown columns; files missing or listed twice; regions, years and kinds that are none.
    """
    if manifest is None:
        return {}, []
    problems = column_problems(manifest, MANIFEST_CSV, ["file"], MANIFEST_COLUMNS)
    if "file" not in manifest.columns:
        return {}, problems
    given: dict[str, Given] = {}
    for where, cells in sheet_rows(manifest, MANIFEST_CSV, MANIFEST_COLUMNS):
        file, wrong = _file(cells["file"], files, given, where)
        one, more = _row(_of_a_person(cells), places, where)
        problems += wrong + more
        if not wrong:
            given[file] = one
    return given, problems


def _file(
    name: str, files: Sequence[str], given: Mapping[str, Given], where: str
) -> tuple[str, list[Problem]]:
    """Return the document a row is about."""
    matches = [file for file in files if name in (file, PurePosixPath(file).name)]
    if len(matches) != 1:
        what = f"{len(matches)} files are called {name}" if matches else f"no file {name}"
        fix = "give the path below the corpus folder" if matches else suggestion(name, files)
        return "", [Problem(where, what, fix)]
    if matches[0] in given:
        twin = given[matches[0]].where
        return "", [Problem(where, f"{name} stands here a second time, after {twin}", "remove one")]
    return matches[0], []


def _of_a_person(cells: Mapping[str, str]) -> dict[str, str]:
    """Return a row without the cells that are still as the program wrote them."""
    if yes_or_no(cells[_CHECKED]):
        return dict(cells)
    ours = written(cells["recognised"])
    changed = {name for name in CELLS if cells[name] != ours.get(name, "")}
    # A region that was changed goes without the code of the one before it, and the other way.
    if changed & {"region", "region_code"}:
        changed |= {"region", "region_code"} - {
            name for name in ("region", "region_code") if cells[name] == ours.get(name)
        }
    return {
        name: "" if name in CELLS and name not in changed else cell for name, cell in cells.items()
    }


def _row(cells: Mapping[str, str], places: Places, where: str) -> tuple[Given, list[Problem]]:
    """Return what a row gives."""
    region, problems = _region(cells, places, where)
    year, kind, period = cells["year"], cells["kind"], cells["period"]
    if year and not (year.isdigit() and int(year) in _YEARS):
        fix = f"a year from {_YEARS[0]} to {_YEARS[-1]}, or leave it empty"
        problems.append(Problem(where, f"year {year} is none", fix))
    if kind and kind not in KINDS:
        problems.append(Problem(where, f"unknown kind {kind}", suggestion(kind, KINDS)))
    if period and not _PERIOD.fullmatch(period):
        problems.append(Problem(where, f"period {period} is none", "write it as 2021-2025"))
    switches = {}
    for name in (*_SWITCHES, _CHECKED):
        said = yes_or_no(cells[name])
        if said is None:
            what = f"{name}: {cells[name].lower()} is neither"
            problems.append(Problem(where, what, "write yes or no"))
        elif cells[name] and name != _CHECKED:
            switches[name] = said
    return Given(where, region, year, period, kind, cells["title"], switches), problems


def _region(cells: Mapping[str, str], places: Places, where: str) -> tuple[str, list[Problem]]:
    """Return the key of the place that a row names by code, id or name."""
    code, name = cells["region_code"], cells["region"]
    year = int(cells["year"]) if cells["year"].isdigit() else None
    if code:
        coded = [key for key, place in places.by_key.items() if place.code == code]
        keys = places.nearest(coded, year)
        fix = "mend the code, or add the region to regions.csv"
        return (keys[0], []) if keys else ("", [Problem(where, f"no division {code}", fix)])
    if not name:
        return "", []
    keys = places.nearest(_resolve(name, places), year)
    above = [cells[key] for key in ("city", "province") if cells[key]]
    fitting = [key for key in keys if all(_is_above(places.by_key[key], one) for one in above)]
    if len(fitting) == 1:
        return fitting[0], []
    if not fitting:
        fix = "give its full name or its code, or add it to regions.csv"
        return "", [Problem(where, f"unknown region {name}", fix)]
    named = [places.by_key[key] for key in fitting]
    options = ", ".join(
        f"{one.code or one.key} {''.join(one.parents)}{one.name_zh}" for one in named
    )
    return "", [Problem(where, f"{name} may be any of: {options}", "fill in region_code")]


def _resolve(name: str, places: Places) -> tuple[str, ...]:
    """Return the keys of the places that a cell may mean: by key, whole, short or partial name."""
    if name in places.by_key:
        return (name,)
    for one in (name, *filter(None, _BRACKETS.split(name))):
        if keys := places.full.get(one) or places.short.get(one):
            return keys
        # Names written with what is above them: 江苏省苏州市姑苏区.
        found = places.mentions(one, short=True)
        if found and found[-1].start + len(found[-1].name) == len(one):
            before = {key for mention in found[:-1] for key in mention.keys}
            inner = tuple(
                key for key in found[-1].keys if before & set(places.by_key[key].parent_keys)
            )
            if inner:
                return inner
    slug = name.lower().replace(" ", "_")
    return tuple(k for k, p in places.by_key.items() if p.name_en.lower().replace(" ", "_") == slug)


def _is_above(place: Place, name: str) -> bool:
    """Return whether a division of this name lies above a place."""
    return any(name in (parent, parent[: len(name)]) for parent in place.parents)
