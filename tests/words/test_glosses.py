"""English for everyday words, and the list itself."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.problems import ProblemsError
from policytopics.words.glosses import gloss, read_glosses
from policytopics.words.lexicon import read_lexicon, read_words

LEXICON = Path(__file__).parents[2] / "resources" / "lexicon"
GLOSSES = read_glosses(LEXICON / "glosses.csv")


def test_the_lexicons_gloss_is_kept_and_an_unknown_word_has_none() -> None:
    table = pd.DataFrame(
        {"term": ["水库", "双碳", "甲乙"], "gloss_en": ["", "dual carbon goals", ""], "pos": "n"}
    )
    found = gloss(table, {"水库": "reservoirs", "双碳": "carbon"})
    assert found["gloss_en"].tolist() == ["reservoirs", "dual carbon goals", ""]
    assert found.drop(columns="gloss_en").equals(table.drop(columns="gloss_en"))


def test_bad_lines_are_all_told(tmp_path: Path) -> None:
    path = tmp_path / "glosses.csv"
    path.write_text("term,gloss_en\n投资,\n项目,projects\n项目,project\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        read_glosses(path)
    assert [each.what for each in error.value.problems] == ["gloss_en is empty"]
    path.write_text("term,gloss_en\n项目,projects\n项目,project\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="项目 stands in line 2 already"):
        read_glosses(path)


def test_the_list_is_short_english_of_words_that_the_lexicon_does_not_hold() -> None:
    known = set(read_lexicon(LEXICON / "policy_terms.csv")["term"])
    assert not known & GLOSSES.keys()
    assert all(english.isascii() and len(english) <= 40 for english in GLOSSES.values())
    assert not read_words(LEXICON / "genre.txt") & GLOSSES.keys()
