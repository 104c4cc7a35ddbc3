"""Words that names of villages, lakes, parks, bridges and firms are made with."""

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from policytopics.words.lexicon import read_cells

__all__ = ["NO_SPOT_WORDS", "SpotWords", "read_spot_words"]


class _Kinds(NamedTuple):
    """The kinds of such words, as ``spots.csv`` names them."""

    spot: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    feature: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    no_name: tuple[str, ...] = ()


class SpotWords(_Kinds):
    """The words of each kind.

    Attributes
    ----------
    spot : tuple of str
        Words for a spot, which stand at the end of its name or right behind it.
    organisation : tuple of str
        Words for an organisation, which stand right behind its name.
    feature : tuple of str
        Natural features: before them even a word that the dictionary takes for a person's is a
        name.
    ending : tuple of str
        Last characters of names that are no words for a spot.
    no_name : tuple of str
        Before a word for a spot these make a phrase, not a name: 进村, 全镇, 水站.
    """

    @cached_property
    def followers(self) -> frozenset[str]:
        """Return what stands right behind a name."""
        return frozenset((*self.spot, *self.organisation))


NO_SPOT_WORDS = SpotWords()


def read_spot_words(path: str | Path) -> SpotWords:
    """Return the words of ``spots.csv``: a row for each kind, its words separated by ``|``.

    Raises
    ------
    ProblemsError
        With every bad line, and if a kind lacks or another one is named.
    """
    cells = read_cells(path, ("kind", "words"), _Kinds._fields)
    return SpotWords(**{kind: tuple(words.split("|")) for kind, words in cells.items()})
