"""How much of replayed damage is undone: spans, characters, notes, time."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher

import pandas as pd

from benchmarks.corpus.damage import damaged, truth
from policytopics.corpus.changes import SETTLED
from policytopics.corpus.damage import traits
from policytopics.corpus.evidence import Evidence
from policytopics.corpus.pinyin import count_notes, strip_notes
from policytopics.corpus.repair import repair
from policytopics.corpus.script import simplified
from policytopics.corpus.shifted import LOST_BYTE, Decoder
from policytopics.corpus.typography import widened

__all__ = ["NOTHING", "Restored", "restored", "speed"]

Words = Mapping[str, int]


@dataclass(frozen=True)
class Restored:
    """What became of the damage of one document.

    Attributes
    ----------
    spans, exact, marked : int
        Damaged spans; those that came back as they were; of the others those marked doubtful.
    wrong_before, wrong_after, unmarked : int
        Wrong characters with the notes alone taken out, after repair, and in spans thought sure.
    notes_left : int
        Notes in the repaired text.
    seconds : float
        Processor time of the spans.
    """

    spans: int
    exact: int
    marked: int
    wrong_before: int
    wrong_after: int
    unmarked: int
    notes_left: int
    seconds: float

    def __add__(self, other: "Restored") -> "Restored":
        return Restored(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


NOTHING = Restored(0, 0, 0, 0, 0, 0, 0, 0.0)


def restored(
    text: str, notes: Mapping[str, str], company: Sequence[str], words: Words, seed: int
) -> Restored:
    """Return what became of a clean text that was damaged, read beside ``company``."""
    lines = damaged(text, notes, seed).split("\n")
    of = traits(lines)
    documents = [(lines, of.notes, of.traditional)]
    documents += [(other.split("\n"), False, False) for other in company]
    decoder = Evidence(documents, lambda: words).decoder(0)
    counted = NOTHING
    for line, whole in zip(lines, truth(text).split("\n"), strict=True):
        if LOST_BYTE.search(line):
            counted += _line(line, _plain(whole), decoder)
        else:
            left = count_notes(_plain(strip_notes(line)[0]))
            counted += replace(NOTHING, notes_left=left)
    return counted


def _line(line: str, whole: str, decoder: Decoder) -> Restored:
    """Return what became of one damaged line."""
    started = time.process_time()
    spans = decoder.spans(line)
    seconds = time.process_time() - started
    text, position = "", 0
    places: list[tuple[int, int, float]] = []
    for span in spans:
        text += line[position : span.start]
        start = len(strip_notes(text)[0])
        text += span.text
        places.append((start, len(strip_notes(text)[0]), span.confidence))
        position = span.stop
    after = strip_notes(text + line[position:])[0]
    # Places are told in the line without the indentation that both texts lose.
    indent = len(after) - len(after.lstrip())
    places = [(start - indent, stop - indent, sure) for start, stop, sure in places]
    after = _plain(after)
    wrong = list(_wrong(whole, after))
    broken = [any(start <= at <= stop for at, _ in wrong) for start, stop, _ in places]
    doubted = [sure < SETTLED for _, _, sure in places]
    unmarked = sum(
        number
        for at, number in wrong
        if not any(start <= at <= stop and sure < SETTLED for start, stop, sure in places)
    )
    return Restored(
        spans=len(spans),
        exact=broken.count(False),
        marked=sum(b and d for b, d in zip(broken, doubted, strict=True)),
        wrong_before=sum(number for _, number in _wrong(whole, _plain(strip_notes(line)[0]))),
        wrong_after=sum(number for _, number in wrong),
        unmarked=unmarked,
        notes_left=count_notes(after),
        seconds=seconds,
    )


def _plain(text: str) -> str:
    """Return a text in simplified script with full-width marks: as it is used."""
    return widened(simplified(text)[0])[0]


def _wrong(whole: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield place and number of the characters in which a text differs from the whole one."""
    matcher = SequenceMatcher(None, whole, text, autojunk=False)
    for tag, start, stop, at, end in matcher.get_opcodes():
        if tag != "equal":
            yield at, max(stop - start, end - at)


def speed(texts: Sequence[str]) -> float:
    """Return characters repaired a second of processor time, no span among them."""
    sources = pd.DataFrame({
        "document_id": [str(i) for i in range(len(texts))],
        "encoding": "utf-8",
        "lines": [text.split("\n") for text in texts],
    })  # fmt: skip
    started = time.process_time()
    repair(sources)
    return sum(map(len, texts)) / (time.process_time() - started)
