"""Repair of damaged text: every change is one kind, made by one function, and logged.

The kinds come in this order, as each needs what the one before leaves: lines broken at a width,
encoding (text that was once read in a wrong one), shifted GBK (which needs the traditional bytes
and the notes between them), escapes and other programs' marks, paragraphs whose line ends were lost
(told by the blanks that spacing will take away), pinyin notes, traditional script, width, a
newspaper's jump notes, spacing, and headings glued to a paragraph. Each is a pure function of a
line; the traits of the whole document say which of them apply. Repairing a repaired text changes
nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial

import pandas as pd

from policytopics.corpus.by_document import each
from policytopics.corpus.changes import CONFIDENCE, SETTLED, Change, Piece, change, digest, excerpt
from policytopics.corpus.corrections import (
    Correction,
    Corrections,
    apply_corrections,
    stale_change,
    with_new,
)
from policytopics.corpus.damage import Document, Reader, Traits, readers, survey
from policytopics.corpus.escapes import BREAK, unescaped
from policytopics.corpus.evidence import Evidence, WordSource
from policytopics.corpus.jumps import without_jumps
from policytopics.corpus.pinyin import strip_notes
from policytopics.corpus.script import simplified
from policytopics.corpus.spacing import spaced
from policytopics.corpus.typography import cut_glued, widened
from policytopics.corpus.unbroken import paragraphs_in
from policytopics.corpus.wrapped import Joined, join_lines
from policytopics.jieba_words import frequencies
from policytopics.tables.corpus import REPAIRED, REPAIRS

__all__ = ["repair", "repair_line"]

_Row = tuple[object, ...]


def repair_line(
    line: str, of: Traits, *, by: Sequence[Reader] = (), rejected: Collection[str] = ()
) -> tuple[list[str], bool, list[Change]]:
    """Return a line's repaired pieces, whether they are doubtful, and the changes made.

    Parameters
    ----------
    line : str
        One line of the decoded source.
    of : Traits
        Of the document.
    by : sequence of callable
        Each puts bytes together again: returns the line with its changes.
    rejected : collection of str
        Kinds of repair that a person does not want in this line.

    Returns
    -------
    pieces : list of str
        Most often one; several where the line held several paragraphs; none for a blank line.
    doubtful : bool
        Whether the line holds a reading that the bytes do not settle.
    changes : list of (kind, before, after, n_changes, n_characters, confidence)
        In the order made, excerpts with a little of their surroundings.
    """
    text, changes = _put_together(line, by, rejected)
    doubtful = any(one.confidence < SETTLED for one in changes)
    log = _Log()
    if "escape" not in rejected:
        after, number = unescaped(text, question_marks=of.question_marks)
        text = log.add("escape", text, after.strip(), number)
    found = _cut(text, log) if "paragraph" not in rejected else [text] if text else []
    steps = [(kind, step) for kind, step in _steps(of) if kind not in rejected]
    pieces: list[str] = []
    for piece in found:
        for kind, step in steps:
            after, number = step(piece)
            piece = log.add(kind, piece, after, number)
        pieces += _unglued(piece, log) if "heading" not in rejected else [piece] if piece else []
    return pieces, doubtful, [*changes, *log.changes()]


def _put_together(
    line: str, by: Sequence[Reader], rejected: Collection[str]
) -> tuple[str, list[Change]]:
    """Return a line whose bytes are whole again, without blanks at its ends, and the changes."""
    changes: list[Change] = []
    for reader in by:
        after, made = reader(line)
        if made and made[0].kind not in rejected:
            changes += _balanced(made, len(after.strip()) - len(line.strip()))
            line = after
    return line.strip(), changes


class _Log:
    """The changes of a line: of each kind the first is shown, and all are counted."""

    def __init__(self) -> None:
        self._changes: dict[str, Change] = {}

    def add(self, kind: str, before: str, after: str, number: int, grown: int | None = None) -> str:
        """Return the text after a change, which is put on record; ``grown`` if not by as much."""
        if after != before:
            first = self._changes.get(kind)
            shown = first[1:3] if first else change(before, after)
            total, more = (first.n_changes, first.n_characters) if first else (0, 0)
            more += len(after) - len(before) if grown is None else grown
            self._changes[kind] = Change(
                kind, *shown, total + max(number, 1), more, CONFIDENCE[kind]
            )
        return after

    def changes(self) -> list[Change]:
        """Return the changes, in the order in which their kinds were first made."""
        return list(self._changes.values())


def _cut(text: str, log: _Log) -> list[str]:
    """Return the paragraphs of a line, and put on record where it was cut."""
    found = paragraphs_in(text) if text else []
    grown = sum(map(len, found)) - len(text)
    log.add("paragraph", text, BREAK.join(found), len(found) - 1, grown)
    return found


def _unglued(text: str, log: _Log) -> list[str]:
    """Return a paragraph cut before a heading glued to its end, and put that on record."""
    pieces = cut_glued(text) if text else []
    if len(pieces) > 1:
        whole = "".join(pieces)
        log.add("heading", whole, BREAK.join(pieces), 1, len(whole) - len(text))
    return pieces


def _balanced(made: Sequence[Change], grown: int) -> list[Change]:
    """Return changes that add up to what a line grew, blanks at its ends left out."""
    first, *others = made
    return [first._replace(n_characters=grown - sum(one.n_characters for one in others)), *others]


@cache
def _steps(of: Traits) -> list[tuple[str, Callable[[str], tuple[str, int]]]]:
    """Return the kinds of repair of a line of whole characters, in order."""
    return [
        *([("pinyin", strip_notes)] if of.notes else []),
        *([("script", simplified)] if of.traditional else []),
        ("width", partial(widened, question_marks=not of.notes)),
        ("boilerplate", without_jumps),
        ("spacing", spaced),
    ]


def repair(
    sources: pd.DataFrame,
    corrections: Corrections | None = None,
    *,
    words: WordSource = frequencies,
    processes: int = 1,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the repaired lines and the changes made.

    Parameters
    ----------
    sources : pd.DataFrame
        Table ``sources``.
    corrections : mapping of str to mapping of int to sequence of Correction
        What a person corrects, by document_id and line.
    words : callable
        Returns the words of a dictionary with their frequencies; asked only if there are damaged
        bytes to read.
    processes : int
        How many share the documents, where there are many; the answer is the same.

    Returns
    -------
    repaired, repairs : pd.DataFrame
        Tables of these names.
    """
    corrections = corrections or {}
    documents = [survey(row) for row in sources.to_dict("records")]
    evidence = Evidence([(one.sound, one.of.notes, one.of.traditional) for one in documents], words)
    tasks = [
        (place, one, corrections.get(one.document_id, {})) for place, one in enumerate(documents)
    ]
    # Evidence, which is large, is only for those that are damaged.
    whole = each(_mend, [task for task in tasks if not task[1].damaged], processes)
    lines: list[_Row] = []
    changes: list[_Row] = []
    for task in tasks:
        rows, made = _mend(task, evidence) if task[1].damaged else next(whole)
        lines += rows
        changes += made
    return (
        pd.DataFrame(lines, columns=REPAIRED.names),
        pd.DataFrame(changes, columns=REPAIRS.names),
    )


def _mend(
    task: tuple[int, Document, Mapping[int, Sequence[Correction]]],
    evidence: Evidence | None = None,
) -> tuple[list[_Row], list[_Row]]:
    """Return the rows of ``repaired`` and of ``repairs`` of one document."""
    place, document, corrections = task
    name, by = document.document_id, list(readers(document, evidence, place))
    lines: list[_Row] = []
    changes: list[_Row] = []
    whole = join_lines(document.lines)
    for one in whole:
        repaired = partial(repair_line, one.text, document.of, by=by)
        pieces, made = _with_corrections(repaired, corrections.get(one.number, ()))
        lines += [
            (name, one.number, number, *piece, document.script)
            for number, piece in enumerate(pieces, start=1)
        ]
        changes += [(name, one.number, *change) for change in made]
        changes += [(name, number, *change) for number, change in _joins(one, document.lines)]
    for number in sorted(corrections.keys() - {one.number for one in whole}):
        # The document has the line no longer, or not by itself.
        changes += [(name, number, *stale_change(one, ())) for one in corrections[number]]
    return lines, changes


def _with_corrections(
    repaired: Callable[..., tuple[list[str], bool, list[Change]]],
    corrections: Sequence[Correction],
) -> tuple[list[Piece], list[Change]]:
    """Return the pieces and changes of a line, ``repaired`` without what corrections reject."""
    texts, doubtful, changes = repaired()
    hashes = [digest(text) for text in texts]
    valid = [one for one in corrections if one.hash in hashes]
    if rejected := {one.reject for one in valid} - {""}:
        texts, doubtful, changes = repaired(rejected=rejected)
        # A rejected cut joins two pieces: the first hash then stands for both.
        hashes = [hashes[min(i, len(hashes) - 1)] for i in range(len(texts))]
    pieces = [Piece(text, key, doubtful) for text, key in zip(texts, hashes, strict=True)]
    pieces, changes = apply_corrections(pieces, changes, valid)
    outdated = [stale_change(one, pieces) for one in corrections if one not in valid]
    return pieces, with_new(changes, outdated)


def _joins(one: Joined, lines: Sequence[str]) -> Iterator[tuple[int, Change]]:
    """Yield, for each line that was put to the one before it, what left it and what came."""
    confidence = CONFIDENCE["line"]
    for number in one.more:
        size = len(lines[number - 1].strip())
        shown = excerpt(lines[number - 1].strip())
        yield number, Change("line", shown, "", 1, -size, confidence)
    if one.more:
        first = lines[one.number - 1].strip()
        grown = len(one.text.strip()) - len(first)
        shown = excerpt(one.text.strip(), slice(len(first), len(first) + 1))
        yield one.number, Change("line", excerpt(first), shown, len(one.more), grown, confidence)
