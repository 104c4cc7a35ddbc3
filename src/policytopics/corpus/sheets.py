"""The sheets that people keep: read as text, whatever program saved them."""

import csv
import io
from pathlib import Path

import pandas as pd

from policytopics.corpus.decode import decode
from policytopics.corpus.places import Places, study_places
from policytopics.gazetteer import read_divisions
from policytopics.problems import Problem, ProblemsError

__all__ = ["parse_sheet", "read_places", "read_sheet"]


def read_sheet(path: str | None) -> pd.DataFrame | None:
    """Return a CSV file's cells as strings, or None without a path.

    Raises
    ------
    ProblemsError
        If it is no text, has no header, or a row has more cells than the header.
    """
    return None if path is None else parse_sheet(Path(path).read_bytes(), Path(path).name)


def parse_sheet(data: bytes, name: str) -> pd.DataFrame:
    """Return the cells of a CSV file; spreadsheets save it as UTF-8 or as GB18030."""
    decoded = decode(data)
    if decoded is None:
        raise ProblemsError([Problem(name, "not a text file", "save it as CSV, in UTF-8")])
    rows = [row for row in csv.reader(io.StringIO(decoded.text)) if any(map(str.strip, row))]
    if not rows:
        raise ProblemsError([Problem(name, "the file is empty", "give it a header line")])
    header = [cell.strip() for cell in rows[0]]
    if long := [line for line, row in enumerate(rows, start=1) if len(row) > len(header)]:
        fix = "put a text with commas in quotation marks"
        what = f"more cells than the {len(header)} of the header"
        raise ProblemsError([Problem(f"{name}:{line}", what, fix) for line in long])
    cells = [[*row, *[""] * (len(header) - len(row))] for row in rows[1:]]
    return pd.DataFrame(cells, columns=header, dtype="str")


def read_places(gazetteer: str, study_regions: str | None) -> Places:
    """Return the places of the gazetteer and those that a study's ``regions.csv`` adds."""
    sheet = read_sheet(study_regions)
    added = [] if sheet is None else study_places(sheet, Path(str(study_regions)).name)
    return Places.of(read_divisions(gazetteer), added)
