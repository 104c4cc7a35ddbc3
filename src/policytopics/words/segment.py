"""Cutting text into tokens, with policy terms kept whole.

Two engines with one dictionary: jieba, and rjieba, some twenty times faster. They differ only in
runs of Latin letters and digits (rjieba keeps ``5G-A`` and ``2023-2024`` together), which are
recut here in one way; so both give the same tokens.

Jieba's dictionary and model of unknown words are used as they are, but its search for the best path
is ours: one pass instead of a graph and a pass, logarithms once per word instead of once per edge,
unknown runs remembered. The sums are the same to the last bit, so the cuts are, in half the time.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from math import log
from typing import Any, Literal

import numpy as np

from policytopics.words.codes import Numbers, Tokens
from policytopics.words.crossed import uncrossed
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.guesses import NO_FRAGMENTS, Fragments, cut_guess

__all__ = ["Segmenter", "segmenter"]

_END = "\n"  # of a text, where many are cut together
_AT_ONCE = 2_000  # texts: some 200,000 characters

_LATIN = re.compile(r"[A-Za-z]")
# How jieba cuts a run without Han characters (`finalseg.re_skip`).
_LATIN_PIECE = re.compile(r"[A-Za-z0-9]+(?:\.[0-9]+)?%?")
# What jieba looks up together (`re_han_default`); all other characters stand alone.
_RUN = re.compile(r"[\u4e00-\u9fd5A-Za-z0-9+#&._%-]+")
_RUN_OR_SIGN = re.compile(rf"{_RUN.pattern}|{_END}|\S")
_MOST_REMEMBERED = 100_000  # unknown runs: some 20 MB


class Segmenter:
    """Cuts texts into their tokens of Han or Latin letters."""

    def __init__(
        self,
        cut: Callable[[str], list[str]],
        terms: frozenset[str],
        fixed: frozenset[str],
        fragments: Fragments,
    ) -> None:
        self._cut = cut
        self._terms = terms
        self._whole = terms | fixed
        self._fragments = fragments

    def __call__(self, text: str) -> list[str]:
        """Return the tokens of one text."""
        return self.tokens([text]).lists()[0]

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """Return the tokens of texts, as numbers.

        For each number, sign or blank an empty token is left, which says that the tokens before and
        behind it are no neighbours.
        """
        number: defaultdict[str, int] = defaultdict(None, {_END: 0})
        number.default_factory = number.__len__  # a new piece gets the next number
        cut = [self._numbers(texts[at : at + _AT_ONCE], number)
               for at in range(0, len(texts), _AT_ONCE)]  # fmt: skip
        codes = np.concatenate([np.empty(0, dtype=int), *cut])
        words, cells, sizes = _tokens_of([*number], self._whole, self._fragments)
        size = sizes[codes]
        ends = np.cumsum(size)
        starts = np.cumsum(sizes) - sizes
        where = np.repeat(starts[codes] - ends + size, size) + np.arange(size.sum())
        tokens = Tokens(words, cells[where], np.append(0, ends[codes == 0]))
        return uncrossed(tokens, self._terms, parts_of_speech())

    def _numbers(self, texts: Sequence[str], number: Mapping[str, int]) -> Numbers:
        """Return the pieces of texts as numbers, an end behind each text."""
        # One line a text: cutting them together is faster, and no word goes over the end of a line.
        lines = [" ".join(text.splitlines()) for text in texts]
        pieces = self._cut(_END.join([*lines, ""]))
        return np.fromiter(map(number.__getitem__, pieces), dtype=int, count=len(pieces))


def segmenter(
    engine: Literal["jieba", "rjieba"],
    terms: Iterable[str],
    fragments: Fragments = NO_FRAGMENTS,
    genre: Iterable[str] = (),
) -> Segmenter:
    """Return a function that cuts text into its tokens of Han or Latin letters.

    Parameters
    ----------
    engine : str
        ``jieba`` or ``rjieba``.
    terms : iterable of str
        Words to keep whole, in any order. Each gets the frequency at which it just wins over its
        pieces, shorter ones first, so that a longer term also wins over the shorter ones in it.
    fragments : Fragments
        Characters at which words are cut that neither the dictionary nor ``terms`` have.
    genre : iterable of str
        Words of the genre. What the dictionary lacks of them is kept whole, too, if it has three
        characters or more (基础设施建设), but no border between other words is moved for it.

    Examples
    --------
    >>> segmenter("rjieba", [])("推进专精特新企业培育")
    ['推进', '专精', '特新', '企业', '培育']
    >>> segmenter("rjieba", ["专精特新"])("推进专精特新企业培育2.0，增长5%")
    ['推进', '专精特新', '企业', '培育', '', '', '增长', '']
    """
    wanted = frozenset(terms)
    known = parts_of_speech()
    fixed = frozenset(word for word in genre if len(word) > 2 and word not in known)
    kept = sorted(wanted | fixed, key=lambda word: (len(word), word))
    dictionary = _rjieba() if engine == "rjieba" else _jieba()
    for word in kept:
        dictionary.add_word(word, dictionary.suggest_freq(word), "x")
    cut = dictionary.cut if engine == "rjieba" else _best_cut(dictionary)
    return Segmenter(cut, wanted, fixed, fragments)


def _rjieba() -> Any:
    import rjieba

    return rjieba.Jieba()


def _jieba() -> Any:
    """Return an own tokenizer: the global one and the cache file in /tmp are everybody's."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _best_cut(tokenizer: Any) -> Callable[[str], list[str]]:
    """Return `jieba.Tokenizer.cut` of a tokenizer that gets no more words."""
    from jieba import finalseg

    path = _best_path(tokenizer.FREQ, tokenizer.total)
    known: dict[str, int] = tokenizer.FREQ
    remembered: dict[str, list[str]] = {}

    def unknown(run: str) -> list[str]:
        """Return the pieces of a run of single characters that the dictionary left over."""
        if len(run) == 1:
            return [run]
        if known.get(run):
            return list(run)
        if run not in remembered:
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()
            remembered[run] = list(finalseg.cut(run))
        return remembered[run]

    def pieces(run: str) -> list[str]:
        found: list[str] = []
        ends, start, single = path(run), 0, 0
        while start < len(run):
            end = ends[start]
            if end - start > 1:
                if single < start:
                    found += unknown(run[single:start])
                found.append(run[start:end])
                single = end
            start = end
        return found + unknown(run[single:]) if single < start else found

    return lambda text: [piece for run in _RUN_OR_SIGN.findall(text) for piece in pieces(run)]


def _best_path(frequencies: dict[str, int], total: int) -> Callable[[str], list[int]]:
    """Return a function that gives, for each start of a word, the end of the likeliest one.

    Likeliest together with all that follows; of equally likely ends the last one. Prefixes of words
    stand in the dictionary with frequency 0.
    """
    all_words = log(total)
    alone = -all_words  # of a character that is no word: as if it had occurred once
    weights: dict[str, float] = {}  # of words, log probability; of mere prefixes, 0

    def path(run: str) -> list[int]:
        length = len(run)
        ends, best = [0] * length, [0.0] * (length + 1)
        for start in range(length - 1, -1, -1):
            chosen, end = start + 1, start + 1
            piece = run[start]
            highest = best[end] + (weights.get(piece) or weigh(piece) or alone)
            while end < length:
                end += 1
                piece = run[start:end]
                weight = weights.get(piece)
                if weight is None:
                    weight = weigh(piece)
                    if weight is None:
                        break
                if weight:
                    value = weight + best[end]
                    if value >= highest:
                        chosen, highest = end, value
            ends[start], best[start] = chosen, highest
        return ends

    def weigh(piece: str) -> float | None:
        frequency = frequencies.get(piece)
        if frequency is None:
            return None
        weights[piece] = log(frequency) - all_words if frequency else 0.0
        return weights[piece]

    return path


def _tokens_of(
    pieces: Sequence[str], whole_words: frozenset[str], fragments: Fragments
) -> tuple[list[str], Numbers, Numbers]:
    """Return the words of pieces; one behind the other those of each; and how many each has.

    The first piece, an end, has none.
    """
    known = parts_of_speech()
    # Most pieces are words: they are tokens as they are.
    whole = np.array([piece in whole_words or (piece in known and not piece.isascii())
                      for piece in pieces])  # fmt: skip
    words = [*compress(pieces, whole)]
    others = [(at, _others(pieces[at], fragments)) for at in np.flatnonzero(~whole).tolist() if at]
    number = {word: code for code, word in enumerate(words)}
    sizes = whole.astype(int)
    for at, tokens in others:
        sizes[at] = len(tokens)
    starts = np.cumsum(sizes) - sizes
    cells = np.empty(sizes.sum(), dtype=int)
    cells[starts[whole]] = np.arange(len(words))
    for at, tokens in others:
        found = [number.setdefault(token, len(number)) for token in tokens]
        cells[starts[at] : starts[at] + len(found)] = found
    return [*number], cells, sizes


def _others(token: str, fragments: Fragments) -> list[str]:
    """Return the tokens of a piece that is no word, or a gap if it has no letter."""
    if token.isascii() and _LATIN.search(token):
        pieces = (piece for piece in _LATIN_PIECE.findall(token) if _LATIN.search(piece))
        return [cell for piece in pieces for cell in (piece, "")] or [""]
    return cut_guess(token, fragments) if any(map(str.isalpha, token)) else [""]
