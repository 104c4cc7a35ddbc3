"""Text that was cut on raw GBK bytes and is read one byte late: the bytes are put together again.

A note ``(pinyin)``, or a byte that later vanished, was put between the two bytes of a character.
The first became ``?``, and up to the next byte below 0x80 each displayed character is the second
half of one character and the first half of the next (``從容。“千村`` reads ``從容?！扒Т``). All
ways to read such a span are followed side by side, from left to right; a reading must give back the
bytes on display, and the language model tells which is the likeliest. What the bytes leave open is
decided by that model alone, so each span comes with its confidence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from policytopics.corpus.beam import Beam, Hypothesis, best_of, confidence, rank
from policytopics.corpus.brackets import left_open, open_brackets, with_bracket
from policytopics.corpus.characters import FULL_WIDTH
from policytopics.corpus.gbk import LEADS, lead_of, pairs, vanishing, with_lead, with_trail
from policytopics.corpus.language import ORDER, START, Language
from policytopics.corpus.pinyin import READING
from policytopics.corpus.script import counterpart

__all__ = ["LOST_BYTE", "Decoder", "Span", "lost_indent"]

# Marks before which a byte was put; each stands for its two bytes, not for its ASCII twin.
_MARKS = frozenset("、，。！？；：,!?;:")
# ASCII below 0x40 that the half of a character before it swallowed.
_SWALLOWED = "0123456789( .-+%/"
LOST_BYTE = re.compile(r"[?？]")
_NOTE = re.compile(rf"[(（]({READING})[)）]")
_BROKEN = re.compile(rf"({READING})[)）]")

# ASSUME: log-odds against a reading that breaks a habit of the damage: a character without the note
# that it has elsewhere, one with a note that has none elsewhere, a simplified one in a traditional
# text. Not infinite, as a hit can hide another.
_NO_NOTE, _NEW_NOTE, _WRONG_NOTE, _SIMPLIFIED = -8.0, -4.0, -12.0, -5.0
_BEAM = Beam(hopeless=20.0, most=24, keeps_whole=True)
# Of the characters that could come next the likeliest are tried.
_FAN = 16
_MOST_VANISHED = 3
# So many readings in which a pair vanished are asked whether the next one did.
_FEW = 12
# A span that has not come to an end after so many characters is not one.
_LONGEST = 80
# ASSUME: the model is overconfident: log-odds are divided by this before they become a confidence.
_TEMPERATURE = 3.0
_INDENT = "　"


@dataclass(frozen=True)
class Span:
    """A damaged stretch of a line.

    Attributes
    ----------
    start, stop : int
        Where it stands in the line as displayed.
    text : str
        The best reading; the text on display where there is none.
    confidence : float
        In [0, 1].
    """

    start: int
    stop: int
    text: str
    confidence: float


def lost_indent(line: str) -> int:
    """Return the length of a run of ``?`` at a line's start: lost indentation, no damage."""
    return len(line) - len(line.lstrip("?？ ")) if line.startswith(("??", "？？")) else 0


class Decoder:
    """Reads damaged spans of one document.

    Parameters
    ----------
    language : Language
        Of simplified text with full-width marks.
    notes : mapping of str to str
        The characters that always bear a note in this document, with their readings.
    traditional : bool
        Whether the document is written in traditional script.
    """

    def __init__(
        self, language: Language, notes: Mapping[str, str], *, traditional: bool = True
    ) -> None:
        self._language = language
        self._notes = notes
        self._traditional = traditional
        self._plain = lru_cache(maxsize=None)(self._as_modelled)

    def spans(self, line: str) -> list[Span]:
        """Return the damaged spans of a line, each with its best reading."""
        found: list[Span] = []
        position = lost_indent(line)
        before = line[:position]
        while (lost := LOST_BYTE.search(line, position)) is not None:
            before += line[position : lost.start()]
            span = self._read(line, lost.start(), before)
            found.append(span)
            before += span.text
            position = span.stop
        return found

    def _as_modelled(self, character: str) -> tuple[str, float]:
        """Return a character as the language model knows it, and the log-odds of its script."""
        simple, old = counterpart(character)
        if character == _INDENT:
            return character, 0.0
        foreign = self._traditional and simple == character and old != character
        return simple.translate(FULL_WIDTH), _SIMPLIFIED if foreign else 0.0

    def _read(self, line: str, start: int, before: str) -> Span:
        """Return the span that begins at ``start``."""
        shown = _NOTE.sub("", START + before.lstrip()).translate(FULL_WIDTH)
        context = "".join(self._plain(one)[0] for one in shown[-ORDER:])

        def steps(readings: Sequence[Hypothesis], here: int) -> Iterator[tuple[int, Hypothesis]]:
            for one in _BEAM.kept([*readings, *self._vanished(readings)]):
                yield from self._steps(line, here, one, before[-1:])

        def worth(one: Hypothesis, place: int) -> float:
            # A bracket that stays open in what follows was misread.
            if not one.open:
                return one.score
            rest = _NOTE.sub("", line[place : place + _LONGEST]).translate(FULL_WIDTH)
            return one.score + left_open(one.open, rest)

        stop, readings = _BEAM.follow(
            Hypothesis(0.0, "", context, open=open_brackets(shown)),
            start,
            min(len(line), start + _LONGEST),
            steps,
            worth=worth,
            may_stop=lambda place: not _NOTE.match(line, place),
        )
        whole = [one._replace(score=worth(one, stop)) for one in readings if not one.pending]
        if not whole:
            return Span(start, stop, line[start:stop], 0.0)
        best = best_of(whole)
        # A real question mark and a lost byte look the same.
        unread = LOST_BYTE.search(best.text) is not None
        return Span(
            start, stop, best.text, 0.0 if unread else confidence(best.margin, _TEMPERATURE)
        )

    def _steps(
        self, line: str, i: int, one: Hypothesis, last: str
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield where a reading can go from position ``i``, and what it has read then."""
        if note := _NOTE.match(line, i):
            yield note.end(), one
            return
        displayed = line[i]
        if one.pending:
            yield from self._late(line, i, one)
        else:
            yield from self._whole(one, displayed, i)
            if displayed in "?？":
                yield from self._slips(line, i, one, last)

    def _whole(self, one: Hypothesis, displayed: str, i: int) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the reading that takes a displayed character for what it is."""
        plain, _ = self._plain(displayed)
        score = self._language.following(one.context)(plain)
        yield i + 1, self._add(one, displayed, plain, score, b"")

    def _slips(
        self, line: str, i: int, one: Hypothesis, last: str
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the readings in which a ``?`` is the first byte of a character."""
        if broken := _BROKEN.match(line, i + 1):
            reading, stop = broken[1], broken.end()
            # The note stood behind a pair that two characters make: its second byte is our first.
            previous = pairs((one.text or last)[-1:]) if (one.text or last) else []
            hit = {
                trail
                for lead, trail in (pair for key in self._read_as(reading) for pair in pairs(key))
                if any(lead == byte for _, byte in previous)
            }
            yield stop, one._replace(pending=bytes(sorted(hit)) or LEADS, split=True)
            # Or a whole character went, and its note tells which.
            yield from ((stop, found) for found in self._emit(one, self._read_as(reading), b""))
        elif line[i + 1 : i + 2] in _MARKS and line[i + 1 : i + 2]:
            for first, second in pairs(line[i + 1]):
                found = [character for _, character in with_trail(first)]
                yield from ((i + 2, reading) for reading in self._emit(one, found, bytes([second])))

    def _late(self, line: str, i: int, one: Hypothesis) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the readings that take a displayed character for halves of two."""
        displayed = line[i]
        for first, second in pairs(displayed):
            rest = bytes([second]) if second >= LEADS[0] else b""
            for reading in self._emit(one, self._halves(one.pending, first), rest):
                if rest:
                    yield i + 1, reading
                elif chr(second).isascii() and chr(second).isalpha():
                    # Signs such as | and ^ stand in no report.
                    yield from self._whole(reading, chr(second), i)
        if displayed.isascii() and 0x40 <= ord(displayed) < 0x7F:
            note = _NOTE.match(line, i + 1)
            found = self._halves(one.pending, ord(displayed))
            for reading in self._emit(one, found, b"", note[1] if note else ""):
                yield i + 1, reading
        if displayed in "?？":
            yield from self._lost_half(line, i, one)

    def _lost_half(self, line: str, i: int, one: Hypothesis) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the readings in which a ``?`` is a second byte and what it swallowed."""
        if len(one.pending) > 1:
            found = [new for new in self._expected(one) if lead_of(new) in one.pending]
        else:
            found = [character for lead in one.pending for _, character in with_lead(lead)]
        if broken := _BROKEN.match(line, i + 1):
            for reading in self._emit(one, found, b"", broken[1]):
                yield broken.end(), reading
            return
        readings = list(self._emit(one, found, b""))
        if i + 1 >= len(line) or line[i + 1] in _MARKS:
            yield from ((i + 1, reading) for reading in readings)
        for reading in readings:
            following = self._language.following(reading.context)
            for eaten in _SWALLOWED:
                plain = eaten.translate(FULL_WIDTH)
                yield i + 1, self._add(reading, eaten, plain, following(plain), b"")

    def _vanished(self, readings: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
        """Yield the hypotheses in which pairs of halves vanished, up to three in a row."""
        begun = [one for one in readings if len(one.pending) == 1 or one.split]
        while begun:
            begun = nsmallest(_FEW, self._with_vanished(begun), key=rank)
            yield from begun

    def _with_vanished(self, readings: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
        """Yield the readings in which two halves vanished, as no character has the pair."""
        for one in readings:
            if one.vanished < _MOST_VANISHED:
                rests = vanishing(one.pending)
                known = len(one.pending) == 1 or one.split
                found = list(rests) if known else [n for n in self._expected(one) if n in rests]
                for reading in self._emit(one, found, b""):
                    rest = rests[reading.text[-1]]
                    yield reading._replace(pending=rest, vanished=one.vanished + 1)

    def _expected(self, one: Hypothesis) -> list[str]:
        """Return the characters that were seen to follow, in either script."""
        followers = self._language.followers(one.context[-1:])
        return sorted({new for plain in followers for new in (plain, counterpart(plain)[1])})

    def _halves(self, leads: bytes, trail: int) -> list[str]:
        """Return the characters of one of ``leads`` and ``trail``."""
        return [character for lead, character in with_trail(trail) if lead in leads]

    def _read_as(self, reading: str) -> list[str]:
        """Return the characters that bear a note."""
        return [character for character, note in self._notes.items() if note == reading]

    def _emit(
        self, one: Hypothesis, characters: Sequence[str], leads: bytes, note: str = ""
    ) -> Iterator[Hypothesis]:
        """Yield readings with the likeliest characters to come next; ``leads`` pend after them."""
        following = self._language.following(one.context)
        scored = []
        for character in characters:
            plain, foreign = self._plain(character)
            indent = plain == _INDENT and one.context == START
            if indent or len(characters) == 1 or self._language.knows(plain):
                score = 0.0 if indent else following(plain) + foreign
                score += 0.0 if one.split and not note else self._habit(character, note)
                scored.append((-score, character, plain))
        for cost, character, plain in nsmallest(_FAN, scored):
            yield self._add(one, character, plain, -cost, leads)

    def _habit(self, character: str, note: str) -> float:
        """Return the log-odds of a character with this note, or without one."""
        usual = self._notes.get(character, "")
        if note == usual:
            return 0.0
        if not note:
            return _NO_NOTE
        return _WRONG_NOTE if usual else _NEW_NOTE

    def _add(
        self, one: Hypothesis, character: str, plain: str, score: float, leads: bytes
    ) -> Hypothesis:
        """Return a hypothesis with another character, scored."""
        # Indentation says nothing, and the line still begins after it.
        indent = plain == _INDENT and one.context == START
        context = START if indent else (one.context + plain)[-ORDER:]
        text = one.text + character
        brackets, odds = with_bracket(one.open, plain)
        return Hypothesis(
            one.score + score + odds, text, context, leads, one.margin, brackets, one.vanished
        )
