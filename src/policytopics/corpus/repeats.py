"""Text that stands in a file more than once: the whole body pasted again, or stretches of it.

A sentence of the genre may recur; a stretch of many characters in the same words and order is a
copy.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

__all__ = ["repeated"]

# ASSUME: a paragraph of so many characters is told twice by no report; shorter ones, as salutations
# and formulas, only count within a stretch that repeats.
_LEAST_ALONE = 80
_LEAST_STRETCH = 200
# Of a file whose paragraphs each stand twice in a row, so many of its characters do.
_MOSTLY, _LEAST_TWICE = 0.8, 4
_BLANK = re.compile(r"\s+")


def repeated(lines: Sequence[str]) -> list[bool]:
    """Return which lines say again what stands before, in the same words.

    Parameters
    ----------
    lines : sequence of str
        Of one document.

    Returns
    -------
    list of bool
        The first copy of everything stays.

    Examples
    --------
    >>> long = "全县经济运行平稳，各项事业取得新的进展，人民生活持续改善。" * 4
    >>> repeated(["各位代表！", long, "各位代表！", "加快发展。", long])
    [False, False, False, False, True]
    """
    keys = [_BLANK.sub("", line) for line in lines]
    found = _doubled(keys)
    left = [i for i, twice in enumerate(found) if not twice]
    for i, again in zip(left, _stretches([keys[i] for i in left]), strict=True):
        found[i] = again
    return found


def _doubled(lines: Sequence[str]) -> list[bool]:
    """Return which lines say again the line before, if nearly all of the file is so doubled.

    A page read twice, paragraph by paragraph: then the short ones are copies too.
    """
    found = [False] * len(lines)
    for i in range(1, len(lines)):
        found[i] = bool(lines[i]) and lines[i] == lines[i - 1] and not found[i - 1]
    twice = sum(len(line) for line, again in zip(lines, found, strict=True) if again)
    whole = sum(map(len, lines))
    if sum(found) < _LEAST_TWICE or 2 * twice < _MOSTLY * whole:
        return [False] * len(lines)
    return found


def _stretches(lines: Sequence[str]) -> list[bool]:
    """Return which lines stand before, alone or in a stretch that is long enough."""
    found = [False] * len(lines)
    places: dict[str, list[int]] = defaultdict(list)
    i = 0
    while i < len(lines):
        length = max((_run(lines, first, i) for first in places.get(lines[i], ())), default=0)
        size = sum(len(line) for line in lines[i : i + length])
        alone = length > 0 and len(lines[i]) >= _LEAST_ALONE
        if size >= _LEAST_STRETCH or alone:
            found[i : i + length] = [True] * length
        else:
            length = 1
            places[lines[i]].append(i)
        i += length
    return found


def _run(lines: Sequence[str], first: int, again: int) -> int:
    """Return how many lines from ``again`` on repeat those from ``first`` on."""
    length = 0
    while again + length < len(lines) and first + length < again:
        if lines[first + length] != lines[again + length]:
            break
        length += 1
    return length
