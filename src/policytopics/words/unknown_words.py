"""Words that the segmenter guessed, and that cannot be words: 和量, 上同, 能快.

What no dictionary has is put together from single characters by a model of how words look. It
takes a function word for the beginning of a name as easily as a syllable. Where a guess begins or
ends with a character that no word begins or ends with (a function word, a complement, a suffix), or
holds a particle, it is cut there; what is left of it stays.
"""

import re
from pathlib import Path
from typing import NamedTuple

from policytopics.words.lexicon import read_cells

__all__ = ["NO_FRAGMENTS", "Fragments", "cut_unknown_word", "read_fragments"]


class Fragments(NamedTuple):
    """Characters at which a guessed word is cut.

    Attributes
    ----------
    inside : str
        Those of which no guessed word holds one.
    begin, end : str
        Those with which none begins, and none ends.
    """

    inside: str
    begin: str
    end: str


NO_FRAGMENTS = Fragments("", "", "")


def read_fragments(path: str | Path) -> Fragments:
    """Return the characters of ``fragments.csv``: a row for each of the three places in a word.

    Raises
    ------
    ProblemsError
        With every bad line, and if a place lacks or another one is named.
    """
    return Fragments(**read_cells(path, ("place", "characters"), Fragments._fields))


def cut_unknown_word(word: str, fragments: Fragments) -> list[str]:
    """Return the pieces of a guessed word; the word itself if it may be one.

    Examples
    --------
    >>> fragments = Fragments(inside="和与", begin="上能", end="快住")
    >>> [cut_unknown_word(word, fragments) for word in ["和量", "与央企", "能快", "量子城"]]
    [['和', '量'], ['与', '央企'], ['能', '快'], ['量子城']]
    """
    inside, begin, end = fragments
    pieces = []
    for run in re.split(f"([{re.escape(inside)}])", word) if inside else [word]:
        rest = run.lstrip(begin) if len(run) > 1 else run
        core = rest.rstrip(end) if len(rest) > 1 else rest
        pieces += [*run[: len(run) - len(rest)], core, *rest[len(core) :]]
    return [piece for piece in pieces if piece]
