"""What a damaged document is read by: its notes and sound text, other documents, a dictionary."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from policytopics.corpus.language import Counts, Language, from_text, from_words
from policytopics.corpus.pinyin import noted, strip_notes
from policytopics.corpus.script import simplified
from policytopics.corpus.shifted import LOST_BYTE, Decoder, lost_indent
from policytopics.corpus.typography import widened

__all__ = ["Evidence", "WordSource", "always_noted", "sound"]

# Weights of the other documents, the document itself, the dictionary: tuned on provincial reports
# damaged anew, with the document in question left out. The dictionary knows no marks between
# words, and counts for more only where there are no other documents.
_OTHERS, _OWN, _DICTIONARY, _DICTIONARY_ALONE = 0.55, 0.35, 0.1, 0.35
# How lines begin is known without any text.
_OUTLINE = 0.05
_ONES = "一二三四五六七八九十"
# So many characters of the other documents are enough, and bound the memory.
_MOST_CHARACTERS = 600_000
# A character that bears a note less often than this bears it by chance.
_ALWAYS = 0.8
_LEAST = 2
# Behind a lost byte text is read late for so long; before it, a clause may be part of it.
_BEFORE, _BEHIND = 10, 40

WordSource = Callable[[], Mapping[str, int]]


def always_noted(lines: Iterable[str]) -> dict[str, str]:
    """Return the characters that bear a note wherever they stand, with their usual reading.

    Examples
    --------
    >>> always_noted(["現(xiàn)在，實現(xiàn)，現(xiàn)代"])
    {'現': 'xiàn'}
    """
    text = "\n".join(lines)
    readings: dict[str, Counter[str]] = {}
    for character, reading in noted(text):
        readings.setdefault(character, Counter())[reading] += 1
    everywhere = Counter(strip_notes(text)[0])
    return {
        character: counts.most_common(1)[0][0]
        for character, counts in readings.items()
        if counts.total() >= max(_LEAST, _ALWAYS * everywhere[character])
    }


def sound(lines: Iterable[str]) -> Iterator[str]:
    """Yield the stretches of a document with notes that no damage is near to, without the notes.

    Examples
    --------
    >>> list(sound(["全縣經(jīng)濟平穩(wěn)增長，居民收入增加。府?dāng)?shù)字"]))
    ['全縣經濟平穩增', '', '']
    """
    for line in lines:
        text = strip_notes(line)[0]
        start = lost_indent(text)
        for lost in LOST_BYTE.finditer(text, start):
            yield text[start : max(start, lost.start() - _BEFORE)]
            start = max(start, min(len(text), lost.end() + _BEHIND))
        yield text[start:]


@cache
def _outline() -> tuple[str, ...]:
    """Return how lines of any report begin: a text whose every heading is damaged has none else."""
    numerals = [*_ONES, *(f"十{one}" for one in _ONES), "二十"]
    families = ("（{}）", "{}、", "第{}章 ", "第{}节 ")
    chinese = [family.format(numeral) for numeral in numerals for family in families]
    arabic = [f"{n}{mark}" for n in range(1, 21) for mark in ".．、"]
    others = (*(f"（{n}）" for n in range(1, 10)), "各位代表：", "各位代表！", "——")
    return (*chinese, *arabic, *others)


class Evidence:
    """The documents of a corpus as models of the language, made when first asked for.

    Parameters
    ----------
    documents : sequence of (lines, notes, traditional)
        Of each document: its lines (of a misread one the stretches that lost nothing), whether it
        bears notes, whether its script is traditional.
    words : callable
        Returns the dictionary's words with their frequencies.
    """

    def __init__(
        self, documents: Sequence[tuple[Sequence[str], bool, bool]], words: WordSource
    ) -> None:
        self._documents = documents
        self._words = words
        self._dictionary: Counts | None = None

    def decoder(self, number: int) -> Decoder:
        """Return the decoder for the damaged spans of a document."""
        lines, _, traditional = self._documents[number]
        return Decoder(self.language(number), always_noted(lines), traditional=traditional)

    def language(self, number: int) -> Language:
        """Return the model that a document's damage is read by."""
        if self._dictionary is None:
            self._dictionary = from_words(self._words().items())
        others = from_text(self._others(number))
        return Language([
            (_OTHERS, others),
            (_OWN, from_text(self._plain(number))),
            (_DICTIONARY if others.runs else _DICTIONARY_ALONE, self._dictionary),
            (_OUTLINE, from_text(_outline())),
        ])  # fmt: skip

    def _others(self, number: int) -> Iterator[str]:
        """Yield the text of the other documents, each as much as all."""
        share = _MOST_CHARACTERS // max(1, len(self._documents) - 1)
        for other in range(len(self._documents)):
            left = share if other != number else 0
            for text in self._plain(other) if left else ():
                yield text[:left]
                left -= len(text)
                if left <= 0:
                    break

    def _plain(self, number: int) -> Iterator[str]:
        """Yield a document's sound text as it will be once repaired."""
        lines, notes, traditional = self._documents[number]
        for line in sound(lines) if notes else lines:
            text = widened(line)[0]
            if text:
                yield simplified(text)[0] if traditional else text
