"""Split the paragraphs by document into shards, for corpora of more than some hundred documents."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.words import SHARD
from policytopics.words.shards import split_paragraphs

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(paragraphs: str, shards: list[str]) -> None:
    """Read, call the library once, write."""
    columns = [column.name for column in SHARD.columns]
    frames = split_paragraphs(read(paragraphs, columns), len(shards))
    for frame, path in zip(frames, shards, strict=True):
        write(frame, SHARD, path)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(paragraphs=snakemake.input.paragraphs, shards=list(snakemake.output.shards))
