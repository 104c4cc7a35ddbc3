"""Notes of a printed page inside a report: where a newspaper continues it, and from where."""

import re

from policytopics.corpus.characters import NUMERAL

__all__ = ["without_jumps"]

_PAGE = rf"第?\s*[A-Z]?\s*[{NUMERAL}\d]{{1,3}}\s*版"
_JUMP = re.compile(rf"\s*（\s*(?:下转|上接|紧接|接上|转|接)\s*{_PAGE}[^（）。]{{0,6}}）\s*")


def without_jumps(text: str) -> tuple[str, int]:
    """Return a line without its jump notes, and how many there were.

    Examples
    --------
    >>> without_jumps("提供了行动指南。（下转第四版）（紧接第一版） 我们坚持人民至上。")
    ('提供了行动指南。我们坚持人民至上。', 2)
    >>> without_jumps("新版教材（第三版）已经启用。")
    ('新版教材（第三版）已经启用。', 0)
    """
    n_changes, n_found = 0, int("版" in text)
    # Again: what is left around a note may read as one.
    while n_found:
        text, n_found = _JUMP.subn("", text)
        n_changes += n_found
    return text, n_changes
