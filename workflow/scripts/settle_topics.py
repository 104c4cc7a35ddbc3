"""Settle the topics: units, vocabulary and ensemble → topics, quality and every unit's shares."""

from typing import TYPE_CHECKING

from policytopics.files import read, read_arrays, write
from policytopics.logs import job
from policytopics.member_shares import write_member_shares
from policytopics.study.topics import TopicsSettings
from policytopics.tables.topics import TOPIC_QUALITY, TOPICS, UNIT_TOPICS
from policytopics.topics.consensus import settle
from policytopics.topics.matrix import build

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    vocabulary: str,
    ensemble: str,
    topics: str,
    topic_quality: str,
    unit_topics: str,
    members: str,
    *,
    settings: TopicsSettings,
) -> None:
    """Read, call the library once, write."""
    matrix = build(read(units), read(vocabulary), settings)
    H = read_arrays(ensemble)["H"].astype(float)
    settled = settle(matrix, H, settings)
    write(settled.topics, TOPICS, topics)
    write(settled.quality, TOPIC_QUALITY, topic_quality)
    write(settled.unit_topics, UNIT_TOPICS, unit_topics)
    write_member_shares(members, settled.members)
    if (found := len(settled.quality)) < H.shape[1]:
        print(f"warning: {found} of {H.shape[1]} topics hold text; the empty ones are left out")
    print(f"{settled.n_dropped} units without a term of any topic are left out")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: snakemake.input[name] for name in ("units", "vocabulary", "ensemble")},
            topics=snakemake.output.topics,
            topic_quality=snakemake.output.topic_quality,
            unit_topics=snakemake.output.unit_topics,
            members=snakemake.output.members,
            settings=TopicsSettings(**snakemake.params.settings),
        )
