"""How the page sets text: what is marked, cut short, or bold and italic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["TextRun", "highlight", "prose", "sentence_with", "shorten"]


def shorten(text: str, most: int) -> str:
    """Return at most ``most`` characters, an ellipsis where something is left out.

    Examples
    --------
    >>> shorten("古城保护更新", 4), shorten("古城", 4)
    ('古城保…', '古城')
    """
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True)
class TextRun:
    """A run of text and how it is set: ``""``, ``strong``, ``em`` or ``mark``."""

    text: str
    style: str = ""


def highlight(text: str, terms: Sequence[str]) -> tuple[TextRun, ...]:
    """Return ``text`` cut where its terms stand, the longest term first.

    Examples
    --------
    >>> [(span.text, span.style) for span in highlight("修缮古城墙。", ["古城", "古城墙"])]
    [('修缮', ''), ('古城墙', 'mark'), ('。', '')]
    """
    known = sorted(filter(None, set(terms)), key=lambda term: (-len(term), term))
    if not known:
        return (TextRun(text),)
    pieces = re.split(f"({'|'.join(map(re.escape, known))})", text)
    # `split` with one group puts what matched at the odd places.
    return tuple(
        TextRun(piece, "mark" if place % 2 else "") for place, piece in enumerate(pieces) if piece
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


def prose(markdown: str) -> tuple[tuple[TextRun, ...], ...]:
    """Return a caption's paragraphs: bold, italics and a heading are all of Markdown it knows.

    Whatever else the text holds stays text, so that nothing in it can become markup.

    Examples
    --------
    >>> prose("**Figure 1.** Shares, *n* = 4.")[0][0]
    TextRun(text='Figure 1.', style='strong')
    """
    paragraphs = re.split(r"\n\s*\n", markdown.strip())
    return tuple(tuple(_inline(" ".join(each.split()))) for each in paragraphs if each.strip())


def _inline(text: str) -> list[TextRun]:
    if heading := re.fullmatch(r"#+ (.+)", text):
        return [TextRun(heading[1], "strong")]
    spans = []
    for piece in filter(None, _EMPHASIS.split(text)):
        stars = 2 if piece.startswith("**") else 1
        if _EMPHASIS.fullmatch(piece):
            spans.append(TextRun(piece[stars:-stars], "strong" if stars == 2 else "em"))
        else:
            spans.append(TextRun(piece))
    return spans
