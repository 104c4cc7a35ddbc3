"""Settings of the report."""

from pydantic import Field

from policytopics.study.section import Section


class ReportSettings(Section):
    """What the report says about itself."""

    title: str = Field(default="", description="Title; empty: made from the study's name.")
    notice: str = Field(
        default="",
        description="A sentence shown above everything, such as that regions are fictional.",
    )
    findings: int = Field(
        default=6, ge=1, le=50, description="Most distinct differences told as headline findings."
    )
    exemplars: int = Field(default=3, ge=1, le=10, description="Typical units shown per topic.")
