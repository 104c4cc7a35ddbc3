"""Settings of the regions stage."""

from typing import Literal

from pydantic import Field

from policytopics.study.parts import Part
from policytopics.study.section import Section


class RegionsSettings(Section):
    """How regions are compared."""

    scheme: Literal["domains", "topics"] = Field(
        default="domains",
        description="What the report leads with: domains of the codebook, the same for every "
        "study, or topics found in this corpus. The other stands beside it.",
    )
    parts: list[Part] = Field(
        default=["plan"],
        min_length=1,
        description="Parts whose text counts as priority; the other parts are reported beside it.",
    )
    draws: int = Field(default=1000, ge=100, le=20000, description="Resamples behind an interval.")
    level: float = Field(default=0.95, gt=0.5, lt=1, description="Level of the intervals.")
    min_units: int = Field(
        default=30,
        ge=2,
        description="Below so many units a cell says insufficient and claims nothing.",
    )
    seed: int = Field(default=1, ge=0, description="Seed of the resampling.")
    model_uncertainty: bool = Field(
        default=True,
        description="Intervals also carry the error of measurement: the disagreement of the "
        "topics' ensemble, the error of coding of domains.",
    )
