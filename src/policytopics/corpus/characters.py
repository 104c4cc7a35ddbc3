"""Facts about Chinese characters that several modules of this stage need."""

import re

import numpy as np
import numpy.typing as npt

__all__ = [
    "FULL_WIDTH",
    "HAN",
    "NUMERAL",
    "codes_of",
    "common_characters",
    "count_characters",
    "count_han",
    "with_arabic_years",
]

# Character classes, to stand inside [...] of a regular expression.
HAN = "㐀-䶿一-鿿豈-﫿"
NUMERAL = "〇零一二三四五六七八九十百"

# ASCII marks to those that stand beside Chinese.
FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")

_HAN = re.compile(f"[{HAN}]")
_ZEROS = "〇○零OoＯ◯0０"
_YEAR = re.compile(
    rf"[一二][{_ZEROS}九][{_ZEROS}一二三四五六七八九]{{2}}(?=年)|[１２][０-９]{{3}}(?=年)"
)
_DIGITS = str.maketrans(
    f"{_ZEROS}一二三四五六七八九１２３４５６７８９", "0" * len(_ZEROS) + "123456789" * 2
)


def count_han(text: str) -> int:
    """Return the number of Han characters.

    Examples
    --------
    >>> count_han("2024年，GDP增长5%")
    3
    """
    return len(_HAN.findall(text))


def codes_of(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a text, shape (characters,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def count_characters(text: str) -> dict[str, int]:
    """Return how often each character stands in a text, by code point.

    Examples
    --------
    >>> count_characters("人人为我")
    {'为': 1, '人': 2, '我': 1}
    """
    # Several times faster than a Counter, as every document is counted whole.
    counts = np.bincount(codes_of(text))
    found = counts.nonzero()[0]
    return dict(zip(map(chr, found.tolist()), counts[found].tolist(), strict=True))


def with_arabic_years(text: str) -> str:
    """Return a text with its years in digits.

    Examples
    --------
    >>> with_arabic_years("二〇二四年重点工作，二十年来"), with_arabic_years("二00三年")
    ('2024年重点工作，二十年来', '2003年')
    """
    if "年" not in text:
        return text
    return _YEAR.sub(lambda found: found.group().translate(_DIGITS), text)


def common_characters() -> frozenset[str]:
    """Return the characters of everyday Chinese, simplified and traditional, with punctuation.

    Level 1 of GB 2312 (rows 16 to 55) and the frequent plane of Big5 (A440 to C67E), which
    national standards bodies chose by frequency, and the punctuation of both.
    """
    return frozenset(
        _block("gb2312", (0xA1, 0xA3), (0xA1, 0xFE))
        + _block("gb2312", (0xB0, 0xD7), (0xA1, 0xFE))
        + _block("big5", (0xA1, 0xA3), (0x40, 0xFE))
        + _block("big5", (0xA4, 0xC6), (0x40, 0xFE))
    )


def _block(encoding: str, lead: tuple[int, int], trail: tuple[int, int]) -> str:
    """Return all characters of a rectangle of a double-byte code table."""
    return "".join(
        bytes([high, low]).decode(encoding, errors="ignore")
        for high in range(lead[0], lead[1] + 1)
        for low in range(trail[0], trail[1] + 1)
    )
