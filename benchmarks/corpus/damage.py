"""Clean text made into what the pages have: traditional script, pinyin notes, cuts on raw bytes.

The text is converted character by character; then, on GBK bytes and blind to characters, a note is
put behind each chosen character, and a byte that later vanishes in front of some marks. What was
split is read one byte late. The truth is known.
"""

import random
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from opencc import OpenCC

__all__ = ["damaged", "noted_characters", "truth"]

# Marks a byte was put before, in this order; before the last three not every time.
MARKS = "、，。！？；"
SOMETIMES, HOW_OFTEN = "！？；", 0.6
PINYIN = Path(__file__).parents[2] / "resources/gazetteer/pinyin.csv"
_TONED = str.maketrans("aoeiuü", "āōēīūǖ")


def truth(text: str) -> str:
    """Return a clean text in traditional script, as far as GBK has it, with narrow marks."""
    return _narrow(_traditional(text))


def damaged(text: str, notes: Mapping[str, str], seed: int) -> str:
    """Return a clean text as such a page has it.

    Parameters
    ----------
    text : str
        Simplified, line by line.
    notes : mapping of str to str
        Traditional character → the reading put behind it.
    seed : int
        Chooses which of the marks are hit that are hit sometimes.
    """
    rng = random.Random(seed)
    return "\n".join(_narrow(_line(line, notes, rng)) for line in _traditional(text).split("\n"))


def _traditional(text: str) -> str:
    """Return a text in traditional script, as far as GBK has it."""
    old = OpenCC("s2t").convert(text)
    return "".join(one for one in old if one == "\n" or one.encode("gbk", errors="ignore"))


def _line(line: str, notes: Mapping[str, str], rng: random.Random) -> str:
    """Return one line, damaged on its bytes and read again."""
    data = line.encode("gbk")
    for character, reading in notes.items():
        code = character.encode("gbk")
        data = data.replace(code, code + f"({reading})".encode("gbk"))
    for mark in MARKS:
        code = mark.encode("gbk")
        first, *rest = data.split(code)
        for piece in rest:
            hit = mark not in SOMETIMES or rng.random() < HOW_OFTEN
            first += (b"\x00" if hit else b"") + code + piece
        data = first
    return _read(data).replace("\x00", "")


def _read(data: bytes) -> str:
    """Return bytes as a forgiving reader of GBK shows them."""
    shown, i = [], 0
    while i < len(data):
        pair = data[i : i + 2]
        if data[i] < 0x80:
            shown.append(chr(data[i]))
            i += 1
            continue
        broken = len(pair) < 2 or pair[1] < 0x40 or pair[1] == 0x7F
        shown.append("?" if broken else pair.decode("gbk", errors="ignore"))
        i += len(pair)
    return "".join(shown)


def _narrow(text: str) -> str:
    """Return a text with full-width forms made ASCII."""
    return "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in text)


def noted_characters(text: str, seed: int, number: int = 57) -> dict[str, str]:
    """Return characters to bear notes: drawn from the frequent ones that have two scripts.

    Their readings have the first tone, whatever is right: only the shape of a note counts.
    """
    readings = pd.read_csv(PINYIN).set_index("character")["pinyin"]
    simple = OpenCC("t2s")
    old = pd.Series([one for one in _traditional(text) if simple.convert(one) != one])
    known = [one for one in old.value_counts().index[:300] if simple.convert(one) in readings.index]
    chosen = random.Random(seed).sample(sorted(known), min(number, len(known)))
    return {one: _toned(str(readings[simple.convert(one)])) for one in chosen}


def _toned(reading: str) -> str:
    """Return a reading with a tone on its first vowel."""
    place = next(i for i, one in enumerate(reading) if one in "aoeiuü")
    return reading[:place] + reading[place].translate(_TONED) + reading[place + 1 :]
