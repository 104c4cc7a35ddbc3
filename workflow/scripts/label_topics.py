"""Name the topics: topics, their units and the vocabulary → one line per topic."""

from typing import TYPE_CHECKING

import pandas as pd

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import TOPIC_SUMMARY
from policytopics.topics.label import Words, label
from policytopics.topics.names import assign, read_names, warnings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    topics: str,
    topic_quality: str,
    units: str,
    unit_topics: str,
    vocabulary: str,
    domains: str,
    names: str | None,
    topic_summary: str,
) -> None:
    """Read, call the library once, write."""
    found = read(topics)
    named = assign(read_names(names) if names else [], found)
    words = Words(read(vocabulary, ["term", "gloss_en", "domain"]), pd.read_csv(domains, dtype=str))
    tables = (read(path) for path in (topic_quality, units, unit_topics))
    write(label(found, *tables, words, given=named.given), TOPIC_SUMMARY, topic_summary)
    for warning in warnings(named, names):
        print(f"warning: {warning}")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("topics", "topic_quality", "units", "unit_topics", "vocabulary", "domains")
        main(
            **{name: snakemake.input[name] for name in tables},
            names=next(iter(snakemake.input.names), None),
            topic_summary=snakemake.output.topic_summary,
        )
