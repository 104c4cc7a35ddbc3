"""Repair of damaged text: every change is one kind, made by one function, and logged.

The kinds come in this order, as each needs what the one before leaves: shifted GBK (which needs the
traditional bytes and the notes between them), pinyin notes, traditional script, width, spacing, and
headings glued to a paragraph. Each is a pure function of a line; the traits of the whole document
say which of them apply. Repairing a repaired text changes nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from policytopics.corpus.evidence import Evidence, Words, dictionary
from policytopics.corpus.pinyin import LEAST_NOTES, count_notes, strip_notes
from policytopics.corpus.script import is_traditional, simplified
from policytopics.corpus.shifted import LOST, Decoder
from policytopics.corpus.spacing import spaced
from policytopics.corpus.typography import cut_glued, widened

__all__ = ["Traits", "change", "repair", "repair_line", "traits"]

_SURROUNDINGS = 8
_LONGEST = 80
# What each kind rests on: notes and widths are mechanical; a script table has homographs, and
# spacing and glued headings are told by rules of thumb. A shifted span has a confidence of its own.
CONFIDENCE = {
    "pinyin": 1.0,
    "script": 0.95,
    "width": 1.0,
    "spacing": 0.95,
    "heading": 0.9,
}

# ASSUME: a reading of a damaged span less sure than this is marked as doubtful. On reports damaged
# anew no wrong reading was surer.
SURE = 0.9

Change = tuple[str, str, str, int, float]


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
    line: str, of: Traits, decoder: Decoder | None = None
) -> tuple[list[str], bool, list[Change]]:
    """Return a line's repaired pieces, whether they are doubtful, and the changes made.

    Parameters
    ----------
    line : str
        One line of the decoded source.
    of : Traits
        Of the document.
    decoder : Decoder or None
        Reads the shifted spans of a document that has any.

    Returns
    -------
    pieces : list of str
        One, or two where a heading was glued to the paragraph before; none for a blank line.
    doubtful : bool
        Whether the line holds a reading that the bytes do not settle.
    changes : list of (kind, before, after, n_changes, confidence)
        In the order made, excerpts with a little of their surroundings.
    """
    steps: list[tuple[str, Callable[[str], tuple[str, int]]]] = []
    if of.notes:
        steps.append(("pinyin", strip_notes))
    if of.traditional:
        steps.append(("script", simplified))
    steps += [("width", partial(widened, question_marks=not of.notes)), ("spacing", spaced)]
    text, changes = _unshifted(line.strip(), decoder) if decoder else (line.strip(), [])
    doubtful = any(confidence < SURE for *_, confidence in changes)
    for kind, step in steps:
        after, n_changes = step(text)
        if after != text:
            changes.append((kind, *change(text, after), max(n_changes, 1), CONFIDENCE[kind]))
        text = after
    pieces = cut_glued(text) if text else []
    if len(pieces) > 1:
        joined, cut = "".join(pieces), "\n".join(pieces)
        changes.append(("heading", *change(joined, cut), 1, CONFIDENCE["heading"]))
    return pieces, doubtful, changes


def _unshifted(line: str, decoder: Decoder) -> tuple[str, list[Change]]:
    """Return a line with its shifted spans read, and each of them."""
    text, position = "", 0
    changes: dict[str, Change] = {}
    for span in decoder.spans(line):
        text += line[position : span.start]
        before, after = line[span.start : span.stop], span.text
        lead = text[-_SURROUNDINGS:]
        text += after
        position = span.stop
        if before != after or span.confidence < SURE:
            shown = _shown(lead + before)
            _, _, _, number, least = changes.get(shown, ("", "", "", 0, 1.0))
            changes[shown] = (
                "shifted_gbk", shown, _shown(lead + after), number + 1,
                min(least, span.confidence),
            )  # fmt: skip
    return text + line[position:], list(changes.values())


def repair(sources: pd.DataFrame, words: Words = dictionary) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the repaired lines and the changes made.

    Parameters
    ----------
    sources : pd.DataFrame
        Table ``sources``.
    words : callable
        Returns the words of a dictionary with their frequencies; asked only if there are shifted
        spans to read.

    Returns
    -------
    repaired, repairs : pd.DataFrame
        Tables of these names.
    """
    lines: list[tuple[object, ...]] = []
    changes: list[tuple[object, ...]] = []
    known = [(source, traits(source)) for source in sources["lines"]]
    evidence = Evidence([(source, of.notes, of.traditional) for source, of in known], words)
    for place, document_id in enumerate(sources["document_id"]):
        source, of = known[place]
        script = "traditional" if of.traditional else "simplified"
        damaged = of.notes and any(map(LOST.search, source))
        decoder = evidence.decoder(place) if damaged else None
        for number, line in enumerate(source, start=1):
            pieces, doubtful, made = repair_line(line, of, decoder)
            lines += [
                (document_id, number, piece, text, doubtful, script)
                for piece, text in enumerate(pieces, start=1)
            ]
            changes += [(document_id, number, *one) for one in made]
    return (
        pd.DataFrame(lines, columns=["document_id", "line", "piece", "text", "doubtful", "script"]),
        pd.DataFrame(
            changes,
            columns=["document_id", "line", "kind", "before", "after", "n_changes", "confidence"],
        ),
    )


def change(before: str, after: str) -> tuple[str, str]:
    """Return what differs between two texts, with a little of what surrounds it.

    Examples
    --------
    >>> change("我们要推 进城乡融合", "我们要推进城乡融合")
    ('我们要推 进城乡融合', '我们要推进城乡融合')
    >>> change("过去一年，我们要推 进城乡融合，建设乡村", "过去一年，我们要推进城乡融合，建设乡村")
    ('去一年，我们要推 进城乡融合，建设', '去一年，我们要推进城乡融合，建设')
    """
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    tail = next(
        (i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head
    )
    start = max(0, head - _SURROUNDINGS)
    stop = max(0, tail - _SURROUNDINGS)
    return _shown(before[start : len(before) - stop]), _shown(after[start : len(after) - stop])


def _shown(text: str) -> str:
    """Return an excerpt of bearable length."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
