"""How many topics: every criterion over the candidates, the admissible numbers and the chosen one.

The panel shows what the written rule saw, so that a reader can judge the choice or make another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from policytopics.figures.canvas import LEADING, Canvas, Key, key_rows
from policytopics.figures.drawing import Drawing
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import enumerate_, joined, say
from policytopics.figures.style import CONTEXT, DOUBLE, EDGE, FOCUS, HUES, MUTED, Style, pale
from policytopics.labels import CRITERION_LABELS, capital, tick

__all__ = ["draw_candidates"]

# The criteria that the rule reads come first; others that a table may hold, last.
_ORDER = tuple(CRITERION_LABELS)
_LESS_IS_BETTER = ("error", "held_out")
_COLUMNS = 5
# Room for the labels of values, between columns, height of a panel, space above and below; in mm.
_LEFT, _BETWEEN, _PANEL, _HEAD, _TICKS, _APART = 8.6, 1.6, 30.0, 10.4, 4.8, 2.0
# Two labels of numbers of topics do not touch at this distance, in mm.
_LABEL = 4.2
_CHOSEN = HUES[1]
_LINE = TEXT * LEADING


@dataclass(frozen=True)
class _Criterion:
    """One criterion over the candidates: rows of k, value, low, high, by k."""

    name: str
    rows: tuple[tuple[int, float, float, float], ...]

    @property
    def best(self) -> int:
        """Return the place of the best value, of equals the first."""
        sign = -1 if self.name in _LESS_IS_BETTER else 1
        return max(range(len(self.rows)), key=lambda i: (sign * self.rows[i][1], -i))


@dataclass(frozen=True)
class _Panel:
    """All criteria with the numbers that the rule let through."""

    criteria: tuple[_Criterion, ...]
    numbers: tuple[int, ...]
    admissible: tuple[int, ...]
    chosen: int


def draw_candidates(candidates: pd.DataFrame, style: Style) -> Drawing:
    """Return the figure ``candidates``: 183 mm wide.

    Parameters
    ----------
    candidates : DataFrame
        The table of this name.
    style : Style
    """
    ordered = candidates.sort_values(["k", "criterion"], ignore_index=True)
    panel = _panel(ordered)
    with style.context():
        canvas = _canvas(panel, style)
    title = say(style, "title_candidates")
    admissible = _listed(style, panel.admissible)
    rule = (
        say(style, "rule", admissible=admissible, k=panel.chosen)
        if len(panel.numbers) > 1
        else say(style, "rule_one", k=panel.chosen)
    )
    return Drawing(
        canvas=canvas,
        title=title,
        alt=_alt(panel, style),
        caption=f"**{title}**\n\n{joined(style, [say(style, 'shown_candidates'), rule])}",
        data=ordered,
    )


def _panel(ordered: pd.DataFrame) -> _Panel:
    """Return the table as the figure shows it."""
    names = sorted(set(ordered["criterion"]), key=lambda name: (_place(name), name))
    criteria = []
    for name in names:
        rows = ordered[ordered["criterion"] == name]
        values = (rows[column].astype(float) for column in ("value", "low", "high"))
        criteria.append(_Criterion(name, tuple(zip(rows["k"].astype(int), *values, strict=True))))
    return _Panel(
        criteria=tuple(criteria),
        numbers=_numbers(ordered["k"]),
        admissible=_numbers(ordered.loc[ordered["admissible"], "k"]),
        chosen=_numbers(ordered.loc[ordered["chosen"], "k"])[0],
    )


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _numbers(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({int(value) for value in values}))


def _listed(style: Style, numbers: Sequence[int]) -> str:
    return enumerate_(style, map(str, numbers))


def _said(style: Style, name: str) -> str:
    """Return how a criterion is called."""
    return capital(CRITERION_LABELS[name][style.speech]) if name in CRITERION_LABELS else name


def _alt(panel: _Panel, style: Style) -> str:
    """Return the alternative text."""
    names = enumerate_(style, [_said(style, one.name) for one in panel.criteria])
    first, last = panel.numbers[0], panel.numbers[-1]
    sentences = [say(style, "alt_candidates", criteria=names, first=first, last=last)]
    sentences += [
        say(style, "alt_best", criterion=_said(style, one.name), k=one.rows[one.best][0])
        for one in panel.criteria
    ]
    admissible = _listed(style, panel.admissible)
    return joined(
        style, [*sentences, say(style, "alt_chosen", k=panel.chosen, admissible=admissible)]
    )


def _canvas(panel: _Panel, style: Style) -> Canvas:
    """Return the criteria's panels, at most five in a row, and the key beneath."""
    n_columns = min(_COLUMNS, len(panel.criteria))
    n_rows = -(-len(panel.criteria) // n_columns)
    width = (DOUBLE - 2 * EDGE - (n_columns - 1) * _BETWEEN) / n_columns - _LEFT
    keys = _keys(panel, style)
    block = _HEAD + _PANEL + _TICKS + _APART
    foot = 3.4 + 3.6 + len(key_rows(style, keys, DOUBLE)) * 1.2 * _LINE
    canvas = Canvas(style, DOUBLE, n_rows * block - _APART + foot)
    for number, criterion in enumerate(panel.criteria):
        row, column = divmod(number, n_columns)
        x = EDGE + _LEFT + column * (width + _LEFT + _BETWEEN)
        y = row * block + _HEAD
        room = width + _BETWEEN
        name = style.letters.fit(_said(style, criterion.name), room, bold=True)
        canvas.text(x, y - 5.6, name, bold=True)
        hint = "less" if criterion.name in _LESS_IS_BETTER else "more"
        canvas.text(x, y - 2.2, say(style, hint), colour=MUTED)
        axes = canvas.axes(x, y, width, _PANEL)
        _draw_criterion(axes, criterion, panel)
        _number_axis(axes, panel, width)
    bottom = n_rows * block - _APART + 3.2
    canvas.text(DOUBLE / 2, bottom, say(style, "axis_k"), align="center")
    canvas.keys(bottom + 4.2, keys)
    return canvas


def _keys(panel: _Panel, style: Style) -> list[Key]:
    """Return what the symbols mean."""
    keys = [
        Key("band", _CHOSEN[0], say(style, "chosen", k=panel.chosen)),
        Key("dot", FOCUS[0], say(style, "admissible")),
        Key("ring", FOCUS[0], say(style, "inadmissible")),
        Key("tick", FOCUS[0], say(style, "one_error")),
    ]
    if len(panel.numbers) > 1:
        keys.append(Key("dashes", MUTED, say(style, "bound")))
    return keys


def _draw_criterion(axes: Axes, criterion: _Criterion, panel: _Panel) -> None:
    """Draw one criterion's values with their spread; filled where the number is admissible."""
    # Pale and wide, so that the spread of the chosen number is seen on it.
    axes.axvline(panel.chosen, color=pale(_CHOSEN[0], 0.45), linewidth=3.0, zorder=1)
    numbers = [row[0] for row in criterion.rows]
    axes.plot(numbers, [row[1] for row in criterion.rows], color=CONTEXT, linewidth=0.8, zorder=2)
    for colour, chosen in ((FOCUS[0], False), (_CHOSEN[0], True)):
        rows = [row for row in criterion.rows if (row[0] == panel.chosen) == chosen]
        ks, _, lows, highs = zip(*rows, strict=True) if rows else ((),) * 4
        axes.vlines(ks, lows, highs, colors=colour, linewidth=1.2, capstyle="butt", zorder=3)
        for filled in (True, False):
            some = [row[:2] for row in rows if (row[0] in panel.admissible) == filled]
            _draw_values(axes, some, colour, filled=filled)
    if criterion.name == "silhouette" and len(panel.numbers) > 1:
        bound = criterion.rows[criterion.best][2]
        axes.axhline(bound, color=MUTED, linewidth=0.8, linestyle=(0, (4, 2)), zorder=1.5)
    _value_axis(axes, criterion)


def _draw_values(
    axes: Axes, places: Sequence[tuple[int, float]], colour: str, *, filled: bool
) -> None:
    """Draw values at (k, value), hollow where the number is not admissible."""
    if places:
        axes.plot(
            *zip(*places, strict=True),
            linestyle="none",
            marker="o",
            markersize=3.4,
            markerfacecolor=colour if filled else "white",
            markeredgecolor=colour,
            markeredgewidth=0.8,
            zorder=4,
        )


def _value_axis(axes: Axes, criterion: _Criterion) -> None:
    """Give axes a scale that holds every interval, with a few labels."""
    low, high = min(row[2] for row in criterion.rows), max(row[3] for row in criterion.rows)
    # Where all values are the same there is no range to fill.
    margin = 0.08 * (high - low) or 0.05
    axes.set_ylim(low - margin, high + margin)
    places = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    places = [float(at) for at in places if low - margin <= at <= high + margin]
    axes.set_yticks(places, list(map(tick, places)))
    axes.grid(axis="y")
    axes.tick_params(axis="y", length=0, pad=2, labelcolor=MUTED)


def _number_axis(axes: Axes, panel: _Panel, width: float) -> None:
    """Give axes a bottom axis with the numbers of topics, the chosen one in bold."""
    first, last = panel.numbers[0] - 0.5, panel.numbers[-1] + 0.5
    axes.set_xlim(first, last)
    labelled = _labelled(panel, width / (last - first))
    axes.set_xticks(labelled, [str(k) for k in labelled])
    axes.set_xticks([k for k in panel.numbers if k not in labelled], minor=True)
    axes.tick_params(axis="x", which="minor", length=1.4, width=0.4)
    axes.spines["bottom"].set_visible(True)
    for k, label in zip(labelled, axes.get_xticklabels(), strict=True):
        if k == panel.chosen:
            label.set(color=_CHOSEN[1], fontweight="bold")


def _labelled(panel: _Panel, per_number: float) -> list[int]:
    """Return the numbers with room for a label: the chosen one, and outwards from it."""
    kept = [panel.chosen]
    for outwards in (
        [k for k in panel.numbers if k > panel.chosen],
        [k for k in reversed(panel.numbers) if k < panel.chosen],
    ):
        last = panel.chosen
        for k in outwards:
            if abs(k - last) * per_number >= _LABEL:
                kept.append(k)
                last = k
    return sorted(kept)
