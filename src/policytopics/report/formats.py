"""How numbers are written: one way for sentences, tables and both languages.

Shares are in [0, 1] in the tables and percent on the page; differences of shares are percentage
points. A missing value is a dash: unknown is an answer.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "DASH",
    "Span",
    "count",
    "decimal",
    "highlight",
    "interval",
    "level",
    "missing",
    "percent",
    "points",
    "prose",
    "sentence_with",
    "shorten",
    "signed_interval",
]

DASH = "–"
_MINUS = "\N{MINUS SIGN}"
Number = float | int | None


def missing(value: object) -> bool:
    """Return whether ``value`` is empty: None, NaN or pandas' NA."""
    # NA is neither true nor false, so it can only be told by its type's name.
    return (
        value is None
        or type(value).__name__ in {"NAType", "NaTType"}
        or (isinstance(value, float) and math.isnan(value))
    )


def _fixed(value: float, places: int, sign: str = "-") -> str:
    """Return ``value`` with a true minus sign, and no sign on a zero."""
    text = f"{value:{sign},.{places}f}"
    if not text.strip("+-0."):
        text = text.lstrip("+-")
    return text.replace("-", _MINUS)


def percent(share: Number, places: int = 1) -> str:
    """Return a share as percent.

    Examples
    --------
    >>> percent(0.2537), percent(None)
    ('25.4%', '–')
    """
    return DASH if share is None or missing(share) else f"{_fixed(100 * share, places)}%"


def points(difference: Number, places: int = 1) -> str:
    """Return a difference of shares in percentage points, signed.

    Examples
    --------
    >>> points(0.1239), points(-0.02), points(-0.0001)
    ('+12.4', '−2.0', '0.0')
    """
    if difference is None or missing(difference):
        return DASH
    return _fixed(100 * difference, places, "+")


def interval(low: Number, high: Number) -> str:
    """Return an interval of shares in percent, without the sign.

    Examples
    --------
    >>> interval(0.221, 0.2834)
    '22.1–28.3'
    """
    if low is None or high is None or missing(low) or missing(high):
        return DASH
    return f"{_fixed(100 * low, 1)}–{_fixed(100 * high, 1)}"


def signed_interval(low: Number, high: Number) -> str:
    """Return an interval of differences in percentage points.

    Examples
    --------
    >>> signed_interval(-0.01, 0.152)
    '−1.0 to +15.2'
    """
    return DASH if missing(low) or missing(high) else f"{points(low)} to {points(high)}"


def level(value: float) -> str:
    """Return the level of an interval.

    Examples
    --------
    >>> level(0.95), level(0.995)
    ('95%', '99.5%')
    """
    return f"{100 * value:.10g}%"


def decimal(value: Number, places: int = 2) -> str:
    """Return a plain number.

    Examples
    --------
    >>> decimal(0.1534), decimal(-0.001), decimal(None)
    ('0.15', '0.00', '–')
    """
    return DASH if value is None or missing(value) else _fixed(value, places)


def count(number: Number, noun: str = "", plural: str = "") -> str:
    """Return a whole number, with its noun if one is given.

    Examples
    --------
    >>> count(12345), count(1, "unit"), count(2, "unit"), count(2, "entry", "entries")
    ('12,345', '1 unit', '2 units', '2 entries')
    """
    if number is None or missing(number):
        return DASH
    word = noun if number == 1 or not noun else plural or f"{noun}s"
    return f"{int(number):,} {word}".rstrip()


def shorten(text: str, most: int) -> str:
    """Return at most ``most`` characters, an ellipsis where something is left out.

    Examples
    --------
    >>> shorten("古城保护更新", 4), shorten("古城", 4)
    ('古城保…', '古城')
    """
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True)
class Span:
    """A run of text and how it is set: ``""``, ``strong``, ``em`` or ``mark``."""

    text: str
    style: str = ""


def highlight(text: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """Return ``text`` cut where its terms stand, the longest term first.

    Examples
    --------
    >>> [(span.text, span.style) for span in highlight("修缮古城墙。", ["古城", "古城墙"])]
    [('修缮', ''), ('古城墙', 'mark'), ('。', '')]
    """
    known = sorted(filter(None, set(terms)), key=lambda term: (-len(term), term))
    if not known:
        return (Span(text),)
    pieces = re.split(f"({'|'.join(map(re.escape, known))})", text)
    # `split` with one group puts what matched at the odd places.
    return tuple(
        Span(piece, "mark" if place % 2 else "") for place, piece in enumerate(pieces) if piece
    )


_SENTENCE_END = re.compile(r"(?<=[。！？；])")


def sentence_with(term: str, text: str, most: int = 60) -> str:
    """Return the first sentence that holds a term, at most ``most`` characters around it.

    Examples
    --------
    >>> sentence_with("古城", "稳就业。保护古城墙，修缮老街。")
    '保护古城墙，修缮老街。'
    >>> sentence_with("古城", "一二三四五六七八九，古城保护更新改造", most=8)
    '…八九，古城保护更…'
    """
    sentences = _SENTENCE_END.split(text)
    sentence = next((one for one in sentences if term in one), sentences[0]).strip()
    if len(sentence) <= most:
        return sentence
    start = min(max(0, sentence.find(term) - (most - len(term)) // 2), len(sentence) - most)
    cut = sentence[start : start + most]
    return "…" * (start > 0) + cut + "…" * (start + most < len(sentence))


_EMPHASIS = re.compile(r"(\*\*.+?\*\*|\*[^*\s][^*]*\*)")


def prose(markdown: str) -> tuple[tuple[Span, ...], ...]:
    """Return a caption's paragraphs: bold, italics and a heading are all of Markdown it knows.

    Whatever else the text holds stays text, so that nothing in it can become markup.

    Examples
    --------
    >>> prose("**Figure 1.** Shares, *n* = 4.")[0][0]
    Span(text='Figure 1.', style='strong')
    """
    paragraphs = re.split(r"\n\s*\n", markdown.strip())
    return tuple(tuple(_inline(" ".join(each.split()))) for each in paragraphs if each.strip())


def _inline(text: str) -> list[Span]:
    if heading := re.fullmatch(r"#+ (.+)", text):
        return [Span(heading[1], "strong")]
    spans = []
    for piece in filter(None, _EMPHASIS.split(text)):
        stars = 2 if piece.startswith("**") else 1
        if _EMPHASIS.fullmatch(piece):
            spans.append(Span(piece[stars:-stars], "strong" if stars == 2 else "em"))
        else:
            spans.append(Span(piece))
    return spans
