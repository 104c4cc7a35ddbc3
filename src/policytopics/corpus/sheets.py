"""The sheets that people keep: read as text, whatever program saved them."""

import csv
import io
from pathlib import Path

import pandas as pd

from policytopics.corpus.decode import decode
from policytopics.corpus.places import Places
from policytopics.corpus.study_regions import study_places
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
    """Return the cells of a CSV file; spreadsheets save it as UTF-8 or as GB18030.

    The index tells the line of the file that each row begins in.
    """
    decoded = decode(data)
    if decoded is None:
        raise ProblemsError([Problem(name, "not a text file", "save it as CSV, in UTF-8")])
    rows: dict[int, list[str]] = {}
    reader, line = csv.reader(io.StringIO(decoded.text)), 1
    for row in reader:
        if any(map(str.strip, row)):
            rows[line] = row
        line = reader.line_num + 1
    if not rows:
        raise ProblemsError([Problem(name, "the file is empty", "give it a header line")])
    (_, header), *cells = rows.items()
    header = [cell.strip() for cell in header]
    if long := [line for line, row in cells if len(row) > len(header)]:
        fix = "put a text with commas in quotation marks"
        what = f"more cells than the {len(header)} of the header"
        raise ProblemsError([Problem(f"{name}:{line}", what, fix) for line in long])
    return pd.DataFrame(
        [[*row, *[""] * (len(header) - len(row))] for _, row in cells],
        columns=header, index=[line for line, _ in cells], dtype="str",
    )  # fmt: skip


def read_places(gazetteer: str, study_regions: str | None) -> Places:
    """Return the places of the gazetteer and those that a study's ``regions.csv`` adds."""
    sheet = read_sheet(study_regions)
    added = [] if sheet is None else study_places(sheet, Path(str(study_regions)).name)
    return Places.of(read_divisions(gazetteer), added)
