"""The terms of a panel of reports: how often, in how many documents and regions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from policytopics.domains.shapes import Float32Array, Int64Array
from policytopics.domains.terms import (
    Alphabet,
    NameFinder,
    character_runs,
    letters,
    without,
)

__all__ = ["Panel", "Vocabulary", "split_panel", "vocabulary"]

LEAST_DOCUMENTS = 20  # of a term: in fewer it could be somebody's own words
LEAST_REGIONS = 5


@dataclass(frozen=True)
class Panel:
    """The sentences of many reports, in order.

    Attributes
    ----------
    texts : list of str
    document, paragraph : ndarray of int, shape (sentences,)
        Int64Array; a paragraph's is its own in the whole panel.
    region : ndarray of int, shape (documents,)
        The region of each document.
    """

    texts: list[str]
    document: Int64Array
    paragraph: Int64Array
    region: Int64Array


@dataclass(frozen=True)
class Vocabulary:
    """Terms and their rarity: ln((sentences + 1) / (sentences with the term + 1))."""

    terms: list[str]
    rarity: Float32Array


def vocabulary(
    panel: Panel,
    names: frozenset[str],
    longest: int,
    *,
    documents: int = LEAST_DOCUMENTS,
    regions: int = LEAST_REGIONS,
) -> Vocabulary:
    """Return the terms in so many documents and regions or more, sorted by length, then alphabet.

    Parameters
    ----------
    panel : Panel
    names : frozenset of str
        Names that are taken out first.
    longest : int
        Characters of the longest terms.
    documents, regions : int
        In fewer it could be somebody's own words.
    """
    points, bounds = letters(panel.texts)
    characters, counts = np.unique(points, return_counts=True)
    alphabet = Alphabet(chr(each) for each in characters[counts >= documents] if each)
    numbers = alphabet.numbers(without(points, NameFinder(names)))
    sentence = np.repeat(np.arange(len(panel.texts)), np.diff(bounds))
    terms, frequencies = [], []
    for length in range(1, longest + 1):
        keys, starts = character_runs(numbers, length)
        kept = _spread(keys, panel.document[sentence[starts]], panel.region, (documents, regions))
        within = np.isin(keys, kept)
        pairs = pd.DataFrame({"key": keys[within], "sentence": sentence[starts[within]]})
        held = pairs.drop_duplicates().groupby("key").size()
        terms += [alphabet.spell(int(key)) for key in held.index]
        frequencies += held.tolist()
    rarity = np.log((len(panel.texts) + 1) / (np.array(frequencies) + 1))
    return Vocabulary(terms, rarity.astype(np.float32))


def _spread(
    keys: Int64Array, document: Int64Array, region: Int64Array, least: tuple[int, int]
) -> Int64Array:
    """Return the keys that stand in enough documents and regions."""
    frame = pd.DataFrame({"key": keys, "document": document})
    # Most runs are rare: what is not frequent enough need not be told apart by document.
    total = frame["key"].value_counts()
    frame = frame[frame["key"].isin(total.index[total >= least[0]])].drop_duplicates()
    frame["region"] = region[frame["document"]]
    of = frame.groupby("key").agg(documents=("document", "size"), regions=("region", "nunique"))
    enough = (of["documents"] >= least[0]) & (of["regions"] >= least[1])
    found: Int64Array = np.sort(of.index[enough].to_numpy(np.int64))
    return found


def split_panel(
    documents: Sequence[tuple[str, Sequence[Sequence[str]]]],
) -> Panel:
    """Return a panel of documents, each a region and its paragraphs as lists of sentences."""
    texts: list[str] = []
    document, paragraph = [], []
    number = 0
    for at, (_, paragraphs) in enumerate(documents):
        for sentences in paragraphs:
            texts += sentences
            document += [at] * len(sentences)
            paragraph += [number] * len(sentences)
            number += 1
    region = pd.factorize(np.array([name for name, _ in documents], dtype=object), sort=True)[0]
    return Panel(texts, np.array(document), np.array(paragraph), region.astype(np.int64))
