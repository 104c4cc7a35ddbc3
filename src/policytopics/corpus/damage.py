"""What is damaged in a document as a whole, and the functions that put its bytes together again.

Lines are mended one by one (`policytopics.corpus.repair`), but which repairs apply, and how a lost
byte reads, only the document shows, and the others beside it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from policytopics.corpus.changes import SETTLED, Change, excerpt
from policytopics.corpus.evidence import Evidence
from policytopics.corpus.language import Language
from policytopics.corpus.misread import MISREAD, Misreading, family, shown_as
from policytopics.corpus.pinyin import LEAST_NOTES, count_notes, strip_notes
from policytopics.corpus.script import is_traditional
from policytopics.corpus.shifted import LOST_BYTE, Decoder

__all__ = ["Document", "Reader", "Traits", "readers", "survey", "traits"]

# Puts bytes together again: a line in, the line and its changes out.
Reader = Callable[[str], tuple[str, list[Change]]]
# So much of what stands before a damaged span is shown with it.
_LEAD = 8


@dataclass(frozen=True)
class Traits:
    """Traits of a whole document that decide how a line of it is repaired.

    Attributes
    ----------
    notes : bool
        Whether it is of the family with pinyin notes, in which a ``?`` marks damage.
    traditional : bool
        Whether it is written in traditional script.
    misread : bool
        Whether it lost bytes when it was once read in a wrong encoding: ``?`` may stand for one.
    """

    notes: bool
    traditional: bool
    misread: bool = False

    @property
    def question_marks(self) -> bool:
        """Return whether a question mark is a mark or a lost blank, but never a lost byte."""
        return not (self.notes or self.misread)


def traits(lines: Iterable[str]) -> Traits:
    """Return the traits of a document."""
    text = "\n".join(lines)
    return Traits(
        notes=count_notes(text) >= LEAST_NOTES, traditional=is_traditional(strip_notes(text)[0])
    )


@dataclass(frozen=True)
class Document:
    """A source with its traits and its misreading.

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

    @property
    def shifted(self) -> bool:
        """Return whether some of its spans are read one byte late."""
        return self.of.notes and any(map(LOST_BYTE.search, self.sound))

    @property
    def damaged(self) -> bool:
        """Return whether it takes other texts to read it."""
        return self.misreading is not None or self.shifted


def survey(source: dict[Hashable, Any]) -> Document:
    """Return a document of the table ``sources`` with its traits."""
    lines = source["lines"]
    marked = source["encoding"].startswith(MISREAD)
    name = family("\n".join(lines)) if marked else ""
    misreading = Misreading(lines, name) if name else None
    sound = [one for line in lines for one in misreading.certain(line)] if misreading else lines
    of = replace(traits(sound), misread=misreading is not None)
    return Document(source["document_id"], lines, sound, of, misreading, marked and not name)


def readers(document: Document, evidence: Evidence | None, place: int) -> Iterator[Reader]:
    """Yield what puts the bytes of a document together again; evidence if it is damaged."""
    if document.once_misread:
        yield _once_misread
    if evidence is None:
        return
    if document.misreading:
        yield partial(_undone, misreading=document.misreading, language=evidence.language(place))
    if document.shifted:
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
        if one.confidence < SETTLED:
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
        if before != after or span.confidence < SETTLED:
            shown = excerpt(lead + before)
            _, _, _, number, grown, least = changes.get(shown, ("", "", "", 0, 0, 1.0))
            changes[shown] = Change(
                "shifted_gbk", shown, excerpt(lead + after), number + 1,
                grown + len(after) - len(before), min(least, span.confidence),
            )  # fmt: skip
    return text + line[position:], list(changes.values())
