"""What each topic is about: a card with its share, its heaviest terms and a typical passage.

The bar of a term is its weight in the topic, the tick its rate over all text: a long bar with a
short tick is a term that belongs to this topic (the idea of LDAvis, Sievert and Shirley 2014,
https://doi.org/10.3115/v1/W14-3110).
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from policytopics.figures.canvas import LEADING, Canvas
from policytopics.figures.drawing import Drawing
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import enumerate_, joined, name_of, say
from policytopics.figures.style import DOUBLE, EDGE, FOCUS, INK, MUTED, Style
from policytopics.figures.topic_cards import MOST_TERMS_SHOWN, Card
from policytopics.labels import FLAG_LABELS, decimal, percent

__all__ = ["CARDS_ON_A_PAGE", "CardsPage", "draw_topics"]

CARDS_ON_A_PAGE = 12
_COLUMNS, _GUTTER = 3, 6.0
_LINE = TEXT * LEADING
_N_LINES = 4
# Rows of terms, the most room for their names, height of a card below its head, space below; in mm.
_TERM, _MOST_TERM, _CARD, _BELOW = 2.95, 21.0, 42.0, 3.5
_BARS = 0.35  # part of the room beside the terms that bars take where English follows them
_BAR = "#B9C6DA"
_SENTENCE = re.compile(r"(?<=[。！？；])")


class CardsPage(NamedTuple):
    """One figure of at most `CARDS_ON_A_PAGE` cards; its name is topics, topics_2 and so on."""

    name: str
    number: int
    drawing: Drawing


def draw_topics(deck: Sequence[Card], style: Style) -> list[CardsPage]:
    """Return the figures ``topics``, ``topics_2``, …: 183 mm wide, at most 12 cards each.

    Parameters
    ----------
    deck : sequence of Card
        In order.
    style : Style
    """
    hands = [
        deck[start : start + CARDS_ON_A_PAGE] for start in range(0, len(deck), CARDS_ON_A_PAGE)
    ]
    pages = []
    for number, hand in enumerate(hands, start=1):
        title = (
            say(style, "title_topics_page", page=number, pages=len(hands))
            if len(hands) > 1
            else say(style, "title_topics")
        )
        name = "topics" if number == 1 else f"topics_{number}"
        pages.append(CardsPage(name, number, _drawing(hand, style, title)))
    return pages


def _drawing(hand: Sequence[Card], style: Style, title: str) -> Drawing:
    """Return one page."""
    with style.context():
        canvas = _canvas(hand, style)
    shown = [say(style, "shown_topics", k=len(hand)), say(style, "stable_topics")]
    if any("unstable" in card.flags for card in hand):
        shown.append(say(style, "unstable_topics"))
    return Drawing(
        canvas=canvas,
        title=title,
        alt=_alt(hand, style),
        caption=f"**{title}**\n\n{joined(style, shown)}",
        data=pd.DataFrame([row for card in hand for row in _rows(card)]),
    )


def _rows(card: Card) -> list[dict[str, object]]:
    """Return the numbers on a card."""
    topic = card.topic
    about = {"topic_id": topic.category_id, "topic_zh": topic.zh, "topic_en": topic.en}
    return [
        {**about, "mass": card.mass, "stability": card.stability, "rank": rank, **term._asdict()}
        for rank, term in enumerate(card.terms, start=1)
    ]


def _alt(hand: Sequence[Card], style: Style) -> str:
    """Return the alternative text."""
    sentences = [say(style, "alt_topics", k=len(hand))]
    sentences += [
        say(
            style,
            "alt_card",
            category=name_of(style, card.topic),
            share=percent(card.mass, 0),
            terms=enumerate_(style, [term.term for term in card.terms[:5]]),
        )
        for card in hand
    ]
    return joined(style, sentences)


def _canvas(hand: Sequence[Card], style: Style) -> Canvas:
    """Return the cards in three columns and the key beneath."""
    width = (DOUBLE - 2 * EDGE - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
    key = style.letters.wrap(say(style, "card_key"), DOUBLE - 2 * EDGE)
    rows = [hand[start : start + _COLUMNS] for start in range(0, len(hand), _COLUMNS)]
    heads = [_head(row) for row in rows]
    bottom = 2.5 + sum(heads) + len(rows) * (_CARD + _BELOW)
    canvas = Canvas(style, DOUBLE, bottom + len(key) * _LINE + 1.0)
    y = 2.5
    for row, head in zip(rows, heads, strict=True):
        for column, card in enumerate(row):
            _draw_card(canvas, card, EDGE + column * (width + _GUTTER), y, width, head)
        y += head + _CARD + _BELOW
    canvas.lines(EDGE, bottom + 2.0, key, colour=MUTED)
    return canvas


def _head(row: Sequence[Card]) -> float:
    """Return the height of a card's name and of the lines below it that any card needs."""
    return 8.6 + 3.4 * any(card.flags for card in row)


def _draw_card(canvas: Canvas, card: Card, x: float, y: float, width: float, head: float) -> None:
    """Draw one card with its upper left corner at (x, y)."""
    style, letters = canvas.style, canvas.style.letters
    share = say(style, "of_text", share=percent(card.mass, 0))
    stability = say(style, "stable", stability=decimal(card.stability))
    for line, text in enumerate((share, stability)):
        canvas.text(x + width, y + 2.6 + 3.6 * line, text, colour=MUTED, align="right")
    room, size = width - letters.width(share) - 2.0, style.size(9)
    name = letters.fit(card.topic.name(style.language), room, size, bold=True)
    canvas.text(x, y + 2.6, name, size=size, bold=True)
    if style.language == "both" and card.topic.en != card.topic.zh:
        second = letters.fit(card.topic.en, width - letters.width(stability) - 2.0)
        canvas.text(x, y + 6.2, second, colour=MUTED)
    flags = " · ".join(FLAG_LABELS[flag][style.speech] for flag in card.flags)
    canvas.text(x, y + 9.5, letters.fit(flags, width), colour=MUTED)
    _draw_bars(canvas, card, x, y + head, width)
    _draw_passage(canvas, card, x, y + head + MOST_TERMS_SHOWN * _TERM + 4.2, width)


def _draw_bars(canvas: Canvas, card: Card, x: float, y: float, width: float) -> None:
    """Draw the terms' weights as bars, their rates as ticks; beside them the English."""
    letters = canvas.style.letters
    names = [letters.fit(term.term, _MOST_TERM) for term in card.terms]
    left, right = x + letters.widest(names) + 1.4, x + width
    first = percent(card.terms[0].weight, 1) if card.terms else ""
    told = canvas.style.language != "zh" and any(term.gloss for term in card.terms)
    room = _BARS * (right - left) if told else right - left - letters.width(first) - 1.4
    values = [value for term in card.terms for value in (term.weight, term.rate)]
    longest = max((value for value in values if value > 0), default=1.0)
    for number, term in enumerate(card.terms):
        middle = y + (number + 0.5) * _TERM
        canvas.text(left - 1.4, middle, names[number], align="right", middle=True)
        bar, tick = left + room * term.weight / longest, left + room * term.rate / longest
        canvas.rectangle(left, middle - 0.9, bar - left, 1.8, _BAR)
        end = bar + 1.2
        if not math.isnan(tick):
            canvas.stroke([tick, tick], [middle - 0.95, middle + 0.95], INK, 1.0)
            end = max(end, tick + 1.2)
        if number == 0:
            canvas.text(end, middle, first, colour=MUTED, middle=True)
            end += letters.width(first) + 1.2
        if told:
            gloss = letters.fit(term.gloss, right - end)
            canvas.text(end, middle, gloss, colour=MUTED, middle=True)


def _draw_passage(canvas: Canvas, card: Card, x: float, y: float, width: float) -> None:
    """Write the passage with the topic's terms in bold blue, and its source below."""
    letters = canvas.style.letters
    text, bold = _passage(card, canvas.style, width)
    spans = letters.lines(text, bold, width)
    for number, (start, stop) in enumerate(spans):
        _write_runs(canvas, x, y + number * _LINE, text[start:stop], bold[start:stop])
    if card.source:
        source = letters.fit(f"— {card.source}", width)
        canvas.text(x, y + len(spans) * _LINE + 0.2, source, colour=MUTED)


def _passage(card: Card, style: Style, width: float) -> tuple[str, list[bool]]:
    """Return what fits on four lines, from the first sentence with a term on, and what is bold."""
    terms = sorted((term.term for term in card.terms), key=lambda term: (-len(term), term))
    pattern = re.compile("|".join(map(re.escape, terms)) or r"(?!)")
    sentences = _SENTENCE.split(card.passage)
    skipped = next((i for i, one in enumerate(sentences) if pattern.search(one)), 0)
    text = "…" * bool(skipped) + "".join(sentences[skipped:])

    def spans(tried: str) -> list[tuple[int, int]]:
        return style.letters.lines(tried, _marked(tried, pattern), width)

    if len(spans(text)) > _N_LINES:
        keep = spans(text)[_N_LINES - 1][1]
        while len(spans(text[:keep] + "…")) > _N_LINES:
            keep -= 1
        text = text[:keep].rstrip("，、；。：") + "…"
    return text, _marked(text, pattern)


def _marked(text: str, pattern: re.Pattern[str]) -> list[bool]:
    """Return for every character whether it belongs to a term."""
    marked = [False] * len(text)
    for match in pattern.finditer(text):
        marked[match.start() : match.end()] = [True] * (match.end() - match.start())
    return marked


def _write_runs(canvas: Canvas, x: float, y: float, line: str, bold: Sequence[bool]) -> None:
    """Write a line whose weight changes."""
    edges = [0, *(i for i in range(1, len(line)) if bold[i] != bold[i - 1]), len(line)]
    for start, stop in pairwise(edges):
        run, heavy = line[start:stop], bold[start]
        canvas.text(x, y, run, bold=heavy, colour=FOCUS[1] if heavy else INK)
        x += canvas.style.letters.width(run, bold=heavy)
