"""What bytes a displayed character may stand for in GBK, and which characters share a byte.

A page that was cut on raw GBK bytes is read one byte late: each displayed character is then the
second byte of one character and the first of the next. These tables lead back.
"""

from functools import cache

__all__ = [
    "LEADS",
    "character",
    "lead_of",
    "pairs",
    "swallowed",
    "vanishing",
    "with_lead",
    "with_trail",
]

LEADS = bytes(range(0x81, 0xFF))
_TRAILS = bytes(byte for byte in range(0x40, 0xFF) if byte != 0x7F)
# In GBK the full-width twin of the ASCII character c is A3, 80 + c.
_FULL_WIDTH_ROW = 0xA3


def character(lead: int, trail: int) -> str:
    """Return the character of two bytes, or the empty string.

    Examples
    --------
    >>> character(0xB8, 0xAE), character(0xFE, 0xBF)
    ('府', '')
    """
    return bytes([lead, trail]).decode("gbk", errors="ignore")


def pairs(displayed: str) -> list[tuple[int, int]]:
    """Return the byte pairs that a displayed character may stand for.

    Full-width forms are often made ASCII after the damage, so that ``!`` may be either.

    Examples
    --------
    >>> [f"{lead:02X}{trail:02X}" for lead, trail in pairs("府") + pairs("!")]
    ['B8AE', 'A3A1']
    """
    if displayed == " ":
        return [(0xA1, 0xA1)]
    if displayed.isascii():
        visible = 0x21 <= ord(displayed) <= 0x7E
        return [(_FULL_WIDTH_ROW, 0x80 + ord(displayed))] if visible else []
    data = displayed.encode("gbk", errors="ignore")
    return [(data[0], data[1])] if len(data) == 2 else []


@cache
def with_trail(trail: int) -> tuple[tuple[int, str], ...]:
    """Return the characters with this second byte, each with its first."""
    found = ((lead, character(lead, trail)) for lead in LEADS)
    return tuple((lead, one) for lead, one in found if one)


@cache
def with_lead(lead: int) -> tuple[tuple[int, str], ...]:
    """Return the characters with this first byte, each with its second."""
    found = ((trail, character(lead, trail)) for trail in _TRAILS)
    return tuple((trail, one) for trail, one in found if one)


@cache
def swallowed(first: int) -> bytes:
    """Return the bytes that vanish together with ``first``: no character has the pair.

    Examples
    --------
    >>> 0xBF in swallowed(0xFE), swallowed(0xB8)
    (True, b'')
    """
    return bytes(byte for byte in LEADS if not character(first, byte)) if first > 0x80 else b""


def lead_of(character: str) -> int:
    """Return the first byte of a character, as GBK has it."""
    found = pairs(character)
    return found[0][0] if found else 0


@cache
def vanishing(leads: bytes) -> dict[str, bytes]:
    """Return the characters whose second byte can vanish, and what may vanish with it."""
    pairs_of = (pair for lead in leads for pair in with_lead(lead))
    return {character: rest for trail, character in pairs_of if (rest := swallowed(trail))}
