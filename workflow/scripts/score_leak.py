"""Score what the topics betray: units, vocabulary and shares → leak."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.study.topics import TopicsSettings
from policytopics.tables.topics import LEAK
from policytopics.topics.leak import score

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    vocabulary: str,
    unit_topics: str,
    leak: str,
    *,
    settings: TopicsSettings,
    mask: bool,
) -> None:
    """Read, call the library once, write."""
    tables = read(units), read(vocabulary), read(unit_topics)
    write(score(*tables, settings, mask=mask), LEAK, leak)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            vocabulary=snakemake.input.vocabulary,
            unit_topics=snakemake.input.unit_topics,
            leak=snakemake.output.leak,
            settings=TopicsSettings(**snakemake.params.settings),
            mask=snakemake.params.mask,
        )
