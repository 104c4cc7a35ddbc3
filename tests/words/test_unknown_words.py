"""Guessed words: what begins or ends as no word does is cut, and nothing that is a word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.jieba_words import parts_of_speech
from policytopics.problems import ProblemsError
from policytopics.words.lexicon import read_lexicon
from policytopics.words.segment import segmenter
from policytopics.words.unknown_words import cut_unknown_word, read_fragments

LEXICON = Path(__file__).parents[2] / "resources" / "lexicon"
FRAGMENTS = read_fragments(LEXICON / "fragments.csv")
TERMS = frozenset(read_lexicon(LEXICON / "policy_terms.csv")["term"])


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("和量", "和 量"),
        ("上同", "上 同"),
        ("能快", "能 快"),
        ("越开", "越 开"),
        ("与央企", "与 央企"),
        ("质与量", "质 与 量"),
        ("讲好", "讲 好"),
        ("七是", "七 是"),
        ("智造", "智造"),
        ("冷链", "冷链"),
        ("棚改", "棚改"),
    ],
)
def test_known_answers(word: str, pieces: str) -> None:
    assert cut_unknown_word(word, FRAGMENTS) == pieces.split()


CHARACTERS = st.sampled_from("和量上同能快越开农业水利之风不高更的在中好")


@given(st.text(CHARACTERS, min_size=1, max_size=8))
def test_no_character_is_lost_and_no_longer_piece_holds_what_no_word_holds(word: str) -> None:
    pieces = cut_unknown_word(word, FRAGMENTS)
    assert "".join(pieces) == word
    for piece in (piece for piece in pieces if len(piece) > 1):
        assert not {*piece} & {*FRAGMENTS.inside}
        assert piece[0] not in FRAGMENTS.begin
        assert piece[-1] not in FRAGMENTS.end
        assert cut_unknown_word(piece, FRAGMENTS) == [piece]


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_only_guesses_are_cut(engine: str) -> None:
    cut, bare = segmenter(engine, TERMS, FRAGMENTS), segmenter(engine, TERMS)
    text = "提高质和量，规模以上同比增长，能快则快，越开越宽。发展能源，在建项目，上海合作组织"
    known = {*parts_of_speech()} | TERMS
    whole = [token for token in cut(text) if len(token) > 1]
    assert {token for token in bare(text) if token in known and len(token) > 1} <= {*whole}
    assert not {"和量", "上同", "能快", "越开"} & {*whole}


@pytest.mark.parametrize(
    "text", ["place,characters\ninside,的\n", "place,characters\ninside,的\nbegin,上\nmiddle,中\n"]
)
def test_a_bad_list_is_a_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fragments.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match="has rows for"):
        read_fragments(path)
