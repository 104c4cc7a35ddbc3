"""What becomes of the largest differences under other reasonable choices: a forest plot.

A column per claim, a row per specification, so that a choice is read across and a claim downwards
(a specification curve whose rows keep their names: Simonsohn, Simmons and Nelson 2020,
https://doi.org/10.1038/s41562-020-0912-z). A specification that does not recover the category keeps
its row and counts against the claim.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from policytopics.figures.canvas import LEADING, Canvas, Key, key_rows
from policytopics.figures.captions import caption
from policytopics.figures.claims import FollowedClaim, Sweep, followed, least_agreeing, swept
from policytopics.figures.comparison import Comparison
from policytopics.figures.dot_plot import draw_marks, draw_spans
from policytopics.figures.drawing import Drawing
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import joined, name_of, part_phrase, say
from policytopics.figures.style import DOUBLE, EDGE, FOCUS, GRID, HUES, INK, MUTED, Style
from policytopics.labels import points, tick
from policytopics.tables.robustness import MAIN

__all__ = ["MOST_ROWS", "draw_robustness"]

MOST_ROWS = 40
# Height of a row, between panels, ticks, axis label, widest label of a row, least panel; in mm.
_ROW, _BETWEEN, _TICKS, _AXIS, _MOST_LABEL, _NARROWEST = 4.4, 5.0, 4.8, 3.4, 52.0, 17.0
_LINE = TEXT * LEADING
_APART = 5.8  # mm between labels of the axis: they are up to 4.4 wide
_STUDY = HUES[1]


def draw_robustness(
    compared: Comparison,
    specifications: pd.DataFrame,
    robustness: pd.DataFrame,
    claims: pd.DataFrame,
    style: Style,
) -> Drawing:
    """Return the figure ``robustness``: 183 mm wide.

    Parameters
    ----------
    compared : Comparison
        What is compared.
    specifications, robustness, claims : DataFrame
        The tables of these names.
    style : Style
    """
    sweep = swept(specifications, style)
    told = followed(compared, claims, robustness, sweep)
    shown = least_agreeing(told, sweep.others, MOST_ROWS)
    with style.context():
        canvas = _canvas(compared, style, told, sweep, shown) if told else _nothing(style)
    title = say(style, "title_robustness", n=len(told))
    return Drawing(
        canvas=canvas,
        title=title,
        alt=_alt(told, sweep, style),
        caption=_caption(compared, style, told, sweep, title, n_shown=len(shown)),
        data=pd.DataFrame([row for claim in told for row in _rows(claim)], columns=_COLUMNS),
    )


def _nothing(style: Style) -> Canvas:
    """Return a page that says that there is nothing to repeat."""
    canvas = Canvas(style, DOUBLE, 10.0)
    canvas.text(DOUBLE / 2, 5.0, say(style, "no_difference"), colour=MUTED, align="center")
    return canvas


def _canvas(
    compared: Comparison,
    style: Style,
    claims: Sequence[FollowedClaim],
    sweep: Sweep,
    shown: Sequence[str],
) -> Canvas:
    """Return a panel per claim, a row per specification."""
    letters, names = style.letters, [MAIN, *shown]
    room = DOUBLE - EDGE - 1.5
    most = room - 3.0 - len(claims) * (_NARROWEST + _BETWEEN)
    labels = [letters.fit(sweep.labels[name], min(_MOST_LABEL, most)) for name in names]
    left = EDGE + letters.widest(labels, bold=True) + 1.8
    width = min(40.0, (room - left) / len(claims) - _BETWEEN)
    heads = [_Head(style, claim, width) for claim in claims]
    top = max(head.height for head in heads)
    keys = _keys(style, compared.level)
    foot = _LINE + _TICKS + _AXIS + 3.5 + len(key_rows(style, keys, DOUBLE)) * 1.2 * _LINE
    bottom = top + len(names) * _ROW
    canvas = Canvas(style, DOUBLE, bottom + foot)
    for row, label in enumerate(labels):
        y = top + (row + 0.5) * _ROW
        main = row == 0
        ink = _STUDY[1] if main else INK
        canvas.text(left - 1.8, y, label, bold=main, colour=ink, align="right", middle=True)
    counted = say(style, "same_sign")
    canvas.text(left - 1.8, bottom + 0.5 * _LINE, counted, colour=MUTED, align="right", middle=True)
    scale = _scale(claims, names)
    for number, claim in enumerate(claims):
        x = left + number * (width + _BETWEEN)
        heads[number].write(canvas, x, top - max(head.height for head in heads))
        axes = canvas.rows(x, top, width, len(names) * _ROW + _LINE, len(names))
        axes.set_ylim(len(names) - 0.5 + _LINE / _ROW, -0.5)
        _draw_claim(axes, claim, names, scale, width)
        count = f"{claim.n_same_sign} / {len(sweep.others)}"
        y = bottom + 0.5 * _LINE
        canvas.text(x + width / 2, y, count, colour=MUTED, align="center", middle=True)
        _write_unknown(canvas, claim, names, x + width / 2, top)
    middle = (left + DOUBLE - EDGE) / 2
    at = bottom + _LINE + _TICKS + _AXIS
    canvas.text(middle, at, say(style, "axis_robustness"), align="center")
    canvas.keys(at + 4.2, keys)
    return canvas


def _write_unknown(
    canvas: Canvas, claim: FollowedClaim, names: Sequence[str], x: float, top: float
) -> None:
    """Say in its row where a specification does not recover the category."""
    for row, name in enumerate(names):
        if not claim.repeated[name].recovered:
            y, said = top + (row + 0.5) * _ROW, say(canvas.style, "unrecovered")
            canvas.text(x, y, said, colour=MUTED, align="center", middle=True)


class _Head:
    """A claim's region and category above its panel."""

    def __init__(self, style: Style, claim: FollowedClaim, width: float) -> None:
        self.ink, letters, language = claim.region.ink, style.letters, style.language
        self.region = letters.wrap_name(claim.region.name(language), width, most=2)
        self.category = letters.wrap(claim.category.name(language), width, most=3)
        both = language == "both" and claim.category.en != claim.category.zh
        self.english = letters.wrap(claim.category.en, width, most=2) if both else []
        self._n_lines = len(self.region) + len(self.category) + len(self.english)

    @property
    def height(self) -> float:
        """Return the height in mm, with the space around."""
        return 3.0 + self._n_lines * _LINE

    def write(self, canvas: Canvas, x: float, top: float) -> None:
        """Write it with its top at ``top``."""
        y = canvas.lines(x, top + 1.4 + _LINE, self.region, bold=True, colour=self.ink)
        canvas.lines(x, canvas.lines(x, y, self.category), self.english, colour=MUTED)


def _scale(claims: Sequence[FollowedClaim], names: Sequence[str]) -> tuple[float, float]:
    """Return the ends of the axis that all panels share, in percentage points, 0 inside."""
    values = [100 * end for claim in claims for name in names for end in claim.repeated[name][1:]]
    known = [value for value in values if not math.isnan(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    margin = 0.04 * (high - low) or 1.0
    return low - margin, high + margin


def _draw_claim(
    axes: Axes,
    claim: FollowedClaim,
    names: Sequence[str],
    scale: tuple[float, float],
    width: float,
) -> None:
    """Draw one claim's estimates; filled where the interval excludes 0 with the study's sign."""
    # Lines only through rows with an estimate: the others say in words that there is none.
    tops = np.array([row for row, name in enumerate(names) if claim.repeated[name].recovered]) - 0.5
    for at in _point_axis(axes, scale, width):
        colour, thick = (INK, 0.8) if at == 0 else (GRID, 0.5)
        axes.vlines(
            np.full(len(tops), at), tops, tops + 1, colors=colour, linewidth=thick, zorder=2
        )
    for colour, rows in (
        (_STUDY[0], [(0, claim.repeated[MAIN])]),
        (FOCUS[0], [(row, claim.repeated[name]) for row, name in enumerate(names) if row]),
    ):
        known = [(row, one) for row, one in rows if one.recovered]
        draw_spans(axes, [(row, 100 * one.low, 100 * one.high) for row, one in known], colour, 1.2)
        for filled in (True, False):
            some = [
                (100 * one.difference, row)
                for row, one in known
                if one.excludes(claim.difference) == filled
            ]
            draw_marks(axes, some, colour, 3.2, filled=filled)


def _point_axis(axes: Axes, scale: tuple[float, float], width: float) -> list[float]:
    """Give axes a bottom axis in percentage points with a few labels; return where they stand."""
    low, high = scale
    axes.set_xlim(low, high)
    # So close to each other that there is room for a label beside the 0.
    steps = (1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 75, 100)
    step = next(step for step in steps if step * width / (high - low) >= _APART or step == 100)
    places = np.arange(math.ceil(low / step) * step, high + 1e-9, step)
    axes.set_xticks(places, [tick(at, signed=True) for at in places])
    axes.spines["bottom"].set_visible(True)
    return [float(at) for at in places]


def _keys(style: Style, level: str) -> list[Key]:
    """Return what the symbols mean."""
    return [
        Key("dot", _STUDY[0], say(style, "the_study")),
        Key("dot", FOCUS[0], say(style, "other_specification", level=level)),
        Key("ring", FOCUS[0], say(style, "interval_holds_zero")),
        Key("line", FOCUS[0], say(style, "simultaneous", level=level)),
    ]


def _caption(
    compared: Comparison,
    style: Style,
    claims: Sequence[FollowedClaim],
    sweep: Sweep,
    title: str,
    *,
    n_shown: int,
) -> str:
    """Return the caption."""
    n = len(sweep.others)
    shown = say(
        style, "shown_robustness", part=part_phrase(style, compared.part), level=compared.level
    )
    extra = [say(style, "specifications_run", n=n)] if n else [say(style, "no_specification")]
    if claims and not claims[0].claimed:
        extra.append(say(style, "largest_not_distinct"))
    extra += [say(style, "specifications_failed", n=sweep.n_failed)] if sweep.n_failed else []
    extra += [say(style, "specifications_left_out", n=n_shown, all=n)] if n_shown < n else []
    if not claims:
        return f"**{title}**\n\n{say(style, 'no_difference')}"
    return caption(compared, style, title, shown, emphasis=None, extra=extra)


def _alt(claims: Sequence[FollowedClaim], sweep: Sweep, style: Style) -> str:
    """Return the alternative text: every claim with how many specifications agree."""
    n = len(sweep.others)
    sentences = [say(style, "alt_robustness", k=len(claims), n=n)]
    sentences += [
        say(
            style,
            "alt_claim",
            region=name_of(style, claim.region),
            category=name_of(style, claim.category),
            points=points(claim.difference),
            agreeing=claim.n_same_sign,
            n=n,
        )
        for claim in claims
    ]
    return joined(style, sentences)


_COLUMNS = [
    "region_id",
    "category_id",
    "specification",
    "difference",
    "difference_low",
    "difference_high",
    "recovered",
]


def _rows(claim: FollowedClaim) -> list[tuple[object, ...]]:
    """Return the numbers of a claim, the study first."""
    place = claim.region.region_id, claim.category.category_id
    ordered = sorted(claim.repeated, key=lambda name: (name != MAIN, name))
    return [
        (*place, name, *claim.repeated[name], claim.repeated[name].recovered) for name in ordered
    ]
