"""What figures say, in English and in Chinese: axes, keys, notes, captions, alternative texts."""

from collections.abc import Iterable

from policytopics.figures.comparison import Category, Region
from policytopics.figures.phrases_alt import ALTERNATIVES
from policytopics.figures.phrases_caption import CAPTIONS
from policytopics.figures.phrases_drawn import DRAWN
from policytopics.figures.style import Style
from policytopics.labels import CATEGORY_LABELS, part_label

__all__ = [
    "WORDING",
    "enumerate_",
    "joined",
    "name_of",
    "part_phrase",
    "say",
]

WORDING = DRAWN | CAPTIONS | ALTERNATIVES


def say(style: Style, key: str, **values: object) -> str:
    """Return a phrase in the language of the style's captions, its blanks filled.

    ``noun`` and ``nouns`` are what categories of the style's scheme are called.
    """
    noun = CATEGORY_LABELS[style.scheme][style.speech]
    nouns = noun if style.speech else f"{noun}s"
    return WORDING[key][style.speech].format(**{"noun": noun, "nouns": nouns, **values})


def part_phrase(style: Style, part: str) -> str:
    """Return how the captions call a part of a report, or several, such as ``plan+review``."""
    return part_label(part, style.speech) + ("部分" if style.speech else "")


def name_of(style: Style, named: Region | Category) -> str:
    """Return a name in the language of the captions."""
    return named.zh if style.speech else named.en


def enumerate_(style: Style, items: Iterable[str]) -> str:
    """Return items in a row, divided as the language does."""
    return ("、" if style.speech else ", ").join(items)


def joined(style: Style, sentences: Iterable[str]) -> str:
    """Return sentences as one text, without a space between them in Chinese."""
    return ("" if style.speech else " ").join(filter(None, sentences))
