"""Common policy terms of all domains and years are one token wherever they stand."""

from pathlib import Path

import pytest

from policytopics.gazetteer import read_divisions
from policytopics.words.lexicon import read_lexicon, read_words
from policytopics.words.places import names_to_cut
from policytopics.words.segment import Segmenter, segmenter
from policytopics.words.unknown_words import read_fragments

RESOURCES = Path(__file__).parents[2] / "resources"
LEXICON = RESOURCES / "lexicon"

COMMON = sorted(read_words(Path(__file__).with_name("whole_terms.txt")))
SENTENCES = ["大力推进{}，完善机制。", "加强{}和城市管理工作。", "我市{}取得新进展。"]


@pytest.fixture(scope="module")
def cut() -> Segmenter:
    terms = {*read_lexicon(LEXICON / "policy_terms.csv")["term"]}
    names = names_to_cut(read_divisions(RESOURCES / "gazetteer" / "divisions.csv"), ())
    fragments, genre = read_fragments(LEXICON / "fragments.csv"), read_words(LEXICON / "genre.txt")
    return segmenter("rjieba", terms | names, fragments, genre)


@pytest.mark.parametrize("term", COMMON)
def test_a_common_term_is_one_token(cut: Segmenter, term: str) -> None:
    assert [term in cut(sentence.format(term)) for sentence in SENTENCES] == [True] * 3
