"""The words that names of spots are made with, as they are read."""

from pathlib import Path

import pytest

from policytopics.problems import ProblemsError
from policytopics.words.spot_words import read_spot_words

LISTED = Path("resources/lexicon/spots.csv")


def test_words_are_read_by_kind_each_once() -> None:
    words = read_spot_words(LISTED)
    assert {"水库", "集团"} <= words.followers
    assert "浜" in words.ending
    assert all(len(set(kind)) == len(kind) and "" not in kind for kind in words)


def test_a_kind_that_lacks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "spots.csv"
    path.write_text("kind,words\nspot,镇|乡\nlake,湖\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="has rows for lake, spot"):
        read_spot_words(path)
