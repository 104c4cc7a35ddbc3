"""Settings of the figures."""

from typing import Literal

from pydantic import Field

from policytopics.study.section import Section


class FiguresSettings(Section):
    """How figures look."""

    profile: Literal["web", "nature"] = Field(
        default="web", description="Sizes of text: web, or nature (7 pt throughout)."
    )
    language: Literal["zh", "en", "both"] = Field(
        default="both", description="Language of names in the figures."
    )
    dpi: int = Field(default=300, ge=72, le=1200, description="Resolution of the PNG files.")
    focus: list[str] = Field(
        default=[],
        description="Regions (region_id) with a figure of trends of their own, or `[all]`; "
        "for studies of several years.",
    )
