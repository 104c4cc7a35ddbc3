"""The shape of UTF-8: which bytes begin a character, and how many follow."""

from collections.abc import Iterable
from functools import cache

__all__ = ["fits_utf8", "length_begun"]


def fits_utf8(shape: Iterable[tuple[bytes, ...]]) -> bool:
    """Return whether bytes can be UTF-8, FF standing for any byte beyond ASCII."""
    waiting = {0}
    for options in shape:
        after = set()
        for data in options:
            left = waiting
            for byte in data:
                left = {rest for one in left for rest in _rests(one, byte)}
            after |= left
        waiting = after
    return 0 in waiting


def _rests(waiting: int, byte: int) -> tuple[int, ...]:
    """Return how many bytes a character may still lack after another byte."""
    if byte == 0xFF:
        return (waiting - 1,) if waiting else (1, 2)
    if waiting:
        return (waiting - 1,) if 0x80 <= byte < 0xC0 else ()
    return (length_begun(byte) - 1,) if length_begun(byte) else ()


@cache
def length_begun(byte: int) -> int:
    """Return the length of a character that begins with a byte; 0 if none does."""
    bounds = ((0x80, 1), (0xC2, 0), (0xE0, 2), (0xF0, 3), (0xF5, 4))
    return next((length for bound, length in bounds if byte < bound), 0)
