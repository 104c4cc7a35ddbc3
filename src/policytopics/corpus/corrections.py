"""``corrections.csv``: what a person says of single lines, applied at every run.

A correction names a document, a line and the hash of the text it was made for (column ``text_hash``
of ``paragraphs.csv``: of the text as the program repairs it, before any correction). Where that
text has changed since, the correction is told of and not applied.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from policytopics.corpus.changes import CONFIDENCE, SETTLED, Change, Piece, excerpt
from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.sheets import column_problems, sheet_rows, yes_or_no
from policytopics.tables.corpus import PARTS, ROLES

__all__ = [
    "CORRECTIONS_CSV",
    "CORRECTION_COLUMNS",
    "Correction",
    "Corrections",
    "apply_corrections",
    "check_corrections",
    "stale",
    "stale_change",
    "with_new",
]

CORRECTIONS_CSV = "corrections.csv"
_EDITS = ("role", "part", "text", "exclude", "accept", "reject")
CORRECTION_COLUMNS = ("document", "line", "hash", *_EDITS, "note")
# What can be accepted or rejected: a line that was put to another has no hash of its own.
_KINDS = {"encoding", "shifted_gbk", *CONFIDENCE} - {"line"}
# Kind of a correction, and of one that was not applied, in the table ``repairs``.
APPLIED, STALE = "correction", "stale_correction"


@dataclass(frozen=True)
class Correction:
    """One row of the sheet; what it leaves alone is empty.

    Attributes
    ----------
    where : str
        ``corrections.csv:2``.
    """

    where: str
    hash: str
    role: str = ""
    part: str = ""
    text: str = ""
    exclude: bool = False
    accept: str = ""
    reject: str = ""

    @property
    def given_role(self) -> str:
        """Return the role that it gives, or the empty string."""
        return "boilerplate" if self.exclude else self.role


# By document_id and line.
Corrections = Mapping[str, Mapping[int, Sequence[Correction]]]


def apply_corrections(
    pieces: Sequence[Piece], changes: Sequence[Change], corrections: Sequence[Correction]
) -> tuple[list[Piece], list[Change]]:
    """Return a line's pieces as corrected, and its changes with the corrections.

    Parameters
    ----------
    pieces, changes : sequences
        Of the line as repaired, without the kinds of repair that a correction rejects.
    corrections : sequence of Correction
        Those whose hash is that of a piece.
    """
    found, made = list(pieces), list(changes)
    accepted = {one.accept for one in corrections} - {""}
    made = [one._replace(confidence=1.0) if one.kind in accepted else one for one in made]
    if accepted and all(one.confidence >= SETTLED for one in made):
        found = [piece._replace(doubtful=False) for piece in found]
    for one in corrections:
        meant = [piece for piece in found if piece.text_hash == one.hash]
        made = with_new(made, [edit for piece in meant for edit in _edits(piece, one)])
        found = [_edited(piece, one) if piece.text_hash == one.hash else piece for piece in found]
    return found, made


def _edited(piece: Piece, one: Correction) -> Piece:
    """Return a piece with a correction's text, role and part."""
    return piece._replace(
        text=one.text or piece.text,
        doubtful=piece.doubtful and not one.text,
        given_role=one.given_role or piece.given_role,
        given_part=one.part or piece.given_part,
    )


def _edits(piece: Piece, one: Correction) -> Iterator[Change]:
    """Yield the changes that a correction of a piece is."""
    shown = excerpt(piece.text)
    if one.text:
        grown = len(one.text) - len(piece.text)
        yield Change(APPLIED, shown, excerpt(one.text), 1, grown, 1.0)
    said = {
        "exclude" if one.exclude else "role": one.given_role, "part": one.part,
        "accept": one.accept, "reject": one.reject,
    }  # fmt: skip
    for name, value in said.items():
        if value:
            yield Change(APPLIED, f"{name}: {value}: {shown}", f"{name}: {value}", 1, 0, 1.0)


def stale_change(one: Correction, pieces: Sequence[Piece]) -> Change:
    """Return the change that was not made, as the text is no longer that of the correction."""
    text = excerpt("".join(piece.text for piece in pieces))
    return Change(STALE, f"{one.where}: {one.hash}", text, 1, 0, 0.0)


def with_new(changes: Sequence[Change], more: Iterable[Change]) -> list[Change]:
    """Return changes with those that are not among them: of another kind, or text before."""
    known = {(one.kind, one.before) for one in changes}
    return [*changes, *(one for one in more if (one.kind, one.before) not in known)]


def check_corrections(
    sheet: pd.DataFrame | None, sources: pd.DataFrame
) -> dict[str, dict[int, list[Correction]]]:
    """Return the corrections by document_id and line.

    Parameters
    ----------
    sheet : pd.DataFrame or None
        All strings; its index tells the lines of the file. None: there are no corrections.
    sources : pd.DataFrame
        Table ``sources``.

    Raises
    ------
    ProblemsError
        For unknown columns, documents, lines, roles, parts and kinds, and rows that say nothing or
        contradict themselves or each other.
    """
    if sheet is None:
        return {}
    documents = dict(zip(sources["document_id"], sources["file"], strict=True))
    problems = column_problems(sheet, CORRECTIONS_CSV, CORRECTION_COLUMNS[:3], CORRECTION_COLUMNS)
    if not {*CORRECTION_COLUMNS[:3]} <= {*sheet.columns}:
        raise ProblemsError(problems)
    found: dict[str, dict[int, list[Correction]]] = {}
    for where, cells in sheet_rows(sheet, CORRECTIONS_CSV, CORRECTION_COLUMNS):
        (name, number), wrong = _place(cells, documents, where)
        one, more = _correction(cells, where)
        known = found.setdefault(name, {}).setdefault(number, [])
        problems += [*wrong, *more, *_clashes(one, known)]
        known.append(one)
    if problems:
        raise ProblemsError(problems)
    return found


def _place(
    cells: Mapping[str, str], documents: Mapping[str, str], where: str
) -> tuple[tuple[str, int], list[Problem]]:
    """Return the line a row is about: its document by id, path or name of its file."""
    name, number = cells["document"], cells["line"]
    ids = [
        document_id
        for document_id, file in documents.items()
        if name in (document_id, file, PurePosixPath(file).name)
    ]
    problems = []
    if len(ids) != 1:
        what = f"{len(ids)} documents are called {name}" if ids else f"no document {name}"
        fix = "give its document_id" if ids else suggestion(name, documents)
        problems.append(Problem(where, what, fix))
    if not (number.isascii() and number.isdigit() and int(number)):
        fix = "take it from the column line of paragraphs.csv"
        problems.append(Problem(where, f"line {number or '(empty)'} is none", fix))
    return (ids[0] if ids else "", 0 if problems else int(number)), problems


def _correction(cells: Mapping[str, str], where: str) -> tuple[Correction, list[Problem]]:
    """Return what a row corrects."""
    problems = []
    if not cells["hash"]:
        fix = "copy the text_hash of the paragraph from paragraphs.csv"
        problems.append(Problem(where, "hash is empty", fix))
    if not any(cells[name] for name in _EDITS):
        fix = f"fill one of: {', '.join(_EDITS)}; or remove the row"
        problems.append(Problem(where, "corrects nothing", fix))
    allowed = {"role": ROLES, "part": PARTS, "accept": _KINDS, "reject": _KINDS}
    for name, values in allowed.items():
        if cells[name] and cells[name] not in values:
            what = f"{name}: {cells[name]} is unknown"
            problems.append(Problem(where, what, suggestion(cells[name], values)))
    exclude = yes_or_no(cells["exclude"])
    if exclude is None:
        what = f"exclude: {cells['exclude'].lower()} is neither"
        problems.append(Problem(where, what, "write yes or no"))
    if exclude and cells["role"]:
        problems.append(Problem(where, "both exclude and role are filled", "leave one empty"))
    if cells["accept"] and cells["accept"] == cells["reject"]:
        problems.append(Problem(where, "accepts and rejects the same", "leave one empty"))
    given = {name: cells[name] for name in ("hash", "role", "part", "text", "accept", "reject")}
    return Correction(where, **given, exclude=bool(exclude)), problems


def _clashes(one: Correction, known: Sequence[Correction]) -> list[Problem]:
    """Return where a row says of the same text what another says already."""
    return [
        Problem(one.where, f"{name} is given a second time, after {other.where}", "remove one")
        for other in known
        for name in ("role", "part", "text", "exclude")
        if other.hash == one.hash and getattr(one, name) and getattr(other, name)
    ]


def stale(repairs: pd.DataFrame) -> dict[str, list[str]]:
    """Return what to say of corrections that were not applied, by document."""
    told: dict[str, list[str]] = {}
    for row in repairs[repairs["kind"] == STALE].to_dict("records"):
        where = str(row["before"]).partition(": ")[0]
        what = f"correction {where} not applied: the text of line {row['line']} has changed"
        told.setdefault(str(row["document_id"]), []).append(what)
    return told
