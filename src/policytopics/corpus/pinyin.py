"""Pinyin notes put behind characters against duplicate detection, and the damage they came with.

Pages of this family read ``現(xiàn)在``: behind each of some 57 chosen characters stands its
reading, put there on raw GBK bytes. Where the bytes of two characters straddled such a pair, the
note split a character: that damage is the matter of `policytopics.corpus.shifted`.
"""

import re

from policytopics.corpus.characters import HAN

__all__ = ["LEAST_NOTES", "READING", "count_notes", "noted", "strip_notes"]

# Clean reports have none at all; five are no accident.
LEAST_NOTES = 5

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# What no text without it can hold a note of, and is found faster than a note.
_TONE = re.compile(f"[{_TONED}]")
READING = f"[a-zɡü{_TONED}]{{0,5}}[{_TONED}][a-zɡü]{{0,3}}"
# A note may also stand behind a Latin letter or sign: the second byte of a shifted character.
_NOTE = re.compile(rf"(?<=[{HAN}A-Za-z^_@`{{|}}~\[\]\\])[(（]{READING}[)）]")
_NOTED = re.compile(rf"([{HAN}])[(（]({READING})[)）]")
# The opening bracket was swallowed with the byte before it.
_BROKEN = re.compile(rf"(?<=[?？]){READING}[)）]")


def count_notes(text: str) -> int:
    """Return the number of whole notes.

    Examples
    --------
    >>> count_notes("現(xiàn)在，我們報（bào）告（2024年）工作（gdp）")
    2
    """
    return len(_NOTE.findall(text)) if _TONE.search(text) else 0


def noted(text: str) -> list[tuple[str, str]]:
    """Return the Han characters that bear a note, each with its reading, in order.

    Examples
    --------
    >>> noted("現(xiàn)在，F(xiàn)代化")
    [('現', 'xiàn')]
    """
    return _NOTED.findall(text)


def strip_notes(text: str) -> tuple[str, int]:
    """Return a line without notes, and how many there were; broken ones leave their ``?``.

    Examples
    --------
    >>> strip_notes("現(xiàn)在，F(xiàn)代化，府?dāng)?shù)字")
    ('現在，F代化，府??字', 4)
    """
    # To the end, as text made of notes in notes is no line of a report but must end the same.
    total = 0
    while _TONE.search(text):
        text, n_whole = _NOTE.subn("", text)
        text, n_broken = _BROKEN.subn("", text)
        if not (n_whole or n_broken):
            return text, total
        total += n_whole + n_broken
    return text, total
