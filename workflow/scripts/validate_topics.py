"""Compare with labels that people gave: gold table and results → measures."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import VALIDATION
from policytopics.topics.validate import read_gold, validate

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    gold: str, documents: str, paragraphs: str, units: str, unit_topics: str, validation: str
) -> None:
    """Read, call the library once, write."""
    tables = [read(path) for path in (documents, paragraphs, units, unit_topics)]
    write(validate(read_gold(gold), *tables), VALIDATION, validation)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("documents", "paragraphs", "units", "unit_topics")
        main(
            **{name: snakemake.input[name] for name in tables},
            gold=next(iter(snakemake.input.gold)),
            validation=snakemake.output.validation,
        )
