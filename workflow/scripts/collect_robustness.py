"""Follow every claim through every specification: their topics and priorities → two tables."""

from typing import TYPE_CHECKING, Any

from policytopics.files import FailedSpecificationError, read, write
from policytopics.logs import job
from policytopics.robustness.claims import Outcome, collect
from policytopics.robustness.specifications import Specification
from policytopics.tables.robustness import ROBUSTNESS, SPECIFICATIONS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def outcome(topics: str, priorities: str) -> Outcome:
    """Read what a specification led to, or why it failed."""
    try:
        return Outcome(read(topics), read(priorities))
    except FailedSpecificationError as failure:
        return Outcome(None, None, str(failure))


def main(
    topics: list[str],
    priorities: list[str],
    specifications: str,
    robustness: str,
    *,
    chosen: list[dict[str, Any]],
    threshold: float,
) -> None:
    """Read, call the library once, write."""
    each = [Specification(**fields) for fields in chosen]
    found = [outcome(*paths) for paths in zip(topics, priorities, strict=True)]
    outcomes = dict(zip([one.name for one in each], found, strict=True))
    listed, claims = collect(each, outcomes, threshold=threshold)
    write(listed, SPECIFICATIONS, specifications)
    write(claims, ROBUSTNESS, robustness)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            topics=snakemake.input.topics,
            priorities=snakemake.input.priorities,
            specifications=snakemake.output.specifications,
            robustness=snakemake.output.robustness,
            chosen=snakemake.params.specifications,
            threshold=snakemake.params.threshold,
        )
