"""Settings of the robustness stage: the sweep."""

from typing import Any

from pydantic import Field

from policytopics.study.section import Section


class RobustnessSettings(Section):
    """Which other reasonable choices the answer must survive."""

    sweep: dict[str, list[Any]] = Field(
        default={},
        description="Values to try for any key of corpus, words, domains, topics and regions, as "
        "`topics.number: [8, 10]`; every combination is a specification.",
    )
    specifications: dict[str, dict[str, Any]] = Field(
        default={},
        description="Named specifications, each with the keys in which it differs, as "
        "`bm25: {topics.weighting: bm25}`.",
    )
    admissible: int = Field(
        default=2,
        ge=0,
        description="With how many other admissible numbers of topics the study is repeated, the "
        "smallest and the largest first, when the number is chosen (`topics.number: auto`).",
    )
    most: int = Field(
        default=200, ge=1, description="A sweep of more specifications than this is an error."
    )
    match: float = Field(
        default=0.6,
        gt=0,
        le=1,
        description="Cosine of term weights from which a topic counts as recovered.",
    )
