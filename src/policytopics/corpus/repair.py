"""Repair of damaged text: every change is one kind, made by one function, and logged.

The kinds come in this order, as each needs what the one before leaves: shifted GBK (marked, as the
bytes around it still hold notes), pinyin notes, traditional script, width, spacing, and headings
glued to a paragraph. Each is a pure function of a line; the traits of the whole document say
which of them apply. Repairing a repaired text changes nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from policytopics.corpus.pinyin import LEAST_NOTES, count_notes, mark_shifted, strip_notes
from policytopics.corpus.script import is_traditional, simplified
from policytopics.corpus.spacing import spaced
from policytopics.corpus.typography import cut_glued, widened

__all__ = ["Traits", "change", "repair", "repair_line", "traits"]

_SURROUNDINGS = 8
_LONGEST = 80
# What each kind rests on: notes and widths are mechanical; a script table has homographs, and
# spacing and glued headings are told by rules of thumb.
CONFIDENCE = {
    "shifted_gbk": 0.0,
    "pinyin": 1.0,
    "script": 0.95,
    "width": 1.0,
    "spacing": 0.95,
    "heading": 0.9,
}

Change = tuple[str, str, str, int]


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


def repair_line(line: str, of: Traits) -> tuple[list[str], bool, list[Change]]:
    """Return a line's repaired pieces, whether they are doubtful, and the changes made.

    Parameters
    ----------
    line : str
        One line of the decoded source.
    of : Traits
        Of the document.

    Returns
    -------
    pieces : list of str
        One, or two where a heading was glued to the paragraph before; none for a blank line.
    doubtful : bool
        Whether the line holds a reading that the bytes do not settle.
    changes : list of (kind, before, after, n_changes)
        In the order made, excerpts with a little of their surroundings.
    """
    steps: list[tuple[str, Callable[[str], tuple[str, int]]]] = []
    if of.notes:
        steps.append(("pinyin", strip_notes))
    if of.traditional:
        steps.append(("script", simplified))
    steps += [("width", partial(widened, question_marks=not of.notes)), ("spacing", spaced)]
    text = line.strip()
    n_damaged, excerpt = mark_shifted(text) if of.notes else (0, "")
    changes = [("shifted_gbk", excerpt, excerpt, n_damaged)] if n_damaged else []
    for kind, step in steps:
        after, n_changes = step(text)
        if after != text:
            changes.append((kind, *change(text, after), max(n_changes, 1)))
        text = after
    pieces = cut_glued(text) if text else []
    if len(pieces) > 1:
        joined, cut = "".join(pieces), "\n".join(pieces)
        changes.append(("heading", *change(joined, cut), 1))
    return pieces, n_damaged > 0, changes


def repair(sources: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the repaired lines and the changes made.

    Parameters
    ----------
    sources : pd.DataFrame
        Table ``sources``.

    Returns
    -------
    repaired, repairs : pd.DataFrame
        Tables of these names.
    """
    lines: list[tuple[object, ...]] = []
    changes: list[tuple[object, ...]] = []
    for document_id, source in zip(sources["document_id"], sources["lines"], strict=True):
        of = traits(source)
        script = "traditional" if of.traditional else "simplified"
        for number, line in enumerate(source, start=1):
            pieces, doubtful, made = repair_line(line, of)
            lines += [
                (document_id, number, piece, text, doubtful, script)
                for piece, text in enumerate(pieces, start=1)
            ]
            changes += [(document_id, number, *one, CONFIDENCE[one[0]]) for one in made]
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
