"""Terms that the documents themselves set apart: explained in a glossary, or put in quotes.

They are new more often than not (双碳, 一网通办), so no dictionary has them and a segmenter would
cut them up.
"""

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from policytopics.tables.words import MARKED
from policytopics.words.lexicon import is_term

__all__ = ["glossary_terms", "marked_terms", "quoted_terms"]

_LONGEST = 10  # characters; what is longer is a sentence, not a term
_NUMBERING = re.compile(
    r"^\s*(?:[0-9]{1,3}\s*[.．、)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[—–-]+)\s*"
)
_QUOTED = re.compile(r"[“‘]([^“”‘’]*)[”’]")
_COLON = re.compile(r"[：:]")
_BETWEEN = re.compile(r"[、/／]")


def marked_terms(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return what the paragraphs set apart, and how often.

    Parameters
    ----------
    paragraphs : DataFrame
        Columns ``role`` and ``text``.

    Returns
    -------
    DataFrame
        Table ``marked``: ``term``, ``kind`` (glossary, quoted), ``frequency``; sorted.
    """
    body, glossary = (
        paragraphs["text"][paragraphs["role"] == role] for role in ("body", "glossary")
    )
    counts = {"glossary": glossary_terms(glossary), "quoted": quoted_terms(body)}
    rows = [(term, kind, count) for kind, terms in counts.items() for term, count in terms.items()]
    return pd.DataFrame(sorted(rows), columns=MARKED.names).astype({"term": "str", "kind": "str"})


def glossary_terms(paragraphs: Iterable[str]) -> Counter[str]:
    """Return the terms that glossary paragraphs explain.

    Parameters
    ----------
    paragraphs : iterable of str
        Each ``term：explanation``, with or without a number before it.

    Returns
    -------
    Counter
        What stands before the first colon, or the quoted parts of it; terms joined by 、 apart.

    Examples
    --------
    >>> sorted(glossary_terms(["1.“三张清单”制度：指……", "河长制、林长制：由……", "没有冒号的一行"]))
    ['三张清单', '林长制', '河长制']
    """
    heads = (_NUMBERING.sub("", _COLON.split(text, maxsplit=1)[0]) for text in paragraphs
             if _COLON.search(text))  # fmt: skip
    named = (part for head in heads for part in _QUOTED.findall(head) or [head])
    terms = (term for part in named for term in map(str.strip, _BETWEEN.split(part)))
    return Counter(term for term in terms if _is_short(term))


def quoted_terms(texts: Iterable[str]) -> Counter[str]:
    """Return what stands in quotes “…”.

    Examples
    --------
    >>> quoted_terms(["“智改数转”，“稳、准”", "“智改数转”，“稳、准”，“一件事”"])
    Counter({'智改数转': 2, '一件事': 1})
    """
    quotes = (quote.strip() for text in texts for quote in _QUOTED.findall(text))
    return Counter(quote for quote in quotes if _is_short(quote))


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and is_term(text)
