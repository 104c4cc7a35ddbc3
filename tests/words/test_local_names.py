"""Names of spots within one region."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.jieba_words import frequencies, parts_of_speech
from policytopics.words.lexicon import read_words
from policytopics.words.local_names import mark_local_names
from policytopics.words.places import Names
from policytopics.words.spot_words import read_spot_words

LEXICON = Path(__file__).parents[2] / "resources" / "lexicon"
ORDINARY = read_words(LEXICON / "ordinary.txt")
SPOTS = read_spot_words(LEXICON / "spots.csv")
TAGS, FREQUENCIES = parts_of_speech(), frequencies()


def local(term: str, *, before: float = 0.0, frequency: int = 3, n_regions: int = 1,
          regions: int = 5, towns: frozenset[str] = frozenset()) -> bool:  # fmt: skip
    terms = pd.DataFrame(
        {"term": [term], "frequency": frequency, "n_regions": n_regions, "before_spot": before}
    )
    names = Names(frozenset(), towns, frozenset(), ordinary=ORDINARY, spots=SPOTS)
    (found,) = mark_local_names(terms, regions, names, TAGS, FREQUENCIES)
    return bool(found)


@pytest.mark.parametrize(
    ("term", "before", "expected"),
    [
        ("荻川河", 0.0, True),
        ("石橹镇", 0.0, True),
        ("九鸾山", 0.0, True),
        ("太湖", 0.0, True),  # a place to the dictionary
        ("贺兰山", 0.0, True),  # a person to it
        ("沙家浜", 0.0, True),
        ("荻东", 0.0, True),  # no word, and ends as names do
        ("大道", 0.0, False),  # a word for a spot alone
        ("青碓", 0.7, True),
        ("青碓", 0.4, False),
        ("5A", 1.0, False),
        ("产业园", 0.9, False),  # words of the dictionary
        ("养老院", 0.0, False),
        ("古镇", 0.0, False),
        ("湖泊", 0.0, False),  # a place to the dictionary, but a frequent word
        ("江南水乡", 0.0, False),
        ("百强县", 0.0, False),
        ("智慧社区", 0.0, False),  # the stem is a word
        ("进村", 0.0, False),
        ("百县", 0.0, False),
        ("一圈一带两区", 0.0, False),
        ("两园一河", 0.9, False),
        ("山区", 0.9, False),
        ("零碳", 0.0, False),
    ],
)
def test_local_names(term: str, before: float, expected: bool) -> None:
    assert local(term, before=before) is expected


def test_a_town_that_is_a_word_is_local_where_it_lives() -> None:
    assert local("桃源", towns=frozenset({"桃源"}))
    assert not local("桃源")
    assert not local("桃源", towns=frozenset({"桃源"}), n_regions=2)


@pytest.mark.parametrize(
    ("frequency", "n_regions", "regions", "expected"),
    [(3, 1, 2, True), (1, 1, 2, False), (3, 2, 2, False), (3, 1, 1, False)],
)
def test_local_means_one_of_several_regions_and_more_than_once(
    frequency: int, n_regions: int, regions: int, expected: bool
) -> None:
    assert local("荻川河", frequency=frequency, n_regions=n_regions, regions=regions) is expected


def test_what_only_its_end_gives_away_needs_more_occurrences() -> None:
    assert not local("荻东", frequency=2)
