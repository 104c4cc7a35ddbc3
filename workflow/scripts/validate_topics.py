"""Compare with labels that people gave: results → measures."""

from typing import TYPE_CHECKING

import pandas as pd

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import VALIDATION
from policytopics.topics.validate import read_gold, validate

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    gold: str | None,
    documents: str,
    paragraphs: str,
    units: str,
    unit_topics: str,
    validation: str,
) -> None:
    """Read, call the library, write; without gold labels a table without rows."""
    found = pd.DataFrame(columns=VALIDATION.names)
    if gold:
        tables = (read(path) for path in (documents, paragraphs, units, unit_topics))
        found = validate(read_gold(gold), *tables)
    write(found, VALIDATION, validation)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("documents", "paragraphs", "units", "unit_topics")
        main(
            **{name: snakemake.input[name] for name in tables},
            gold=next(iter(snakemake.input.gold), None),
            validation=snakemake.output.validation,
        )
