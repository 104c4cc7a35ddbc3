"""``corrections.csv``: what a person says of single lines, applied at every run.

A correction names a document, a line and the hash of the text it was made for (column ``text_hash``
of ``paragraphs.csv``: of the text as the program repairs it, before any correction). Where that
text has changed since, the correction is told of and not applied.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pandas as pd

from policytopics.corpus.changes import Change, Piece, excerpt
from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.sheets import column_problems
from policytopics.tables.corpus import PARTS, ROLES

__all__ = [
    "CORRECTIONS_CSV",
    "CORRECTION_COLUMNS",
    "Correction",
    "LineCorrections",
    "Spot",
    "check_corrections",
    "stale",
]

CORRECTIONS_CSV = "corrections.csv"
_EDITS = ("role", "part", "text", "exclude", "accept", "reject")
CORRECTION_COLUMNS = ("document", "line", "hash", *_EDITS, "note")
# What can be accepted or rejected, as the table ``repairs`` names it.
_KINDS = (
    "encoding",
    "shifted_gbk",
    "escape",
    "paragraph",
    "pinyin",
    "script",
    "width",
    "boilerplate",
    "spacing",
    "heading",
)
_YES, _NO = {"yes", "true", "1", "y", "是"}, {"no", "false", "0", "n", "否", ""}
# Kind of a correction, and of one that was not applied, in the table ``repairs``.
APPLIED, STALE = "correction", "stale_correction"

Spot = tuple[str, int]


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


Repaired = tuple[list[str], bool, list[Change]]


@dataclass(frozen=True)
class LineCorrections:
    """All corrections of one line."""

    corrections: tuple[Correction, ...]

    def applied(
        self, pieces: Sequence[Piece], changes: Sequence[Change], again: Callable[..., Repaired]
    ) -> tuple[list[Piece], list[Change]]:
        """Return the line's pieces as corrected, and its changes with the corrections.

        Parameters
        ----------
        pieces, changes : sequences
            Of the line as the program repairs it.
        again : callable
            Repairs the line without the kinds it is given as ``rejected``.
        """
        hashes = {piece.text_hash for piece in pieces}
        good = [one for one in self.corrections if one.hash in hashes]
        lost = [one for one in self.corrections if one.hash not in hashes]
        found, made = list(pieces), list(changes)
        rejected = {one.reject for one in good if one.reject}
        if rejected:
            texts, doubtful, made = again(rejected=rejected)
            # A rejected cut joins two pieces: the first hash then stands for both.
            found = [
                Piece(text, pieces[min(i, len(pieces) - 1)].text_hash, doubtful)
                for i, text in enumerate(texts)
            ]
        accepted = {one.accept for one in good if one.accept}
        made = [one._replace(confidence=1.0) if one.kind in accepted else one for one in made]
        if accepted and all(one.confidence >= _SETTLED for one in made):
            found = [replace(piece, doubtful=False) for piece in found]
        for one in good:
            found, more = _edited(found, one)
            made = _with(made, more)
        return found, _with(made, [_stale(one, found) for one in lost])


# A change a person accepted is as sure as can be; any below this keeps the line doubtful.
_SETTLED = 0.9


def _edited(pieces: Sequence[Piece], one: Correction) -> tuple[list[Piece], list[Change]]:
    """Return the pieces with a correction's role, part and text, and the changes that are these."""
    found, made = [], []
    role = "boilerplate" if one.exclude else one.role
    for piece in pieces:
        if piece.text_hash != one.hash:
            found.append(piece)
            continue
        shown = excerpt(piece.text)
        if one.text:
            grown = len(one.text) - len(piece.text)
            made.append(Change(APPLIED, shown, excerpt(one.text), 1, grown, 1.0))
            piece = replace(piece, text=one.text, doubtful=False)
        given = {"exclude" if one.exclude else "role": role, "part": one.part}
        told = [f"{name}: {value}" for name, value in given.items() if value]
        told += [f"{name}: {kind}" for name, kind in (("accept", one.accept),
                 ("reject", one.reject)) if kind]  # fmt: skip
        made += [Change(APPLIED, f"{each}: {shown}", each, 1, 0, 1.0) for each in told]
        found.append(
            replace(
                piece,
                given_role=role or piece.given_role,
                given_part=one.part or piece.given_part,
            )
        )
    return found, made


def _stale(one: Correction, pieces: Sequence[Piece]) -> Change:
    """Return the change that was not made, as the text is no longer that of the correction."""
    text = excerpt("".join(piece.text for piece in pieces))
    return Change(STALE, f"{one.where}: {one.hash}", text, 1, 0, 0.0)


def _with(made: Sequence[Change], more: Sequence[Change]) -> list[Change]:
    """Return changes without repeating one."""
    known = {(one.kind, one.before) for one in made}
    return [*made, *(one for one in more if (one.kind, one.before) not in known)]


def check_corrections(
    sheet: pd.DataFrame | None, sources: pd.DataFrame
) -> dict[Spot, LineCorrections]:
    """Return the corrections of each line.

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
    found: dict[Spot, list[Correction]] = {}
    for line, row in zip(sheet.index, sheet.to_dict("records"), strict=True):
        cells = {name: str(row.get(name, "")).strip() for name in CORRECTION_COLUMNS}
        where = f"{CORRECTIONS_CSV}:{line}"
        spot, wrong = _spot(cells, documents, where)
        one, more = _correction(cells, where)
        known = found.setdefault(spot, [])
        problems += [*wrong, *more, *_clashes(one, known)]
        known.append(one)
    if problems:
        raise ProblemsError(problems)
    return {spot: LineCorrections(tuple(ones)) for spot, ones in found.items()}


def _spot(
    cells: Mapping[str, str], documents: Mapping[str, str], where: str
) -> tuple[Spot, list[Problem]]:
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
    switch = cells["exclude"].lower()
    if switch not in _YES | _NO:
        problems.append(Problem(where, f"exclude: {switch} is neither", "write yes or no"))
    if switch in _YES and cells["role"]:
        problems.append(Problem(where, "both exclude and role are filled", "leave one empty"))
    if cells["accept"] and cells["accept"] == cells["reject"]:
        problems.append(Problem(where, "accepts and rejects the same", "leave one empty"))
    given = {name: cells[name] for name in ("hash", "role", "part", "text", "accept", "reject")}
    return Correction(where, **given, exclude=switch in _YES), problems


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
