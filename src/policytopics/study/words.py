"""Settings of the words stage."""

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from policytopics.study.section import Section

__all__ = ["TERM", "WordsSettings"]


# What can be one token: the characters that jieba keeps together (its `re_han_default`), two or
# more, one of them Han or Latin at least.
TERM = re.compile(r"(?=.*[A-Za-z\u4e00-\u9fd5])[\u4e00-\u9fd5A-Za-z0-9+#&._%-]{2,}")


_DOCUMENTS = 200  # in a shard: some 3 million characters, 100 MB as tokens


class WordsSettings(Section):
    """How text becomes tokens, units and a vocabulary."""

    engine: Literal["jieba", "rjieba"] = Field(
        default="rjieba",
        description="Segmenter: rjieba, or jieba (the same dictionary and tokens, some five times "
        "slower).",
    )
    shards: int | None = Field(
        default=None,
        ge=1,
        le=1024,
        description="Parts in which a large corpus is cut into tokens; a new document recuts one. "
        "Empty: a power of two that leaves at most 200 documents a part. Changes no result.",
    )
    unit_characters: list[int] = Field(
        default=[60, 150],
        min_length=2,
        max_length=2,
        description="Shortest and longest modelling unit, in characters.",
    )
    terms: list[str] = Field(
        default=[], description="Your own terms, kept whole and kept in, beside the lexicon's."
    )
    stopwords: list[str] = Field(
        default=[], description="Your own words to leave out, terms of the lexicon included."
    )
    mask_places: bool = Field(
        default=True,
        description="Leave out names of places, so that a topic is not a place.",
    )
    phrases: bool = Field(
        default=True,
        description="Join words that stand together far more often than chance would have it.",
    )
    min_units: int = Field(
        default=3, ge=1, description="A term in fewer units is rare and left out."
    )
    max_unit_share: float = Field(
        default=0.25,
        gt=0,
        le=1,
        description="A term in a larger share of the units of most regions is common and left out.",
    )
    max_even_share: float = Field(
        default=0.05,
        gt=0,
        le=1,
        description="The same for a term outside the lexicon that is spread evenly over the units.",
    )
    min_clumping: float = Field(
        default=2.0,
        ge=1,
        description="Even is a term that stands in neighbouring units less than so many times as "
        "often as chance would have it.",
    )
    min_divergence: float = Field(
        default=0.7,
        ge=0,
        description="Left out as common is, too, a scattered term of most regions, outside the "
        "lexicon, that stands among terms of all policy domains alike: whose shares differ from "
        "those of all units by less than so much (Kullback-Leibler, nats). 0: none.",
    )

    def shards_for(self, n_documents: int) -> int:
        """Return the number of shards for so many documents.

        Examples
        --------
        >>> [WordsSettings().shards_for(n) for n in (1, 200, 201, 13_000)]
        [1, 1, 2, 128]
        """
        if self.shards is not None:
            return self.shards
        needed = max(1, -(-n_documents // _DOCUMENTS))
        return 1 << (needed - 1).bit_length()

    # Validators of one field, where they can be: then a mistake elsewhere does not hide this one.
    @field_validator("unit_characters")
    @classmethod
    def _ordered(cls, value: list[int]) -> list[int]:
        shortest, longest = value
        if not 1 <= shortest < longest:
            raise ValueError("the shortest must be at least 1 and below the longest")
        return value

    @field_validator("terms")
    @classmethod
    def _effective(cls, value: list[str]) -> list[str]:
        # A term of several words would silently change nothing.
        if broken := [term for term in value if not TERM.fullmatch(term)]:
            raise ValueError(f"{broken} must each be two letters or more, without blanks")
        return value

    @model_validator(mode="after")
    def _once(self) -> "WordsSettings":
        if both := sorted({*self.terms} & {*self.stopwords}):
            raise ValueError(f"terms and stopwords both list {both}")
        return self
