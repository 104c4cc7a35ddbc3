"""Modelling units: runs of whole sentences, long enough to have a subject, short enough for one.

Paragraphs run from 30 to 1,000 characters, too uneven to compare; sentences are too short to show
which words go together. Of all ways to cut a paragraph between its sentences, the best is taken.
"""

import re
from collections.abc import Sequence

import pandas as pd

from policytopics.study.words import WordsSettings
from policytopics.words.phrases import glossary_terms, quoted_terms
from policytopics.words.segment import segmenter

__all__ = ["join_sentences", "segment_units", "sentences"]

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）》】]*|[^。！？]+")

Cost = tuple[int, int, int]


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; put together they are ``text`` again.

    Examples
    --------
    >>> sentences("办好“一件事！”稳就业。扩内需；促消费")
    ['办好“一件事！”', '稳就业。', '扩内需；促消费']
    """
    return _SENTENCE.findall(text)


def join_sentences(parts: Sequence[str], *, shortest: int, longest: int) -> list[str]:
    """Return the sentences of one paragraph joined into units.

    Parameters
    ----------
    parts : sequence of str
        Sentences, in order.
    shortest, longest : int
        Wanted length of a unit, in characters.

    Returns
    -------
    list of str
        The partition into runs of sentences with the fewest characters lacking to ``shortest``
        (so a short remainder joins a neighbour), then the fewest above ``longest``, then lengths
        nearest to the middle of the two (least squares), then the earliest cuts.

    Examples
    --------
    >>> join_sentences(["甲甲甲甲", "乙", "丙丙丙丙", "丁"], shortest=4, longest=6)
    ['甲甲甲甲乙', '丙丙丙丙丁']
    >>> join_sentences(["甲甲甲甲甲甲甲甲甲", "乙"], shortest=4, longest=6)
    ['甲甲甲甲甲甲甲甲甲乙']
    """
    lengths = [len(part) for part in parts]
    best: list[tuple[Cost, int]] = [((0, 0, 0), 0)] * (len(parts) + 1)  # cost of the rest, its cut
    for start in range(len(parts) - 1, -1, -1):
        best[start] = min(
            (_sum(_cost(length, shortest, longest), best[end][0]), end)
            for end, length in _runs(lengths, start, shortest, longest)
        )
    units, start = [], 0
    while start < len(parts):
        end = best[start][1]
        units.append("".join(parts[start:end]))
        start = end
    return units


def _runs(lengths: Sequence[int], start: int, shortest: int, longest: int) -> list[tuple[int, int]]:
    """Return end and length of the runs from ``start`` that can be part of the best partition.

    A run above ``longest`` that could be cut into two runs of ``shortest`` or more lacks nothing
    and exceeds less when cut, and so does every longer run from the same start.
    """
    runs, length, first = [], 0, 0
    for end in range(start, len(lengths)):
        length += lengths[end]
        if first and length > longest and length - first >= shortest:
            break
        runs.append((end + 1, length))
        if not first and length >= shortest:
            first = length
    return runs


def _cost(length: int, shortest: int, longest: int) -> Cost:
    # Twice the distance to the middle keeps it whole numbers.
    off = (2 * length - shortest - longest) ** 2
    return max(0, shortest - length), max(0, length - longest), off


def _sum(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def segment_units(
    paragraphs: pd.DataFrame,
    documents: pd.DataFrame,
    lexicon: pd.DataFrame,
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return the modelling units with their tokens.

    Parameters
    ----------
    paragraphs, documents : DataFrame
        The corpus stage's tables, rows in any order. Body paragraphs become units; glossaries and
        quotes only say which terms to keep whole. Paragraphs of documents that are not in
        ``documents`` were left out by the corpus stage and are left out here.
    lexicon : DataFrame
        Policy terms, as from `policytopics.words.lexicon.read_lexicon`.
    settings : WordsSettings
        Engine, lengths, own terms.

    Returns
    -------
    DataFrame
        Table ``units``, sorted by document, line and position.
    """
    known = documents[["document_id", "region_id", "year", "kind"]]
    joined = paragraphs.merge(known, on="document_id", validate="many_to_one")
    body, glossary = (joined[joined["role"] == role] for role in ("body", "glossary"))
    units = _cut_paragraphs(_in_order(body), *settings.unit_characters)
    words = {
        *lexicon["term"],
        *settings.terms,
        *glossary_terms(glossary["text"]),
        *quoted_terms(body["text"]),
    }
    tokens = [*map(segmenter(settings.engine, words), units["text"])]
    return units.assign(tokens=pd.Series(tokens, dtype=object), n_tokens=[*map(len, tokens)])


def _in_order(paragraphs: pd.DataFrame) -> pd.DataFrame:
    # The length first: 9 before 10. A heading and the text glued to it share a line.
    by = ["document_id", "line", "_digits", "paragraph_id"]
    numbered = paragraphs.assign(_digits=paragraphs["paragraph_id"].str.len())
    return numbered.sort_values(by, ignore_index=True)


def _cut_paragraphs(paragraphs: pd.DataFrame, shortest: int, longest: int) -> pd.DataFrame:
    """Return a row per unit: what it has of its paragraph, its id, its place in the document."""
    texts = paragraphs["text"].map(
        lambda text: join_sentences(sentences(text), shortest=shortest, longest=longest)
    )
    columns = ["document_id", "paragraph_id", "region_id", "year", "kind", "part"]
    units = paragraphs[columns].assign(text=texts).explode("text").dropna(subset="text")
    number = units.groupby("paragraph_id", sort=False).cumcount() + 1
    return units.assign(
        unit_id=units["paragraph_id"] + ":" + number.astype("str"),
        order=units.groupby("document_id", sort=False).cumcount(),
    ).reset_index(drop=True)
