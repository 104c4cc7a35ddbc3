"""Repair of damaged text: every change is one kind, made by one function, and logged.

The kinds come in this order, as each needs what the one before leaves: encoding (text that was once
read in a wrong one), shifted GBK (which needs the traditional bytes and the notes between them),
pinyin notes, traditional script, width, a newspaper's jump notes, spacing, and headings glued to a
paragraph. Each is a pure function of a line; the traits of the whole document say which of them
apply. Repairing a repaired text changes nothing.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import pandas as pd

from policytopics.corpus.changes import Change, Piece, change, digest, excerpt
from policytopics.corpus.corrections import Spot, Wish
from policytopics.corpus.evidence import Evidence, Words, dictionary
from policytopics.corpus.jumps import without_jumps
from policytopics.corpus.language import Language
from policytopics.corpus.misread import MISREAD, Misreading, family, shown_as
from policytopics.corpus.pinyin import LEAST_NOTES, count_notes, strip_notes
from policytopics.corpus.script import is_traditional, simplified
from policytopics.corpus.shifted import LOST, Decoder
from policytopics.corpus.spacing import spaced
from policytopics.corpus.typography import cut_glued, widened
from policytopics.tables.corpus import REPAIRED, REPAIRS

__all__ = ["Reader", "Traits", "repair", "repair_line", "traits"]

# Puts bytes together again: a line in, the line and its changes out.
Reader = Callable[[str], tuple[str, list[Change]]]
# So much of what stands before a damaged span is shown with it.
_LEAD = 8
# What each kind rests on: notes and widths are mechanical; a script table has homographs, and
# spacing and glued headings are told by rules of thumb. A shifted span has a confidence of its own.
CONFIDENCE = {
    "pinyin": 1.0,
    "script": 0.95,
    "width": 1.0,
    "boilerplate": 1.0,
    "spacing": 0.95,
    "heading": 0.9,
}

# ASSUME: a reading of a damaged span less sure than this is marked as doubtful. On reports damaged
# anew no wrong reading was surer.
SURE = 0.9


@dataclass(frozen=True)
class Traits:
    """What must be known of a whole document before a line of it is repaired.

    Attributes
    ----------
    notes : bool
        Whether it is of the family with pinyin notes, in which a ``?`` marks damage.
    traditional : bool
        Whether it is written in traditional script.
    """

    notes: bool
    traditional: bool


def traits(lines: Iterable[str]) -> Traits:
    """Return the traits of a document."""
    text = "\n".join(lines)
    return Traits(
        notes=count_notes(text) >= LEAST_NOTES, traditional=is_traditional(strip_notes(text)[0])
    )


def repair_line(
    line: str, of: Traits, *, readers: Sequence[Reader] = (), rejected: Collection[str] = ()
) -> tuple[list[str], bool, list[Change]]:
    """Return a line's repaired pieces, whether they are doubtful, and the changes made.

    Parameters
    ----------
    line : str
        One line of the decoded source.
    of : Traits
        Of the document.
    readers : sequence of callable
        Each puts bytes together again: returns the line with its changes.
    rejected : collection of str
        Kinds of repair that a person does not want in this line.

    Returns
    -------
    pieces : list of str
        One, or two where a heading was glued to the paragraph before; none for a blank line.
    doubtful : bool
        Whether the line holds a reading that the bytes do not settle.
    changes : list of (kind, before, after, n_changes, n_characters, confidence)
        In the order made, excerpts with a little of their surroundings.
    """
    text = line
    changes: list[Change] = []
    for reader in readers:
        after, made = reader(text)
        if made and made[0].kind not in rejected:
            changes += _balanced(made, len(after.strip()) - len(text.strip()))
            text = after
    text = text.strip()
    doubtful = any(one.confidence < SURE for one in changes)
    for kind, step in _steps(of):
        after, n_changes = step(text) if kind not in rejected else (text, 0)
        if after != text:
            excerpts, grown = change(text, after), len(after) - len(text)
            changes.append(Change(kind, *excerpts, max(n_changes, 1), grown, CONFIDENCE[kind]))
        text = after
    pieces = cut_glued(text) if text and "heading" not in rejected else [text] if text else []
    if len(pieces) > 1:
        joined, cut = "".join(pieces), "\n".join(pieces)
        grown = len(joined) - len(text)
        excerpts = change(joined, cut)
        changes.append(Change("heading", *excerpts, 1, grown, CONFIDENCE["heading"]))
    return pieces, doubtful, changes


def _balanced(made: Sequence[Change], grown: int) -> list[Change]:
    """Return changes that add up to what a line grew, blanks at its ends left out."""
    first, *others = made
    return [first._replace(n_characters=grown - sum(one.n_characters for one in others)), *others]


def _steps(of: Traits) -> Iterator[tuple[str, Callable[[str], tuple[str, int]]]]:
    """Yield the kinds of repair of a line of whole characters, in order."""
    if of.notes:
        yield "pinyin", strip_notes
    if of.traditional:
        yield "script", simplified
    yield "width", partial(widened, question_marks=not of.notes)
    yield "boilerplate", without_jumps
    yield "spacing", spaced


def repair(
    sources: pd.DataFrame, wishes: Mapping[Spot, Wish] | None = None, *, words: Words = dictionary
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the repaired lines and the changes made.

    Parameters
    ----------
    sources : pd.DataFrame
        Table ``sources``.
    wishes : mapping of (document_id, line) to Wish
        What a person corrects.
    words : callable
        Returns the words of a dictionary with their frequencies; asked only if there are damaged
        bytes to read.

    Returns
    -------
    repaired, repairs : pd.DataFrame
        Tables of these names.
    """
    known = [_survey(row) for row in sources.to_dict("records")]
    evidence = Evidence([(one.sound, one.of.notes, one.of.traditional) for one in known], words)
    lines: list[dict[str, object]] = []
    changes: list[dict[str, object]] = []
    for place, document in enumerate(known):
        readers = list(_readers(document, evidence, place))
        for number, line in enumerate(document.lines, start=1):
            found = repair_line(line, document.of, readers=readers)
            wish = (wishes or {}).get((document.document_id, number))
            pieces, doubtful, made = found
            rows = [Piece(text, digest(text), doubtful) for text in pieces]
            if wish is not None:
                rows, made = wish.fulfil(
                    rows, made, partial(repair_line, line, document.of, readers=readers)
                )
            spot = {"document_id": document.document_id, "line": number}
            lines += [
                {**spot, "piece": piece, **asdict(row), "script": document.script}
                for piece, row in enumerate(rows, start=1)
            ]
            changes += [{**spot, **one._asdict()} for one in made]
        changes += _beyond(document, wishes or {})
    return (
        pd.DataFrame(lines, columns=[column.name for column in REPAIRED.columns]),
        pd.DataFrame(changes, columns=[column.name for column in REPAIRS.columns]),
    )


def _beyond(document: "_Document", wishes: Mapping[Spot, Wish]) -> list[dict[str, object]]:
    """Return what was wished of lines that a document no longer has."""
    return [
        {"document_id": name, "line": line, **one._asdict()}
        for (name, line), wish in wishes.items()
        if name == document.document_id and line > len(document.lines)
        for one in wish.fulfil([], [], repair_line)[1]
    ]


@dataclass(frozen=True)
class _Document:
    """A source and what must be known of the whole of it.

    Attributes
    ----------
    lines : list of str
        As decoded.
    sound : list of str
        The same; of a misread document, the stretches that lost no byte.
    misreading : Misreading or None
        How it was misread, where that is still to be undone.
    once_misread : bool
        Whether it was misread, and the reader undid it exactly.
    """

    document_id: str
    lines: Sequence[str]
    sound: Sequence[str]
    of: Traits
    misreading: Misreading | None
    once_misread: bool

    @property
    def script(self) -> str:
        """Return the script before repair."""
        return "traditional" if self.of.traditional else "simplified"


def _survey(source: dict[Hashable, Any]) -> _Document:
    """Return a document of the table ``sources`` with its traits."""
    lines = source["lines"]
    marked = source["encoding"].startswith(MISREAD)
    name = family("\n".join(lines)) if marked else ""
    misreading = Misreading(lines, name) if name else None
    sound = [one for line in lines for one in misreading.certain(line)] if misreading else lines
    return _Document(
        source["document_id"], lines, sound, traits(sound), misreading, marked and not name
    )


def _readers(document: _Document, evidence: Evidence, place: int) -> Iterator[Reader]:
    """Yield what puts the bytes of a document together again."""
    if document.once_misread:
        yield _once_misread
    if document.misreading:
        yield partial(_undone, misreading=document.misreading, language=evidence.language(place))
    if document.of.notes and any(map(LOST.search, document.sound)):
        yield partial(_unshifted, decoder=evidence.decoder(place))


def _once_misread(line: str) -> tuple[str, list[Change]]:
    """Return a line that the reader has mended, and that it did."""
    garbled = shown_as(line)
    if garbled == line:
        return line, []
    number = sum(not one.isascii() for one in line)
    return line, [Change("encoding", excerpt(garbled), excerpt(line), number, 0, 1.0)]


def _undone(line: str, misreading: Misreading, language: Language) -> tuple[str, list[Change]]:
    """Return a misread line as it was; a change for the whole, and one for each doubtful place."""
    text, losses = misreading.undo(line, language)
    if text == line:
        return line, []
    number = sum(not one.isascii() for one in text)
    grown = len(text) - len(line)
    changes = {"": Change("encoding", excerpt(line), excerpt(text), number, grown, 1.0)}
    for one in losses:
        if one.confidence < SURE:
            before = excerpt(line, one.shown)
            least = changes.get(before, changes[""]).confidence
            after = excerpt(text, one.mended)
            sure = min(least, one.confidence)
            changes[before] = Change("encoding", before, after, 1, 0, sure)
    whole = changes.pop("")
    # A line so short that the place is the whole of it is one change.
    return text, [whole, *(one for one in changes.values() if one.before != whole.before)]


def _unshifted(line: str, decoder: Decoder) -> tuple[str, list[Change]]:
    """Return a line with its shifted spans read, and each of them."""
    line = line.strip()
    text, position = "", 0
    changes: dict[str, Change] = {}
    for span in decoder.spans(line):
        text += line[position : span.start]
        before, after = line[span.start : span.stop], span.text
        lead = text[-_LEAD:]
        text += after
        position = span.stop
        if before != after or span.confidence < SURE:
            shown = excerpt(lead + before)
            _, _, _, number, grown, least = changes.get(shown, ("", "", "", 0, 0, 1.0))
            changes[shown] = Change(
                "shifted_gbk", shown, excerpt(lead + after), number + 1,
                grown + len(after) - len(before), min(least, span.confidence),
            )  # fmt: skip
    return text + line[position:], list(changes.values())
