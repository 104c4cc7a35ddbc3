"""What recognition reads and returns: a document's lines, and findings with their evidence."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from policytopics.corpus.furniture import is_furniture

__all__ = ["NOTHING", "Finding", "Line", "confidence_of", "finding", "is_source"]

_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """A paragraph, as far as recognition needs it."""

    line: int
    role: str
    part: str
    text: str


@dataclass(frozen=True)
class Finding:
    """A value recognised in a document, with its evidence; empty, with confidence 0, if none was.

    Attributes
    ----------
    value : str
        Region key, year, kind or title.
    evidence : str
        ``line 3: …``.
    confidence : float
        In [0, 1].
    rivals : tuple of str
        What else it may be, likeliest first.
    """

    value: str = ""
    evidence: str = ""
    confidence: float = 0.0
    rivals: tuple[str, ...] = ()


NOTHING = Finding()


def finding(value: str, row: Line, confidence: float, rivals: tuple[str, ...] = ()) -> Finding:
    """Return a finding that one line proves."""
    shown = row.text if len(row.text) <= _SHOWN else row.text[: _SHOWN - 1] + "…"
    return Finding(value, f"line {row.line}: {shown}", confidence, rivals)


def confidence_of(best: str, scores: Mapping[str, float], unknown: float) -> float:
    """Return how sure the best of some scores is: its share among all, in [0, 0.999].

    Parameters
    ----------
    best : str
        The value with the best score.
    scores : mapping of str to float
        Log odds of each value.
    unknown : float
        Stands for the values that nobody knows of.
    """
    total = sum(map(math.exp, [*scores.values(), unknown]))
    return round(min(0.999, math.exp(scores[best]) / total), 3)


def is_source(text: str) -> bool:
    """Return whether a line names a newspaper or an upload, which prove nothing."""
    return is_furniture(text) and " > " not in text
