"""The study's own word lists: how often each document names a concept, per 10,000 words.

A hit begins and ends where words do, so 环境 is not found in 营商环境; of terms that overlap the
longest counts, once. A document that never names a concept has 0; one without text of the parts
asked for has no rate at all.
"""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import gamma

from policytopics.arrays import FloatArray
from policytopics.domains.own import own_rows
from policytopics.domains.quality import proportion_interval
from policytopics.domains.share import sentences_of
from policytopics.problems import Problem, ProblemsError
from policytopics.tables.domains import CONCEPTS, REGION_CONCEPTS

__all__ = [
    "ConceptTerm",
    "Concepts",
    "measure_concepts",
    "measure_region_concepts",
    "never",
    "read_concepts",
]

_PER = 10_000  # words
_TAIL = 0.025
_COLUMNS, _OPTIONAL = ("concept", "term"), ("weight", "exclusions")


class ConceptTerm(NamedTuple):
    """A term of concepts.

    Attributes
    ----------
    weights : dict
        Concept → weight.
    exclusions : frozenset of str
        Longer expressions in which the term is not meant.
    """

    weights: dict[str, float]
    exclusions: frozenset[str]


Concepts = dict[str, ConceptTerm]


def read_concepts(path: str | Path) -> Concepts:
    """Return the terms of ``concepts.csv``: concept, term; if wanted weight, exclusions (by ``|``).

    Raises
    ------
    ProblemsError
        With every row without concept or term, with a weight that is no positive number, or that
        repeats another; or if the sheet has no rows.
    """
    table = own_rows(path, _COLUMNS, _OPTIONAL)
    terms: Concepts = {}
    problems = []
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        what = _wrong(row, terms)
        if what:
            fix = "write concept, term and, if wanted, a weight above 0: one row a term"
            problems.append(Problem(f"{path}:{line}", what, fix))
            continue
        known = terms.get(row["term"], ConceptTerm({}, frozenset()))
        excluded = {each.strip() for each in row["exclusions"].split("|")} - {""}
        weights = {**known.weights, row["concept"]: float(row["weight"] or 1)}
        terms[row["term"]] = ConceptTerm(weights, known.exclusions | excluded)
    if problems:
        raise ProblemsError(problems)
    return terms


def _wrong(row: Mapping[Hashable, str], terms: Concepts) -> str:
    """Return what is wrong with a row, or an empty text."""
    if not row["concept"] or not row["term"]:
        return f"a row without {'concept' if not row['concept'] else 'term'}"
    if row["term"] in terms and row["concept"] in terms[row["term"]].weights:
        return f"the term {row['term']} stands twice in {row['concept']}"
    weight = row["weight"]
    if weight and not (re.fullmatch(r"\d*\.?\d+", weight) and float(weight) > 0):
        return f"the weight {weight!r} is no number above 0"
    return ""


def measure_concepts(
    units: pd.DataFrame, documents: pd.DataFrame, concepts: Concepts, *, parts: Sequence[str]
) -> pd.DataFrame:
    """Return the table ``concepts``.

    Parameters
    ----------
    units : DataFrame
        The table ``units``: document_id, paragraph_id, part, text, n_tokens, tokens.
    documents : DataFrame
        document_id, region_id, year: each has a row for every concept.
    concepts : Concepts
        None: a table without rows.
    parts : sequence of str
        Parts in which concepts are counted.

    Notes
    -----
    The 95 % intervals are those of texts of such paragraphs: the variance of the sum over
    paragraphs, or Poisson's and the binomial if that is larger.
    """
    if not concepts:
        return pd.DataFrame(columns=CONCEPTS.names)
    about = documents[["document_id", "region_id", "year"]].to_dict("records")
    groups: list[_Group] = [(document, [document["document_id"]]) for document in about]
    return _table(units[units["part"].isin(parts)], concepts, groups)


def measure_region_concepts(
    units: pd.DataFrame, documents: pd.DataFrame, concepts: Concepts, *, parts: Sequence[str]
) -> pd.DataFrame:
    """Return the table ``region_concepts``: every region in all years and in each of the study's.

    Parameters
    ----------
    units, documents, concepts, parts
        As for `measure_concepts`. A year without a document of the region has no rate.
    """
    if not concepts:
        return pd.DataFrame(columns=REGION_CONCEPTS.names)
    years = sorted({int(year) for year in documents["year"].dropna()})
    groups: list[_Group] = []
    for region, own in documents.groupby("region_id", sort=True):
        for year in [None, *years]:
            of = own if year is None else own[own["year"].eq(year).fillna(False)]
            about = {"region_id": region, "year": year, "n_documents": len(of)}
            groups.append((about, list(of["document_id"])))
    return _table(units[units["part"].isin(parts)], concepts, groups)


_Group = tuple[Mapping[Any, Any], Sequence[Any]]  # what a row says of itself, its documents


def _table(rows: pd.DataFrame, concepts: Concepts, groups: Sequence[_Group]) -> pd.DataFrame:
    """Return a row for each group of documents and each concept."""
    names = sorted({concept for term in concepts.values() for concept in term.weights})
    counts = _by_paragraph(rows, concepts, names)
    of = {str(document): each for document, each in counts.groupby("document_id", sort=False)}
    nothing = counts.iloc[:0]
    measured = []
    for about, documents in groups:
        paragraphs = pd.concat([nothing, *(of[one] for one in documents if one in of)])
        measured += [{**about, "concept": name, **_measured(paragraphs, name)} for name in names]
    table = pd.DataFrame(measured)
    return table.assign(year=table["year"].astype("Int64"))


def never(table: pd.DataFrame) -> list[str]:
    """Return a line for each concept that no document names."""
    hits = table.groupby("concept")["hits"].sum()
    return [
        f"concepts.csv: no document names {concept}: check its terms, or leave it out"
        for concept in hits.index[hits == 0]
    ]


def _by_paragraph(rows: pd.DataFrame, concepts: Concepts, names: list[str]) -> pd.DataFrame:
    """Return words, sentences, and for each concept hits and sentences with hits."""
    pattern = _pattern(concepts)
    found = []
    for row in rows.to_dict("records"):
        split = sentences_of(row["text"])
        ends = np.cumsum([len(each) for each in split])
        line = {
            "document_id": row["document_id"], "paragraph_id": row["paragraph_id"],
            "words": row["n_tokens"], "sentences": len(split),
        }  # fmt: skip
        naming: dict[str, set[int]] = {}
        for term, start in hits(row["text"], row["tokens"], pattern, concepts):
            for concept, weight in concepts[term].weights.items():
                line[f"h:{concept}"] = line.get(f"h:{concept}", 0) + weight
                at = int(np.searchsorted(ends, start, side="right"))
                naming.setdefault(concept, set()).add(at)
        line.update({f"s:{concept}": len(places) for concept, places in naming.items()})
        found.append(line)
    columns = [f"{kind}:{name}" for kind in "hs" for name in names]
    every = ["document_id", "paragraph_id", "words", "sentences", *columns]
    table = pd.DataFrame(found, columns=every).fillna(dict.fromkeys(columns, 0.0))
    return table.groupby(["document_id", "paragraph_id"], as_index=False, sort=True).sum()


def _pattern(concepts: Concepts) -> re.Pattern[str]:
    """Return what finds the longest of all terms and expressions in which one is not meant."""
    words = {*concepts, *(each for term in concepts.values() for each in term.exclusions)}
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest)))


def hits(
    text: str, tokens: Sequence[str], pattern: re.Pattern[str], concepts: Concepts
) -> Iterator[tuple[str, int]]:
    """Yield the terms that stand in a text as whole words, and where.

    Examples
    --------
    >>> concepts = {"环境": ConceptTerm({"green": 1.0}, frozenset())}
    >>> tokens = ["优化", "营商环境", "保护", "环境"]
    >>> list(hits("优化营商环境，保护环境", tokens, _pattern(concepts), concepts))
    [('环境', 9)]
    """
    borders = _borders(text, tokens)
    at = 0
    while match := pattern.search(text, at):
        word, start, at = match[0], match.start(), match.end()
        if start not in borders or at not in borders:
            at = start + 1  # a shorter term may begin inside
        elif word in concepts:
            yield word, start


def _borders(text: str, tokens: Sequence[str]) -> set[int]:
    """Return the places in a text where a word begins or ends.

    All that no token covers, signs and numbers, parts words as well.
    """
    inside: set[int] = set()
    at = 0
    for token in tokens:
        found = text.find(token, at) if token else -1
        if found >= 0:
            inside.update(range(found + 1, found + len(token)))
            at = found + len(token)
    return {*range(len(text) + 1)} - inside


def _measured(paragraphs: pd.DataFrame, concept: str) -> dict[str, float | int | None]:
    """Return what one document says of one concept."""
    counted, naming = (paragraphs[f"{kind}:{concept}"].to_numpy(float) for kind in "hs")
    words, split = (paragraphs[name].to_numpy(float) for name in ("words", "sentences"))
    hit, said = float(counted.sum()), int(words.sum())
    row: dict[str, float | int | None] = {
        "hits": hit, "words": said, "sentences": int(split.sum()),
    }  # fmt: skip
    if not said:
        return {**row, **dict.fromkeys(_MEASURES)}
    low, high = _rate_interval(counted, words)
    named = naming.sum() / split.sum()
    share = _share_interval(naming, split)
    values = (_PER * hit / said, _PER * low, _PER * high, named, *share)
    return {**row, **dict(zip(_MEASURES, values, strict=True))}


_MEASURES = ("rate", "rate_low", "rate_high", "share", "share_low", "share_high")


def _rate_interval(counted: FloatArray, words: FloatArray) -> tuple[float, float]:
    """Return the 95 % interval of hits per word: gamma, of as many hits as the variance leaves."""
    hit, said = counted.sum(), words.sum()
    if hit == 0:
        return 0.0, float(gamma.ppf(1 - _TAIL, 1) / said)
    variance = max(_spread(counted, words), hit)
    told = hit**2 / variance
    low, high = gamma.ppf(_TAIL, told), gamma.ppf(1 - _TAIL, told + 1)
    return float(low / told * hit / said), float(high / told * hit / said)


def _share_interval(naming: FloatArray, split: FloatArray) -> tuple[float, float]:
    """Return the 95 % interval of the share of sentences, of as many as the variance leaves."""
    number, share = split.sum(), naming.sum() / split.sum()
    binomial = number * share * (1 - share)
    inflated = max(1.0, _spread(naming, split) / binomial) if binomial > 0 else 1.0
    return proportion_interval(float(naming.sum() / inflated), float(number / inflated))


def _spread(counted: FloatArray, size: FloatArray) -> float:
    """Return the variance of a sum over paragraphs, given their sizes."""
    number = len(counted)
    if number < 2:
        return 0.0
    off = counted - counted.sum() / size.sum() * size
    return float(number / (number - 1) * (off @ off))
