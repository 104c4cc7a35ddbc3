"""What was kept of every document: characters by what became of them, repairs, doubts.

Few documents have a row each; many are summed up by region.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import pandas as pd

from policytopics.figures.canvas import (
    LEADING,
    Canvas,
    Key,
    key_rows,
    percent_axis,
)
from policytopics.figures.compare import rows_of
from policytopics.figures.comparison import Category
from policytopics.figures.drawing import Drawing
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import enumerate_, joined, say
from policytopics.figures.row_labels import RowLabels
from policytopics.figures.style import CONTEXT, DOUBLE, EDGE, MUTED, TALLEST, Style
from policytopics.labels import FATE_LABELS, SHORT_KINDS, in_percent, percent, whole

__all__ = ["FATES", "MOST_DOCUMENTS", "Tally", "draw_cleaning", "tally"]

# More rows than this do not fit a page.
MOST_DOCUMENTS = 40
_ROW, _TOP, _BOTTOM, _GAP = 5.2, 7.0, 8.2, 3.0
_LINE = TEXT * LEADING
_BAR = 0.34
# What becomes of a character, in the order of the bars, and in which colour.
# Their CAM02-UCS distance is 19 for all readers, their contrast on white 3:1.
FATES = {
    "kept": "#6A8FD0",
    "kept_doubtful": "#FE6100",
    "front": "#000000",
    "glossary": "#00695C",
    "boilerplate": "#8A4B08",
    "removed": CONTEXT,
}
_ROLES = {
    "title": "front",
    "front": "front",
    "heading": "kept",
    "body": "kept",
    "glossary": "glossary",
    "boilerplate": "boilerplate",
}


@dataclass(frozen=True)
class Tally:
    """What became of the characters of a document.

    Attributes
    ----------
    document_id, region_id, zh, en : str
        Keys, and how it is called.
    kept, kept_doubtful, front, glossary, boilerplate, removed : int
        Characters; ``removed``: those of the source that are in no paragraph.
    repairs, doubtful : int
        Changes made, and paragraphs with a reading that is not settled.
    """

    document_id: str
    region_id: str
    zh: str
    en: str
    kept: int
    kept_doubtful: int
    front: int
    glossary: int
    boilerplate: int
    removed: int
    repairs: int
    doubtful: int

    @property
    def raw(self) -> int:
        """Return the characters of the source."""
        return sum(getattr(self, fate) for fate in FATES)

    @property
    def share_kept(self) -> float:
        """Return the share of them that is kept, in [0, 1]."""
        return (self.kept + self.kept_doubtful) / self.raw if self.raw else 0.0


def tally(
    documents: pd.DataFrame,
    paragraphs: pd.DataFrame,
    repairs: pd.DataFrame,
    regions: pd.DataFrame,
) -> list[Tally]:
    """Return what became of every document, by region, year and name.

    Parameters
    ----------
    documents, paragraphs, repairs, regions : DataFrame
        Tables of these names.
    """
    lengths = paragraphs.assign(
        fate=[
            "kept_doubtful" if doubtful and _ROLES[role] == "kept" else _ROLES[role]
            for role, doubtful in zip(paragraphs["role"], paragraphs["doubtful"], strict=True)
        ],
        n=paragraphs["text"].str.len(),
    )
    sums = lengths.groupby(["document_id", "fate"])["n"].sum()
    changes = repairs.groupby("document_id")["n_changes"].sum()
    doubts = paragraphs.groupby("document_id")["doubtful"].sum()
    places = {row["region_id"]: row for row in rows_of(regions)}

    def order(row: Mapping[str, Any]) -> tuple[Any, ...]:
        code = places[row["region_id"]]["region_code"]
        year = 0 if pd.isna(row["year"]) else int(row["year"])
        return not code, code, row["region_id"], year, row["document_id"]

    found = []
    for row in sorted(rows_of(documents), key=order):
        name, place = row["document_id"], places[row["region_id"]]
        parts = {fate: int(sums.get((name, fate), 0)) for fate in FATES}
        # Repair can lengthen a text by a character or two: that removes nothing.
        parts["removed"] = max(0, int(row["characters_raw"]) - sum(parts.values()))
        zh, en = _called(row, place)
        counts = {"repairs": int(changes.get(name, 0)), "doubtful": int(doubts.get(name, 0))}
        found.append(Tally(name, row["region_id"], zh, en, **parts, **counts))
    return found


def _called(document: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[str, str]:
    """Return the Chinese and the English name of a document: region, year, kind if unusual."""
    zh = place["short_zh"] or place["name_zh"]
    year = "" if pd.isna(document["year"]) else str(int(document["year"]))
    kind_en, kind_zh = SHORT_KINDS[document["kind"]]
    en = " ".join(filter(None, [place["name_en"] or zh, year, kind_en]))
    return " ".join(filter(None, [zh, year, kind_zh])), en


def draw_cleaning(tallies: Sequence[Tally], regions: pd.DataFrame, style: Style) -> Drawing:
    """Return the figure ``cleaning``: 183 mm wide, at most 247 mm high.

    Parameters
    ----------
    tallies : sequence of Tally
        In order.
    regions : DataFrame
        The table of this name.
    style : Style
    """
    summed = len(tallies) > MOST_DOCUMENTS
    every = _by_region(tallies, regions) if summed else tallies
    rows = [one for one in every if one in sorted(every, key=_least_first)[:MOST_DOCUMENTS]]
    with style.context():
        canvas = _canvas(rows, style)
    title = say(style, "title_cleaning_regions" if summed else "title_cleaning")
    sentences = [say(style, "shown_cleaning"), _sums(tallies, style)]
    if summed:
        sentences.append(say(style, "by_region"))
    if len(rows) < len(every):
        sentences.append(say(style, "least_kept", n=len(rows), all=len(every)))
    return Drawing(
        canvas=canvas,
        title=title,
        alt=_alt(tallies, rows, style),
        caption=f"**{title}**\n\n{joined(style, sentences)}",
        data=pd.DataFrame([_row(one) for one in tallies]),
    )


def _by_region(tallies: Sequence[Tally], regions: pd.DataFrame) -> list[Tally]:
    """Return the documents' tallies summed up by region, in the same order."""
    places = {row["region_id"]: row for row in rows_of(regions)}
    numbers = [field.name for field in fields(Tally) if field.type is int]
    found = []
    for place in dict.fromkeys(one.region_id for one in tallies):
        own = [one for one in tallies if one.region_id == place]
        zh = places[place]["short_zh"] or places[place]["name_zh"]
        sums = {name: sum(getattr(one, name) for one in own) for name in numbers}
        found.append(Tally("", place, zh, places[place]["name_en"] or zh, **sums))
    return found


def _least_first(one: Tally) -> tuple[float, str, str]:
    return round(one.share_kept, 9), one.region_id, one.document_id


def _row(one: Tally) -> dict[str, object]:
    """Return a document's numbers."""
    numbers = {field.name: getattr(one, field.name) for field in fields(Tally)}
    return {**numbers, "characters": one.raw, "share_kept": one.share_kept}


def _sums(tallies: Sequence[Tally], style: Style) -> str:
    """Return the sums over all documents."""
    kept, raw = sum(one.kept + one.kept_doubtful for one in tallies), sum(o.raw for o in tallies)
    return say(
        style,
        "sums_cleaning",
        n=len(tallies),
        kept=whole(kept),
        raw=whole(raw),
        share=percent(kept / raw if raw else 0.0, 1),
        repairs=whole(sum(one.repairs for one in tallies)),
        doubtful=whole(sum(one.doubtful for one in tallies)),
    )


def _alt(tallies: Sequence[Tally], rows: Sequence[Tally], style: Style) -> str:
    """Return the alternative text: the sums, and of what the least is kept."""
    least = sorted(rows, key=_least_first)[:3]
    named = [f"{one.zh if style.speech else one.en} {percent(one.share_kept, 1)}" for one in least]
    return joined(
        style,
        [
            say(style, "alt_cleaning", n=len(tallies)),
            _sums(tallies, style),
            say(style, "alt_least_kept", names=enumerate_(style, named)),
        ],
    )


class _Column(NamedTuple):
    """A column of numbers: its heading, its texts, and where it ends, in mm."""

    heading: str
    texts: list[str]
    right: float


def _columns(rows: Sequence[Tally], style: Style) -> list[_Column]:
    """Return the columns of numbers, ending at the page's edge."""
    texts = {
        "column_raw": [whole(one.raw) for one in rows],
        "column_kept": [in_percent(one.share_kept, 1) for one in rows],
        "column_repairs": [whole(one.repairs) for one in rows],
        "column_doubtful": [whole(one.doubtful) for one in rows],
    }
    found: list[_Column] = []
    right = DOUBLE - EDGE
    for key, column in reversed(texts.items()):
        found.append(_Column(say(style, key), column, right))
        right -= style.letters.widest([say(style, key), *column]) + _GAP
    return found[::-1]


def _canvas(rows: Sequence[Tally], style: Style) -> Canvas:
    """Return the bars with the columns of numbers right of them."""
    # A document is named as a category is.
    labels = RowLabels(style, [Category(one.document_id, one.zh, one.en) for one in rows])
    columns = _columns(rows, style)
    first = columns[0]
    left = first.right - style.letters.widest([first.heading, *first.texts])
    width = left - _GAP - 1.5 - labels.width
    keys = [
        Key("block", colour, FATE_LABELS[fate][style.speech])
        for fate, colour in FATES.items()
        if any(getattr(one, fate) for one in rows)
    ]
    foot = _BOTTOM + 3.5 + len(key_rows(style, keys, DOUBLE)) * 1.2 * _LINE
    row = min(_ROW, (TALLEST - _TOP - foot) / len(rows))
    canvas = Canvas(style, DOUBLE, _TOP + len(rows) * row + foot)
    axes = canvas.rows(labels.width, _TOP, width, len(rows) * row, len(rows))
    percent_axis(axes, 100.0, 20)
    for column in columns:
        x = column.right
        canvas.text(x, _TOP - 2.0, column.heading, colour=MUTED, align="right")
    for number, one in enumerate(rows):
        y = _TOP + (number + 0.5) * row
        labels.write(canvas, number, y)
        for column in columns:
            canvas.text(column.right, y, column.texts[number], align="right", middle=True)
        _draw_bar(canvas, one, labels.width, y, width, row)
    bottom = _TOP + len(rows) * row + _BOTTOM
    canvas.text(labels.width + width / 2, bottom, say(style, "axis_cleaning"), align="center")
    canvas.keys(bottom + 4.2, keys)
    return canvas


def _draw_bar(canvas: Canvas, one: Tally, x: float, y: float, width: float, row: float) -> None:
    """Draw a document's bar, its middle at y."""
    for fate, colour in FATES.items():
        wide = width * getattr(one, fate) / one.raw if one.raw else 0.0
        if wide:
            canvas.rectangle(x, y - _BAR * row, wide, 2 * _BAR * row, colour)
        x += wide
