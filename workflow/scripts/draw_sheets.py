"""Draw the sheets that people fill in: topics and units → questions, and their key apart."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import SHEET_KEY, TOPIC_SHEET, WORD_SHEET
from policytopics.topics.intrusion import draw

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    topics: str, units: str, unit_topics: str, words: str, passages: str, key: str, *, seed: int
) -> None:
    """Read, call the library once, write."""
    sheets = draw(read(topics), read(units), read(unit_topics), seed=seed)
    write(sheets.words, WORD_SHEET, words)
    write(sheets.passages, TOPIC_SHEET, passages)
    write(sheets.key, SHEET_KEY, key)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: snakemake.input[name] for name in ("topics", "units", "unit_topics")},
            words=snakemake.output.words,
            passages=snakemake.output.passages,
            key=snakemake.output.key,
            seed=snakemake.params.seed,
        )
