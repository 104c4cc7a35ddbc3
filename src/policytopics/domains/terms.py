"""Terms of one to four characters, found wherever they stand in a text.

No segmenter: a sentence is read as all its runs of letters, overlapping. So the same sentence has
the same terms in a report, on a sheet and on the command line, with whatever dictionary. Digits and
signs part; Latin letters are read as capitals; names that must not decide are taken out first, as
if a sign stood in their place.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policytopics.domains.shapes import Float32Array, Int64Array

__all__ = [
    "LONGEST_TERM",
    "Alphabet",
    "NameFinder",
    "TermFinder",
    "WordFinder",
    "apart",
    "character_runs",
    "letters",
    "weighted",
    "without",
]

LONGEST_TERM = 4  # characters of a term: no sentence can be put together from such pieces
_BITS = 13  # of a character's number: four fit into 64 bits
_AT_ONCE = 4_000  # texts: some 250,000 characters
_PLANE = 1 << 16  # characters beyond are signs, or rarer than any term

_Points = npt.NDArray[np.uint32]


def letters(texts: Sequence[str]) -> tuple[_Points, Int64Array]:
    """Return the characters of texts in a row, and where each text begins and the last one ends.

    Returns
    -------
    points : ndarray of uint32
        Code points, a 0 for what is no letter and behind each text; Latin letters as capitals.
    bounds : ndarray of int, shape (texts + 1,)

    Examples
    --------
    >>> points, bounds = letters(["用5G网", "水"])
    >>> "".join(map(chr, points)).replace(chr(0), "_"), bounds.tolist()
    ('用_G网_水_', [0, 5, 7])
    """
    joined = "\0".join([*texts, ""]).encode("utf-32-le", "replace")
    points = np.frombuffer(joined, dtype=np.uint32).copy()
    small = (points >= ord("a")) & (points <= ord("z"))
    points[small] -= ord("a") - ord("A")
    han = (points >= 0x4E00) & (points <= 0x9FFF)
    points[~han & ~((points >= ord("A")) & (points <= ord("Z")))] = 0
    return points, np.cumsum([0, *(len(text) + 1 for text in texts)])


class Alphabet:
    """Numbers for characters, from 1; what is not in it has 0."""

    def __init__(self, characters: Iterable[str]) -> None:
        known = sorted({character for character in characters if ord(character) < _PLANE})
        if len(known) >= 1 << _BITS:
            raise ValueError(f"an alphabet has fewer than {1 << _BITS} characters: {len(known)}")
        self.characters = known
        self._number = np.zeros(_PLANE, dtype=np.int64)
        self._number[[ord(each) for each in known]] = np.arange(1, len(known) + 1)

    def numbers(self, points: _Points) -> Int64Array:
        """Return the number of each code point."""
        found: Int64Array = self._number[np.where(points < _PLANE, points, 0)]
        return found

    def spell(self, key: int) -> str:
        """Return the term of a key.

        Examples
        --------
        >>> alphabet = Alphabet("水网")
        >>> [alphabet.spell(key) for key in alphabet.key(["水", "网水"])]
        ['水', '网水']
        """
        spelt = ""
        while key:
            spelt = self.characters[(key & ((1 << _BITS) - 1)) - 1] + spelt
            key >>= _BITS
        return spelt

    def key(self, terms: Sequence[str]) -> list[int]:
        """Return the key of each term: its characters' numbers in one; 0 if one is unknown."""
        numbers = [[int(self._number[ord(each)]) for each in term] for term in terms]
        return [_packed(each) if all(each) else 0 for each in numbers]


def _packed(numbers: Sequence[int]) -> int:
    key = 0
    for number in numbers:
        key = (key << _BITS) | number
    return key


def character_runs(numbers: Int64Array, length: int) -> tuple[Int64Array, Int64Array]:
    """Return the keys of all runs of ``length`` characters without a gap, and where they begin."""
    starts = np.arange(max(len(numbers) - length + 1, 0))
    keys, whole = np.zeros(len(starts), dtype=np.int64), np.ones(len(starts), dtype=bool)
    for step in range(length):
        part = numbers[step : step + len(starts)]
        keys = (keys << _BITS) | part
        whole &= part > 0
    return keys[whole], starts[whole]


class WordFinder:
    """A list of different words of at most `LONGEST_TERM` characters, found wherever they stand."""

    def __init__(self, words: Sequence[str]) -> None:
        self._alphabet = Alphabet({each for word in words for each in word})
        self._tables = [
            self._table(length, words) for length in sorted({len(word) for word in words})
        ]

    def _table(self, length: int, words: Sequence[str]) -> tuple[int, Int64Array, Int64Array]:
        """Return the sorted keys of the words of one length, and their places in the list."""
        places = np.array([at for at, word in enumerate(words) if len(word) == length])
        keys = np.array(self._alphabet.key([words[at] for at in places]), dtype=np.int64)
        order = np.argsort(keys)
        return length, keys[order], places[order]

    def find(self, points: _Points) -> tuple[Int64Array, Int64Array, Int64Array]:
        """Return the place in the list, the first and the last character of each word found."""
        numbers = self._alphabet.numbers(points)
        which, first, last = ([np.empty(0, dtype=np.int64)] for _ in range(3))
        for length, known, places in self._tables:
            keys, starts = character_runs(numbers, length)
            at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            found = known[at] == keys
            which.append(places[at[found]])
            first.append(starts[found])
            last.append(starts[found] + length - 1)
        return np.concatenate(which), np.concatenate(first), np.concatenate(last)


class NameFinder:
    """Names of any length, found wherever they stand; one of a single character is none."""

    def __init__(self, names: Iterable[str]) -> None:
        every = sorted({name for name in names if len(name) > 1})
        self._short = WordFinder([name for name in every if len(name) <= LONGEST_TERM])
        # A long name is looked for by its head, and where that stands, letter by letter.
        long = [name for name in every if len(name) > LONGEST_TERM]
        heads = sorted({name[:LONGEST_TERM] for name in long})
        self._heads = WordFinder(heads)
        self._long: list[list[_Points]] = [[] for _ in heads]
        for name in long:
            self._long[heads.index(name[:LONGEST_TERM])].append(letters([name])[0][:-1])

    def find(self, points: _Points) -> tuple[Int64Array, Int64Array]:
        """Return the first and the last character of each name found."""
        _, first, last = self._short.find(points)
        head, starts, _ = self._heads.find(points)
        found = [
            (start, start + len(name) - 1)
            for at, start in zip(head.tolist(), starts.tolist(), strict=True)
            for name in self._long[at]
            if np.array_equal(points[start : start + len(name)], name)
        ]
        more = np.array(found, dtype=np.int64).reshape(-1, 2)
        return np.concatenate([first, more[:, 0]]), np.concatenate([last, more[:, 1]])


def without(points: _Points, names: NameFinder) -> _Points:
    """Return the characters with names taken out: a 0 in place of each of theirs.

    Examples
    --------
    >>> points, _ = letters(["在水城建库，到某某苗族自治县"])
    >>> taken = without(points, NameFinder(["水城", "某某苗族自治县"]))
    >>> "".join(map(chr, taken)).replace(chr(0), "_")
    '在__建库_到________'
    """
    first, last = names.find(points)
    # Names overlap (江苏, 江苏省): a character is free where as many have ended as begun.
    open_ = np.zeros(len(points) + 1, dtype=np.int64)
    np.add.at(open_, first, 1)
    np.add.at(open_, last + 1, -1)
    return np.where(np.cumsum(open_[:-1]) > 0, 0, points).astype(np.uint32)


class TermFinder:
    """A list of terms that are looked for together.

    Parameters
    ----------
    terms : sequence of str
        Different; of at most `LONGEST_TERM` characters, Han or capital Latin.
    names : iterable of str
        Names to take out first.

    Examples
    --------
    >>> terms = TermFinder(["水", "水库", "库"], names=["水城"])
    >>> terms.count(["水库，水", "水城库"]).toarray().tolist()
    [[2.0, 1.0, 1.0], [0.0, 0.0, 1.0]]
    """

    def __init__(self, terms: Sequence[str], names: Iterable[str] = ()) -> None:
        self._number = len(terms)
        self._terms = WordFinder(terms)
        self._names = NameFinder(names)

    def count(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return how often each text has each term, shape (texts, terms)."""
        parts = [self._count(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
        empty = sparse.csr_matrix((0, self._number), dtype=np.float32)
        return sparse.vstack([empty, *parts], format="csr")

    def _count(self, texts: Sequence[str]) -> sparse.csr_matrix:
        points, bounds = letters(texts)
        which, first, _ = self._terms.find(without(points, self._names))
        rows = np.searchsorted(bounds, first, side="right") - 1
        shape = (len(texts), self._number)
        ones = np.ones(len(rows), dtype=np.float32)  # equal cells are summed
        return sparse.csr_matrix((ones, (rows, which)), shape=shape)


def weighted(counts: sparse.csr_matrix, rarity: Float32Array) -> sparse.csr_matrix:
    """Return the counts as weights: (1 + ln count) · rarity, each row of length 1.

    Parameters
    ----------
    counts : csr_matrix, shape (texts, terms)
    rarity : ndarray, shape (terms,)
        Inverse document frequency.
    """
    matrix = counts.astype(np.float32).copy()
    matrix.data = (1 + np.log(matrix.data)) * rarity[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(matrix.indptr)).astype(np.float32)
    return matrix


def apart(terms: Iterable[str], most: int) -> list[str]:
    """Return the first terms of two characters or more that are not much the same as one before.

    Examples
    --------
    >>> apart(["水库", "水", "饮用水", "用水", "水库除"], most=5)
    ['水库', '饮用水']
    """
    kept: list[str] = []
    for term in terms:
        if len(kept) == most:
            break
        if len(term) > 1 and not any(_alike(term, other) for other in kept):
            kept.append(term)
    return kept


def _alike(one: str, other: str) -> bool:
    """Return whether one term holds the other, or they overlap by all but a character."""
    shorter = min(len(one), len(other)) - 1
    overlap = one[-shorter:] == other[:shorter] or other[-shorter:] == one[:shorter]
    return one in other or other in one or (shorter > 1 and overlap)
