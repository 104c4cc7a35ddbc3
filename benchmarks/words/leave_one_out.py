"""Measure words on documents that were not used to write the lists.

    python -m benchmarks.words.leave_one_out RESULTS [RESULTS ...]

``RESULTS`` are folders of studies of real documents that ran. ``tests/words/annotation.csv`` holds
what a reader marked in four of their documents: policy terms, names of places, words of the genre.
For each of these documents the stage runs on its whole study with every list entry taken away that
occurs in this document and in no other: what is known of it comes from elsewhere, or is found.
"""

import sys
from collections import Counter
from functools import partial
from itertools import chain
from pathlib import Path

import pandas as pd

from benchmarks.words.measure import RESOURCES, tables
from policytopics.gazetteer import read_divisions
from policytopics.study.words import WordsSettings
from policytopics.words.filter import build_vocabulary
from policytopics.words.glossary import marked_terms
from policytopics.words.join import corpus_terms, join_units, places_among
from policytopics.words.lexicon import read_domains, read_lexicon, read_words, seeds_of
from policytopics.words.places import names_of, names_to_cut
from policytopics.words.segment import segmenter
from policytopics.words.spot_words import read_spot_words
from policytopics.words.token_arrays import Corpus
from policytopics.words.towns import read_towns
from policytopics.words.units import segment_units, tells
from policytopics.words.unknown_words import read_fragments

ANNOTATION = Path(__file__).parents[2] / "tests" / "words" / "annotation.csv"
LEXICON = read_lexicon(RESOURCES / "lexicon/policy_terms.csv")
GENRE = read_words(RESOURCES / "lexicon/genre.txt")
SEEDS = seeds_of(read_domains(RESOURCES / "lexicon/domains.csv"))
DIVISIONS = read_divisions(RESOURCES / "gazetteer/divisions.csv")
FRAGMENTS = read_fragments(RESOURCES / "lexicon/fragments.csv")
ORDINARY = read_words(RESOURCES / "lexicon/ordinary.txt")
PLACES = read_words(RESOURCES / "lexicon/places.txt")
SPOTS = read_spot_words(RESOURCES / "lexicon/spots.csv")
TOWNS = read_towns(RESOURCES / "gazetteer/towns.csv")
SETTINGS = WordsSettings(engine="rjieba")

Tables = dict[str, pd.DataFrame]


def texts(corpus: Tables) -> dict[str, str]:
    """Return document → body text."""
    paragraphs = corpus["paragraphs"]
    body = paragraphs[paragraphs["role"] == "body"]
    return body.groupby("document_id")["text"].agg("\n".join).to_dict()


def run(corpus: Tables, unknown: set[str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return a study's units and the status of each term, without the ``unknown`` words."""
    lexicon = LEXICON[~LEXICON["term"].isin(list(unknown))]
    terms, genre = {*lexicon["term"]}, GENRE - unknown
    cut = segmenter("rjieba", terms | names_to_cut(DIVISIONS, (), ORDINARY), FRAGMENTS, genre)
    tell = partial(tells, genre=genre, terms=terms)
    parts = [segment_units(corpus["paragraphs"], cut, tell, SETTINGS)]
    names = names_of(DIVISIONS, TOWNS, corpus["regions"], PLACES, ORDINARY, SPOTS)
    tokens = Corpus([part.tokens for part in parts])
    places = places_among(tokens.words, names) - terms
    marked = [marked_terms(corpus["paragraphs"])]
    found = corpus_terms(tokens, marked, genre, places, terms, SETTINGS)
    seeds = {seed: domain for seed, domain in SEEDS.items() if seed not in unknown}
    joined = [*join_units(parts, corpus["documents"], {*found["term"]}, places)]
    units = pd.concat(part.table() for part in joined)
    vocabulary = build_vocabulary(joined, lexicon, seeds, genre, names, SETTINGS)
    status = dict(zip(vocabulary["term"], vocabulary["status"], strict=True))
    return units, status


def spans(text: str, tokens: list[str]) -> list[tuple[int, int, str]]:
    """Return the tokens with where they stand in the text."""
    found, end = [], 0
    for token in tokens:
        start = text.index(token, end)
        end = start + len(token)
        found.append((start, end, token))
    return found


def judged(
    study: pd.DataFrame,
    document: str,
    status: dict[str, str],
    marked: pd.DataFrame,
    others: list[str],
) -> Counter:
    """Return how many marked occurrences there are by kind, and how many went as they should.

    A term should not be cut; no token of a place's name, and no word of the genre, should be kept.
    Shared are the terms that other documents have too; frequent those that stand in enough units of
    the study for its vocabulary.
    """
    counts: Counter = Counter()
    shared = {word: any(word in text for text in others) for word in marked["text"]}
    enough = {
        word: sum(word in text for text in study["text"]) >= SETTINGS.min_units
        for word in marked["text"]
    }
    units = study[study["document_id"] == document]
    for text, tokens in zip(units["text"], units["tokens"], strict=True):
        where = spans(text, tokens)
        edges = {*chain.from_iterable(cell[:2] for cell in where)}
        for kind, word in zip(marked["kind"], marked["text"], strict=True):
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                over = [token for a, b, token in where if a < end and b > start]
                kept = [token for token in over if status[token] == "kept"]
                good = {
                    "term": not edges & {*range(start + 1, end)},
                    "place": not kept,
                    "genre": kept != [word],
                }
                kinds = {"shared": shared[word], "frequent": enough[word]}
                more = [name for name, holds in kinds.items() if kind == "term" and holds]
                for each in [kind, *more]:
                    counts[each, "all"] += 1
                    counts[each, "good"] += good[kind]
                start = text.find(word, end)
    return counts


def main(folders: list[str]) -> None:
    """Print the shares by document and kind."""
    annotation = pd.read_csv(ANNOTATION, dtype={"document": "str"})
    corpora = [tables([folder]) for folder in folders]
    known = {name: text for corpus in corpora for name, text in texts(corpus).items()}
    lists = {*LEXICON["term"], *GENRE, *SEEDS}
    total: Counter = Counter()
    for prefix, marked in annotation.groupby("document"):
        document = next(name for name in known if name.startswith(str(prefix)))
        others = [text for name, text in known.items() if name != document]
        unknown = {
            word
            for word in lists
            if word in known[document] and not any(word in text for text in others)
        }
        corpus = next(corpus for corpus in corpora if document in texts(corpus))
        units, status = run(corpus, unknown)
        counts = judged(units, document, status, marked, others)
        total += counts
        print(f"{document} ({len(unknown)} list entries taken away)", *rates(counts))
    print("all", *rates(total))


def rates(counts: Counter) -> list[str]:
    """Return the shares as text."""
    return [
        f"{kind} {counts[kind, 'good']}/{counts[kind, 'all']} = "
        f"{counts[kind, 'good'] / counts[kind, 'all']:.3f};"
        for kind in ("term", "shared", "frequent", "place", "genre")
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
