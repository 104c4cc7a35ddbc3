"""Pinyin notes put behind characters against duplicate detection, and the damage they came with.

Pages of this family read ``現(xiàn)在``: behind each of some 57 chosen characters stands its
reading, put there on raw GBK bytes. Where the bytes of two characters straddled such a pair, the
note split a character: its first byte became ``?`` and the text after it is read one byte late. So
a ``?`` in such a text marks damage. Here it is marked; the spans are not decoded.
"""

import re

from policytopics.corpus.characters import HAN

__all__ = ["LEAST_NOTES", "count_notes", "mark_shifted", "strip_notes"]

# Clean reports have none at all; five are no accident.
LEAST_NOTES = 5

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_READING = f"[a-zɡü{_TONED}]{{0,5}}[{_TONED}][a-zɡü]{{0,3}}"
# A note may also stand behind a Latin letter or sign: the second byte of a shifted character.
_NOTE = re.compile(rf"(?<=[{HAN}A-Za-z^_@`{{|}}~\[\]\\])[(（]{_READING}[)）]")
# The opening bracket was swallowed with the byte before it.
_BROKEN = re.compile(rf"(?<=[?？]){_READING}[)）]")
_DAMAGE = re.compile(r"[?？]")
_AROUND = 12


def count_notes(text: str) -> int:
    """Return the number of whole notes.

    Examples
    --------
    >>> count_notes("現(xiàn)在，我們報（bào）告（2024年）工作（gdp）")
    2
    """
    return len(_NOTE.findall(text))


def strip_notes(text: str) -> tuple[str, int]:
    """Return a line without notes, and how many there were; broken ones leave their ``?``.

    Examples
    --------
    >>> strip_notes("現(xiàn)在，F(xiàn)代化，府?dāng)?shù)字")
    ('現在，F代化，府??字', 4)
    """
    # To the end, as text made of notes in notes is no line of a report but must end the same.
    total = 0
    while True:
        text, n_whole = _NOTE.subn("", text)
        text, n_broken = _BROKEN.subn("", text)
        if not (n_whole or n_broken):
            return text, total
        total += n_whole + n_broken


def mark_shifted(text: str) -> tuple[int, str]:
    """Return the number of ``?`` in a line of such a document, and the first with its surroundings.

    A run of ``?`` at the start of a line is lost indentation, no damage inside the text.
    """
    start = len(text) - len(text.lstrip("?？ ")) if text.startswith(("??", "？？")) else 0
    marks = list(_DAMAGE.finditer(text, start))
    if not marks:
        return 0, ""
    first = marks[0].start()
    return len(marks), text[max(0, first - _AROUND) : first + _AROUND]
