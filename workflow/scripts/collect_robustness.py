"""Follow every claim through every specification: their headlines → three tables."""

from typing import TYPE_CHECKING, Any

from policytopics.files import FailedSpecificationError, read, write
from policytopics.logs import job
from policytopics.robustness.claims import Outcome, collect
from policytopics.robustness.specifications import Specification
from policytopics.tables.robustness import TABLES

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def outcome(headline: str, terms: str | None) -> Outcome:
    """Read what a specification led to, or why it failed."""
    try:
        return Outcome(read(headline), read(terms) if terms else None)
    except FailedSpecificationError as failure:
        return Outcome(None, reason=str(failure))


def main(
    headlines: list[str],
    terms: list[str],
    *,
    chosen: list[dict[str, Any]],
    threshold: float,
    **paths: str,
) -> None:
    """Read, call the library once, write."""
    each = [Specification(**fields) for fields in chosen]
    found = map(outcome, headlines, terms or [None] * len(headlines))
    outcomes = dict(zip([one.name for one in each], found, strict=True))
    collected = collect(each, outcomes, threshold=threshold)
    for table in TABLES:
        write(getattr(collected, table.name), table, paths[table.name])


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            headlines=snakemake.input.headlines,
            terms=snakemake.input.terms,
            chosen=snakemake.params.specifications,
            threshold=snakemake.params.threshold,
            **{table.name: snakemake.output[table.name] for table in TABLES},
        )
