"""The words section refuses what would silently change nothing."""

import pytest
from pydantic import ValidationError

from policytopics.study.words import WordsSettings


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"terms": ["稳 增长"]}, "without blanks"),
        ({"terms": ["稳、准"]}, "without blanks"),
        ({"terms": ["水"]}, "two letters or more"),
        ({"terms": ["河长制"], "stopwords": ["河长制"]}, "both list"),
        ({"unit_characters": [150, 60]}, "below the longest"),
        ({"unit_characters": [0, 60]}, "at least 1"),
    ],
)
def test_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        WordsSettings(**settings)


def test_accepted() -> None:
    settings = WordsSettings(terms=["河长制", "PM2.5"], stopwords=["的"], unit_characters=[1, 2])
    assert settings.terms == ["河长制", "PM2.5"]
