"""Cutting text into tokens, with policy terms kept whole.

Two engines with one dictionary: jieba, and rjieba, some twenty times faster. They differ only in
runs of Latin letters and digits (rjieba keeps ``5G-A`` and ``2023-2024`` together), which are
recut here in one way; so both give the same tokens.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import Any, Literal

import numpy as np

from policytopics.jieba_words import parts_of_speech
from policytopics.words.term_boundaries import restore_terms
from policytopics.words.token_arrays import TokenNumbers, Tokens
from policytopics.words.unknown_words import NO_FRAGMENTS, Fragments, cut_unknown_word

__all__ = ["Segmenter", "segmenter"]

_END = "\n"  # of a text, where many are cut together
_AT_ONCE = 2_000  # texts: some 200,000 characters

_LATIN = re.compile(r"[A-Za-z]")
# How jieba cuts a run without Han characters (`finalseg.re_skip`).
_LATIN_PIECE = re.compile(r"[A-Za-z0-9]+(?:\.[0-9]+)?%?")


class Segmenter:
    """Cuts texts into their tokens of Han or Latin letters."""

    def __init__(
        self,
        cut: Callable[[str], Iterable[str]],
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
        number = {_END: 0}
        cut = [
            self._numbers(texts[start : start + _AT_ONCE], number)
            for start in range(0, len(texts), _AT_ONCE)
        ]
        codes = np.concatenate([np.empty(0, dtype=int), *cut])
        words, cells, sizes = _tokens_of([*number], self._whole, self._fragments)
        size = sizes[codes]
        ends = np.cumsum(size)
        starts = np.cumsum(sizes) - sizes
        where = np.repeat(starts[codes] - ends + size, size) + np.arange(size.sum())
        tokens = Tokens(words, cells[where], np.append(0, ends[codes == 0]))
        return restore_terms(tokens, self._terms, parts_of_speech())

    def _numbers(self, texts: Sequence[str], number: dict[str, int]) -> TokenNumbers:
        """Return the pieces of texts as numbers, an end behind each text; add those of new ones."""
        # One line a text: cutting them together is faster, and no word goes over the end of a line.
        lines = [" ".join(text.splitlines()) for text in texts]
        pieces = [*self._cut(_END.join([*lines, ""]))]
        for piece in dict.fromkeys(pieces):
            number.setdefault(piece, len(number))
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
    dictionary, add_word = _rjieba() if engine == "rjieba" else _jieba()
    for word in kept:
        add_word(word)
    return Segmenter(dictionary.cut, wanted, fixed, fragments)


def _rjieba() -> tuple[Any, Callable[[str], object]]:
    """Return rjieba's dictionary, and a function that adds a word to it."""
    import rjieba

    dictionary = rjieba.Jieba()
    return dictionary, lambda word: dictionary.add_word(word, dictionary.suggest_freq(word), "x")


def _jieba() -> tuple[Any, Callable[[str], object]]:
    """Return jieba's dictionary, and a function that adds a word to it.

    An own tokenizer: the global one and the cache file in /tmp are everybody's.
    """
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True

    def add(word: str) -> None:
        # Jieba forgets that a word it adds may have been there: its text would grow by it twice.
        before = tokenizer.FREQ.get(word) or 0
        tokenizer.add_word(word, tokenizer.suggest_freq(word), "x")
        tokenizer.total -= before

    return tokenizer, add


def _tokens_of(
    pieces: Sequence[str], whole_words: frozenset[str], fragments: Fragments
) -> tuple[list[str], TokenNumbers, TokenNumbers]:
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
    return cut_unknown_word(token, fragments) if any(map(str.isalpha, token)) else [""]
