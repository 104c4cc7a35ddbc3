"""Time the words stage against a loop over `jieba.posseg`, on the same text, in one run.

    python -m benchmarks.words.measure RESULTS [RESULTS ...]

``RESULTS`` are folders of studies that ran (``results/demo``): their cleaned paragraphs are the
text. The stage is all of it: units, tokens, parts of speech, the corpus' own terms, filters, masks.
What is read once however long the text is (dictionaries, word lists, gazetteer) is timed apart. The
times are the processor's, the least of five runs.
"""

import json
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pandas as pd

from policytopics.files import read
from policytopics.gazetteer import read_divisions
from policytopics.jieba_words import frequencies
from policytopics.logs import collect_seldom
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

RESOURCES = Path(__file__).parents[2] / "resources"
RUNS = 5
SIDES = ("posseg", "jieba", "rjieba")


def tables(folders: list[str]) -> dict[str, pd.DataFrame]:
    """Return the corpus stage's tables of all studies."""
    names = ("paragraphs", "documents", "regions")
    return {
        name: pd.concat([read(f"{folder}/corpus/{name}.parquet") for folder in folders])
        for name in names
    }


def posseg(corpus: dict[str, pd.DataFrame]) -> tuple[float, float]:
    """Return the seconds of loading, and of cutting and tagging paragraph by paragraph."""
    paragraphs = corpus["paragraphs"]
    texts = paragraphs["text"][paragraphs["role"] == "body"].to_list()
    start = time.process_time()
    import jieba.posseg

    jieba.setLogLevel(60)
    jieba.posseg.initialize()
    loaded = time.process_time()
    for text in texts:
        list(jieba.posseg.cut(text))
    return loaded - start, time.process_time() - loaded


def stage(engine: str, corpus: dict[str, pd.DataFrame]) -> tuple[float, float]:
    """Return the seconds of loading, and of all that the stage's scripts do with the text."""
    start = time.process_time()
    settings = WordsSettings(engine=engine)
    lexicon = read_lexicon(RESOURCES / "lexicon/policy_terms.csv")
    domains = read_domains(RESOURCES / "lexicon/domains.csv")
    genre = read_words(RESOURCES / "lexicon/genre.txt")
    ordinary = read_words(RESOURCES / "lexicon/ordinary.txt")
    others = read_words(RESOURCES / "lexicon/places.txt")
    spots = read_spot_words(RESOURCES / "lexicon/spots.csv")
    fragments = read_fragments(RESOURCES / "lexicon/fragments.csv")
    divisions = read_divisions(RESOURCES / "gazetteer/divisions.csv")
    towns = read_towns(RESOURCES / "gazetteer/towns.csv")
    terms, seeds = {*lexicon["term"]}, seeds_of(domains)
    cut = segmenter(engine, terms | names_to_cut(divisions, (), ordinary), fragments, genre)
    names = names_of(divisions, towns, corpus["regions"], others, ordinary, spots)
    tell = partial(tells, genre=genre, terms=terms)
    tell(["政策"])  # reads the stop words
    len(names.begins)
    frequencies()
    loaded = time.process_time()
    parts = [segment_units(corpus["paragraphs"], cut, tell, settings)]
    marked = [marked_terms(corpus["paragraphs"])]
    tokens = Corpus([part.tokens for part in parts])
    places = places_among(tokens.words, names) - terms
    found = corpus_terms(tokens, marked, genre, places, terms, settings)
    units = [*join_units(parts, corpus["documents"], {*found["term"]}, places)]
    [part.table() for part in units]
    build_vocabulary(units, lexicon, seeds, genre, names, settings)
    return loaded - start, time.process_time() - loaded


def seconds_of(folders: list[str]) -> dict[str, tuple[float, float]]:
    """Return the least seconds of each side: all sides in turn, each time in a process of its own.

    In turn, because how fast the machine is changes while other work is done on it.
    """
    command = [sys.executable, "-m", "benchmarks.words.measure", "--one"]
    runs: dict[str, list[list[float]]] = {side: [] for side in SIDES}
    for _ in range(RUNS):
        for side in SIDES:
            done = subprocess.run([*command, side, *folders], capture_output=True, check=True)
            runs[side].append(json.loads(done.stdout))
    return {side: (min(a for a, _ in took), min(b for _, b in took)) for side, took in runs.items()}


def main(folders: list[str]) -> None:
    """Print the table."""
    paragraphs = tables(folders)["paragraphs"]
    characters = int(paragraphs["text"][paragraphs["role"] == "body"].str.len().sum())
    seconds = seconds_of(folders)
    print(f"{characters:,} characters of {', '.join(folders)}; processor seconds, least of {RUNS}")
    print(f"{'':22}{'loading':>9}{'text':>8}{'k chars/s':>11}{'ratio':>8}")
    for side, (loading, text) in seconds.items():
        name = "jieba.posseg loop" if side == "posseg" else f"words stage, {side}"
        rate, ratio = characters / text / 1000, seconds["posseg"][1] / text
        print(f"{name:22}{loading:9.2f}{text:8.2f}{rate:11.0f}{ratio:8.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        collect_seldom()  # as every job of the pipeline does; it helps the loop too
        corpus = tables(sys.argv[3:])
        side = sys.argv[2]
        print(json.dumps(posseg(corpus) if side == "posseg" else stage(side, corpus)))
    else:
        main(sys.argv[1:])
