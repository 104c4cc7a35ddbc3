"""Settings of the domains stage."""

from typing import Literal

from pydantic import Field

from policytopics.study.parts import Part
from policytopics.study.section import Section


class DomainsSettings(Section):
    """How units are coded by the codebook, and concepts counted."""

    codebook: Literal["extend", "replace"] = Field(
        default="extend",
        description="What a study's own codebook.csv does to the default's domains: its rows are "
        "added to them, or stand in their place.",
    )
    seed: int = Field(
        default=1, ge=0, description="Seed of the sentences that an own codebook is widened on."
    )
    concept_parts: list[Part] = Field(
        default=["plan"], min_length=1, description="Parts in which concepts are counted."
    )
