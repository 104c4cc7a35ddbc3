"""What figures say, in English and in Chinese: axes, keys, notes, captions, alternative texts."""

from collections.abc import Iterable

from policytopics.figures.comparison import Region, Topic
from policytopics.figures.phrases_alt import ALTERNATIVES
from policytopics.figures.phrases_caption import CAPTIONS
from policytopics.figures.phrases_drawn import DRAWN
from policytopics.figures.style import Style

__all__ = [
    "PHRASES",
    "enumerate_",
    "joined",
    "name_of",
    "part_name",
    "percent",
    "say",
    "signed",
    "years",
]

_PARTS = {
    "review": ("review", "回顾部分"),
    "problems": ("problems", "问题部分"),
    "plan": ("plan", "部署部分"),
    "closing": ("closing", "结语部分"),
    "other": ("remaining", "其他部分"),
}

PHRASES = DRAWN | CAPTIONS | ALTERNATIVES


def say(style: Style, key: str, **values: object) -> str:
    """Return a phrase in the language of the style's captions, its blanks filled."""
    return PHRASES[key][style.speech].format(**values)


def part_name(style: Style, part: str) -> str:
    """Return how the captions call a part of a report, or several, such as ``plan+review``."""
    names = [_PARTS[one][style.speech] for one in part.split("+")]
    return ("和" if style.speech else " and ").join(names)


def name_of(style: Style, named: Region | Topic) -> str:
    """Return a name in the language of the captions."""
    return named.zh if style.speech else named.en


def enumerate_(style: Style, items: Iterable[str]) -> str:
    """Return items in a row, divided as the language does."""
    return ("、" if style.speech else ", ").join(items)


def joined(style: Style, sentences: Iterable[str]) -> str:
    """Return sentences as one text, without a space between them in Chinese."""
    return ("" if style.speech else " ").join(filter(None, sentences))


def percent(share: float, decimals: int = 0) -> str:
    """Return a share in [0, 1] as a percentage.

    Examples
    --------
    >>> percent(0.256), percent(0.95), percent(0.0416, 1)
    ('26%', '95%', '4.2%')
    """
    return f"{100 * share:.{decimals}f}%"


def signed(difference: float) -> str:
    """Return a difference of shares in percentage points, with a true minus.

    Examples
    --------
    >>> signed(0.148), signed(-0.058), signed(-0.0001)
    ('+14.8', '−5.8', '0.0')
    """
    points = round(100 * difference, 1) + 0.0
    return f"{points:+.1f}".replace("-", "−") if points else "0.0"


def years(known: Iterable[int]) -> str:
    """Return the span of years, empty if none is known.

    Examples
    --------
    >>> years([2019, 2021, 2020]), years([2024]), years([])
    ('2019–2021', '2024', '')
    """
    ordered = sorted(known)
    return "–".join(map(str, dict.fromkeys([*ordered[:1], *ordered[-1:]])))
