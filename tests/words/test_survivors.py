"""Nothing of substance is masked: neither on a list of words, nor in the demo's reports."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from policytopics.gazetteer import read_divisions
from policytopics.jieba_words import frequencies, parts_of_speech
from policytopics.study.words import WordsSettings
from policytopics.words.filter import build_vocabulary
from policytopics.words.glossary import marked_terms
from policytopics.words.join import corpus_terms, join_units, places_among
from policytopics.words.lexicon import read_domains, read_lexicon, read_words, seeds_of
from policytopics.words.local_names import mark_local_names
from policytopics.words.places import (
    Names,
    is_name,
    names_of,
    names_to_cut,
    place_names,
    read_own_names,
)
from policytopics.words.segment import segmenter
from policytopics.words.spot_words import read_spot_words
from policytopics.words.token_arrays import Corpus
from policytopics.words.towns import read_towns
from policytopics.words.units import segment_units, tells
from policytopics.words.unknown_words import read_fragments
from policytopics.words.word_classes import class_of

ROOT = Path(__file__).parents[2]
LEXICON, GAZETTEER = ROOT / "resources" / "lexicon", ROOT / "resources" / "gazetteer"
WORDS = sorted(read_words(Path(__file__).with_name("survivors.txt")))
GENRE = read_words(LEXICON / "genre.txt")
TAGS = parts_of_speech()
ORDINARY = read_words(LEXICON / "ordinary.txt")
PLACES = read_words(LEXICON / "places.txt")
SPOTS = read_spot_words(LEXICON / "spots.csv")
TERMS = read_lexicon(LEXICON / "policy_terms.csv")
DIVISIONS = read_divisions(GAZETTEER / "divisions.csv")
FRAGMENTS = read_fragments(LEXICON / "fragments.csv")
TOWNS = read_towns(GAZETTEER / "towns.csv")


@pytest.fixture(scope="module")
def names() -> Names:
    """The names for a study of one county and one province."""
    regions = pd.DataFrame(
        {
            "region_code": ["320509", "520000"],
            "name_zh": ["吴江区", "贵州省"],
            "short_zh": ["吴江", "贵州"],
            "parents": [["江苏省", "苏州市"], []],
            "aliases": [[], []],
        }
    )
    return names_of(DIVISIONS, TOWNS, regions, PLACES, ORDINARY, SPOTS)


def test_the_list_is_long_enough() -> None:
    assert len(WORDS) >= 60


@pytest.mark.parametrize("word", WORDS)
def test_survives_the_masks_though_it_lives_in_one_region(word: str, names: Names) -> None:
    ours = word in set(TERMS["term"])
    alone = pd.DataFrame({"term": [word], "frequency": [9], "n_regions": [1], "before_spot": [0.4]})
    masked = place_names([word], names, TAGS)[0]
    local = mark_local_names(alone, 5, names, TAGS, frequencies())[0]
    assert ours or not (masked or local)


@pytest.mark.parametrize("word", WORDS)
def test_survives_the_lists(word: str) -> None:
    assert word in set(TERMS["term"]) or class_of(word, GENRE, TAGS) == ""


@pytest.fixture(scope="module")
def demo() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The demo's units, its vocabulary, and the vocabulary without masks."""
    rows = []
    for file in sorted((ROOT / "resources" / "demo" / "source").glob("*.txt")):
        lines = enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for number, (role, part, domain, text) in ((n, line.split("\t")) for n, line in lines):
            rows.append((file.stem, f"{file.stem}:{number}", number, role, part, domain, text))
    columns = ["document_id", "paragraph_id", "line", "role", "part", "domain", "text"]
    paragraphs = pd.DataFrame(rows, columns=columns)
    documents = pd.DataFrame({"document_id": paragraphs["document_id"].unique()})
    documents["region_id"] = documents["document_id"].str.partition("_")[0]
    documents = documents.assign(year=2024, kind="work_report")

    table = pd.read_csv(ROOT / "config/demo/regions.csv", dtype="str", keep_default_na=False)
    for column in ("parents", "aliases"):
        table[column] = table[column].str.split("|")
    own = names_of(DIVISIONS, TOWNS, table, PLACES, ORDINARY, SPOTS)
    terms = {*TERMS["term"]}
    given = read_own_names([ROOT / "config/demo/regions.csv"])
    cut = segmenter("rjieba", terms | names_to_cut(DIVISIONS, given, ORDINARY), FRAGMENTS, GENRE)
    settings = WordsSettings(engine="rjieba")
    parts = [segment_units(paragraphs, cut, partial(tells, genre=GENRE, terms=terms), settings)]
    tokens = Corpus([part.tokens for part in parts])
    places = places_among(tokens.words, own) - terms
    found = corpus_terms(tokens, [marked_terms(paragraphs)], GENRE, places, terms, settings)
    (part,) = join_units(parts, documents, {*found["term"]}, places)
    units = part.table().merge(paragraphs[["paragraph_id", "domain"]], on="paragraph_id")
    seeds = seeds_of(read_domains(LEXICON / "domains.csv"))
    masked, bare = (
        build_vocabulary([part], TERMS, seeds, GENRE, own, settings.model_copy(update=update))
        for update in ({}, {"mask_places": False})
    )
    return units, masked, bare


def test_masked_tokens_are_few(demo) -> None:
    _, masked, _ = demo
    names = masked["status"].isin(["place", "local"])
    assert masked["frequency"][names].sum() <= 0.03 * masked["frequency"].sum()


def test_what_tells_a_planted_domain_survives_the_mask(demo) -> None:
    units, masked, bare = demo
    status = masked.set_index("term")["status"]
    kept = set(bare["term"][bare["status"] == "kept"])
    planted = {
        "jichuan": {"industry", "innovation"},
        "lanpu": {"opening_up", "digital"},
        "qiwu": {"rural", "ecology"},
        "xizhou": {"culture_tourism", "urban"},
    }
    for region, domains in planted.items():
        mine = units[(units["region_id"] == region) & units["domain"].isin(domains)]
        rest = units[units["region_id"] != region]
        top = [term for term in distinctive(mine, rest) if term in kept][:20]
        lost = [term for term in top if status[term] != "kept"]
        # What is lost are the made-up names of its spots: to the dictionary names, or unknown.
        assert [term for term in lost if not is_name(term, TAGS, ORDINARY)] == []
        assert not {*lost} & {*TERMS["term"]}
        assert len(lost) < len(top) / 2


def distinctive(mine: pd.DataFrame, rest: pd.DataFrame) -> list[str]:
    """Return the terms of ``mine`` by smoothed log odds, times the root of their number."""
    one, other = (part["tokens"].explode().value_counts() for part in (mine, rest))
    both = pd.DataFrame({"one": one, "other": other}).fillna(0)
    odds = np.log((both["one"] + 1) / (one.sum() - both["one"] + 1))
    odds -= np.log((both["other"] + 1) / (other.sum() - both["other"] + 1))
    score = (odds * np.sqrt(both["one"])).sort_index()
    return score.sort_values(ascending=False, kind="stable").index.tolist()
