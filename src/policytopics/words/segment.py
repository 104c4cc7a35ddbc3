"""Cutting text into tokens, with policy terms kept whole.

Two engines with one dictionary: jieba, and rjieba, some twenty times faster. They differ only in
runs of Latin letters and digits (rjieba keeps ``5G-A`` and ``2023-2024`` together), which are
recut here in one way; so both give the same tokens.
"""

import logging
import re
from collections.abc import Callable, Iterable
from tempfile import TemporaryDirectory
from typing import Any, Literal

__all__ = ["Cut", "segmenter"]

Cut = Callable[[str], list[str]]

_LATIN = re.compile(r"[A-Za-z]")
# How jieba cuts a run without Han characters (`finalseg.re_skip`).
_LATIN_PIECE = re.compile(r"[A-Za-z0-9]+(?:\.[0-9]+)?%?")


def segmenter(engine: Literal["jieba", "rjieba"], words: Iterable[str]) -> Cut:
    """Return a function that cuts text into its tokens of Han or Latin letters.

    Parameters
    ----------
    engine : str
        ``jieba`` or ``rjieba``.
    words : iterable of str
        Words to keep whole, in any order. Each gets the frequency at which it just wins over its
        pieces, shorter ones first, so that a longer term also wins over the shorter ones in it.

    Returns
    -------
    callable
        Text → tokens in order. Numbers, signs and blanks are left out.

    Examples
    --------
    >>> segmenter("rjieba", [])("推进专精特新企业培育")
    ['推进', '专精', '特新', '企业', '培育']
    >>> segmenter("rjieba", ["专精特新"])("推进专精特新企业培育2.0，增长5%")
    ['推进', '专精特新', '企业', '培育', '增长']
    """
    kept = sorted(set(words), key=lambda word: (len(word), word))
    dictionary = _rjieba() if engine == "rjieba" else _jieba()
    for word in kept:
        dictionary.add_word(word, dictionary.suggest_freq(word), "x")
    return _lettered(dictionary.cut, frozenset(kept))


def _rjieba() -> Any:
    import rjieba

    return rjieba.Jieba()


def _jieba() -> Any:
    """Return an own tokenizer: the global one and the cache file in /tmp are everybody's."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    return tokenizer


def _lettered(cut: Callable[[str], Iterable[str]], kept: frozenset[str]) -> Cut:
    """Return ``cut`` without what has no letter, and with one way to cut Latin runs."""
    known: dict[str, list[str]] = {}

    def tokens(text: str) -> list[str]:
        found: list[str] = []
        for token in cut(text):
            if token not in known:
                known[token] = [token] if token in kept else _letters(token)
            found += known[token]
        return found

    return tokens


def _letters(token: str) -> list[str]:
    """Return the token, the Latin pieces of a token of ASCII, or nothing if it has no letter."""
    if token.isascii():
        return [piece for piece in _LATIN_PIECE.findall(token) if _LATIN.search(piece)]
    return [token] if any(map(str.isalpha, token)) else []
