"""Terms that a word of the dictionary crosses: 民营|经济实体 hides 民营经济.

The likeliest path takes the longest word, which may begin or end inside a policy term. Where a term
takes in one of two words and begins or ends inside the other, which is no term, and what it leaves
is a word, the border is moved: a term says more than a word of the dictionary. Of single characters
only ranks of divisions may be left: 市政府|采购 hides 政府采购.
"""

from collections.abc import Collection

import numpy as np

from policytopics.words.token_arrays import Tokens

__all__ = ["restore_terms"]

_RANKS = frozenset("省市县区州旗镇乡村")


def restore_terms(tokens: Tokens, terms: frozenset[str], words: Collection[str]) -> Tokens:
    """Return the tokens, as many as before, with borders moved where a term was crossed.

    Parameters
    ----------
    tokens : Tokens
        Of texts; an empty one stands for a sign, over which nothing is moved.
    terms : frozenset of str
        What is to be whole.
    words : collection of str
        The dictionary's.

    Examples
    --------
    >>> from policytopics.words.token_arrays import encode
    >>> terms = frozenset({"民营经济", "龙头企业"})
    >>> tokens = encode([["民营", "经济实体", "", "行业龙头", "企业"], ["民营", "经济"]])
    >>> restore_terms(tokens, terms, {"实体", "行业"}).lists()
    [['民营经济', '实体', '', '行业', '龙头企业'], ['民营', '经济']]
    """
    found, codes = [*tokens.words], tokens.codes.copy()
    number: dict[str, int] = {}
    done = 0
    for at in _borders(tokens, terms):
        moved = at >= done and _moved(found[codes[at]], found[codes[at + 1]], terms, words)
        if moved:
            number = number or {word: code for code, word in enumerate(found)}
            codes[at : at + 2] = [number.setdefault(word, len(number)) for word in moved]
            done = at + 2
    return Tokens([*number] or found, codes, tokens.bounds)


def _borders(tokens: Tokens, terms: frozenset[str]) -> list[int]:
    """Return the tokens before borders that may be moved: of two words, one of them long."""
    size = np.fromiter(map(len, tokens.words), dtype=int)[tokens.codes]
    # What a term leaves has a character or more, and so has what it takes of the word.
    may = (np.minimum(size[:-1], size[1:]) > 0) & (np.maximum(size[:-1], size[1:]) > 2)
    known = np.fromiter((word in terms for word in tokens.words), dtype=bool)[tokens.codes]
    may &= ~(known[:-1] & known[1:])
    ends = tokens.bounds[(tokens.bounds > 0) & (tokens.bounds < len(size))]
    may[ends - 1] = False  # the next text is no neighbour
    found: list[int] = np.flatnonzero(may).tolist()
    return found


def _moved(
    one: str, other: str, terms: frozenset[str], words: Collection[str]
) -> tuple[str, str] | None:
    """Return two words with the border between them moved to a term's end or beginning, if any."""
    both, border = one + other, len(one)
    # The longest term first; of equals the one that runs on from the first word.
    ends = [] if other in terms else [*range(border + 1, len(both))]
    begins = [] if one in terms else [*range(1, border)]
    cuts = [(end, both[:end], both[end:]) for end in ends]
    cuts += [(len(both) - begin, both[begin:], both[:begin]) for begin in begins]
    for _, term, rest in sorted(cuts, key=lambda cut: -cut[0]):
        left = rest in _RANKS if len(rest) == 1 else rest in words or rest in terms
        if left and term in terms:
            return (term, rest) if both.startswith(term) else (rest, term)
    return None
