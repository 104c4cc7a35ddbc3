"""Name the topics: topics, their units and what these hold → one line per topic."""

from typing import TYPE_CHECKING

import pandas as pd

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import TOPIC_SUMMARY
from policytopics.topics.exemplars import typical_units
from policytopics.topics.label import Words, label
from policytopics.topics.names import assign, read_names, warnings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    topics: str,
    topic_quality: str,
    composition: str,
    units: str,
    unit_topics: str,
    unit_domains: str,
    vocabulary: str,
    domains: str,
    formulas: str,
    names: str | None,
    topic_summary: str,
) -> None:
    """Read, call the library, write."""
    found, composed = read(topics), read(composition)
    named = assign(read_names(names) if names else [], found)
    words = Words(
        read(vocabulary, ["term", "gloss_en"]),
        read(domains),
        pd.read_csv(formulas, dtype=str, keep_default_na=False),
    )
    exemplars = typical_units(
        read(units, ["unit_id", "region_id", "n_tokens", "tokens"]),
        read(unit_topics),
        found,
        read(unit_domains, ["unit_id", "domain_id", "share"]),
        composed,
    )
    summary = label(found, read(topic_quality), composed, exemplars, words, given=named.given)
    write(summary, TOPIC_SUMMARY, topic_summary)
    for warning in warnings(named, names):
        print(f"warning: {warning}")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("topics", "topic_quality", "composition", "units", "unit_topics")
        others = ("unit_domains", "vocabulary", "domains", "formulas")
        main(
            **{name: snakemake.input[name] for name in (*tables, *others)},
            names=next(iter(snakemake.input.names), None),
            topic_summary=snakemake.output.topic_summary,
        )
