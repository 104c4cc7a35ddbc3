"""Compare with labels that people gave and with seed words: results → measures."""

from typing import TYPE_CHECKING

import pandas as pd

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import VALIDATION
from policytopics.topics.agreement import agree_with_seeds
from policytopics.topics.validate import read_gold, validate

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    gold: str | None,
    documents: str,
    paragraphs: str,
    units: str,
    unit_topics: str,
    topic_summary: str,
    domains: str,
    validation: str,
    *,
    parts: list[str],
) -> None:
    """Read, call the library, write."""
    held, rows = read(unit_topics), read(units)
    words = pd.read_csv(domains, dtype=str)
    fitted = rows[rows["part"].isin(parts)]
    found = [agree_with_seeds(fitted, held, read(topic_summary), words)]
    if gold:
        found = [validate(read_gold(gold), read(documents), read(paragraphs), rows, held), *found]
    write(pd.concat([each for each in found if len(each)] or found), VALIDATION, validation)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("documents", "paragraphs", "units", "unit_topics", "topic_summary", "domains")
        main(
            **{name: snakemake.input[name] for name in tables},
            gold=next(iter(snakemake.input.gold), None),
            validation=snakemake.output.validation,
            parts=snakemake.params.parts,
        )
