"""What recognition reads and returns: a document's lines, and findings with their evidence."""

from dataclasses import dataclass

from policytopics.corpus.furniture import is_furniture

__all__ = ["NOTHING", "Finding", "Line", "finding", "is_source"]

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
    """What was found; the empty value if nothing, with confidence 0.

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


def finding(value: str, row: Line, confidence: float) -> Finding:
    """Return a finding that one line proves."""
    shown = row.text if len(row.text) <= _SHOWN else row.text[: _SHOWN - 1] + "…"
    return Finding(value, f"line {row.line}: {shown}", confidence)


def is_source(text: str) -> bool:
    """Return whether a line names a newspaper or an upload, which prove nothing."""
    return is_furniture(text) and " > " not in text
