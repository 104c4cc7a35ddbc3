"""Text that stands in a file more than once: the whole body pasted again, or stretches of it.

A sentence of the genre may recur; a stretch of many characters in the same words and order is a
copy.
"""

from collections import defaultdict
from collections.abc import Sequence

__all__ = ["repeated"]

# ASSUME: a paragraph of so many characters is told twice by no report; shorter ones, as salutations
# and formulas, only count within a stretch that repeats.
_LEAST_ALONE = 80
_LEAST_STRETCH = 200


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
