"""Settings of the topics stage."""

from typing import Literal

from pydantic import Field, field_validator

from policytopics.study.parts import Part
from policytopics.study.section import Section

# Numbers of topics to which a range of candidates may widen.
WIDEST = range(5, 61)


class TopicsSettings(Section):
    """How units become topics."""

    fit_parts: list[Part] = Field(
        default=["plan"],
        min_length=1,
        description="Parts the model is fitted on; all other units are projected onto its topics.",
    )
    number: int | Literal["auto"] = Field(
        default="auto",
        description="Number of topics, or auto: chosen by the rule over the candidates.",
    )
    candidates: list[int] = Field(
        default=[5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
        min_length=1,
        description="Numbers of topics to try when number is auto. While the best of three or more "
        "is an end of the range, the range widens there, from 5 to 60.",
    )
    weighting: Literal["tfidf", "sublinear", "bm25"] = Field(
        default="tfidf",
        description="Weight of a term in a unit. Numbers of topics are tried on BM25 in any case.",
    )
    dtype: Literal["float64", "float32"] = Field(
        default="float64",
        description="Precision of the weighted matrix in the fits. float32 takes half the memory; "
        "its last digits, and so the bytes of results, may differ between processors.",
    )
    loss: Literal["frobenius", "kullback-leibler"] = Field(
        default="frobenius", description="Loss of the factorization."
    )
    balance: Literal["region", "none"] = Field(
        default="region",
        description="region: every region weighs the same in the fit, so that one long plan does "
        "not own the topics.",
    )
    runs: int = Field(
        default=12, ge=3, le=200, description="Fits per number of topics: the ensemble."
    )
    subsample: float = Field(
        default=0.8, gt=0.3, le=1, description="Share of the units in each fit after the first."
    )
    seed: int = Field(default=1, ge=0, description="Seed of the ensemble's starts and subsamples.")
    splits: int = Field(
        default=2,
        ge=1,
        le=50,
        description="Times units and terms are halved for bi-cross-validation; four blocks each.",
    )
    max_iterations: int = Field(default=400, ge=10, description="Most iterations of a fit.")
    tolerance: float = Field(
        default=1e-4,
        gt=0,
        description="Relative change at which a fit stops; the fits of a scan over candidates stop "
        "at ten times as much.",
    )

    @field_validator("number")
    @classmethod
    def _at_least_two(cls, number: int | str) -> int | str:
        if isinstance(number, int) and number < 2:
            raise ValueError("a model needs at least 2 topics")
        return number

    @field_validator("candidates")
    @classmethod
    def _all_at_least_two(cls, candidates: list[int]) -> list[int]:
        if min(candidates) < 2:
            raise ValueError("every candidate must be at least 2")
        return candidates
