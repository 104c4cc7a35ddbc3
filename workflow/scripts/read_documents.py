"""Files of the corpus folder -> one row per document, decoded, line by line."""

from typing import TYPE_CHECKING

from policytopics.corpus.content import contents_in
from policytopics.corpus.read import (
    ReadSettings,
    omissions,
    read_documents,
    settle_sources,
)
from policytopics.files import write
from policytopics.logs import job
from policytopics.study.corpus import CorpusSettings
from policytopics.tables.corpus import OMISSIONS, SOURCES

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    folder: str,
    files: list[str],
    sources: str,
    unread: str,
    *,
    settings: CorpusSettings,
    threads: int = 1,
) -> None:
    """Read, call the library once, write."""
    how = ReadSettings.of(settings, threads)
    found, problems = read_documents(contents_in(folder, files), how)
    leave_out = settings.on_bad_document == "leave_out"
    write(settle_sources(found, problems, leave_out=leave_out), SOURCES, sources)
    write(omissions(problems), OMISSIONS, unread)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            folder=snakemake.params.folder,
            files=list(snakemake.input.documents),
            sources=snakemake.output.sources,
            unread=snakemake.output.unread,
            settings=CorpusSettings(**snakemake.params.settings),
            threads=snakemake.threads,
        )
