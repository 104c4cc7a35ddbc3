"""Paragraphs, the gazetteer and what the user says -> documents and their regions."""

from typing import TYPE_CHECKING

from policytopics.corpus.identify import identify, settle
from policytopics.corpus.sheets import read_places, read_sheet
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.study.corpus import CorpusSettings
from policytopics.tables.corpus import DOCUMENTS, REGIONS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    sources: str,
    repaired: str,
    paragraphs: str,
    gazetteer: str,
    documents: str,
    regions: str,
    *,
    manifest: str | None,
    study_regions: str | None,
    settings: CorpusSettings,
) -> None:
    """Read, call the library once, write."""
    texts = read(sources), read(repaired), read(paragraphs)
    places = read_places(gazetteer, study_regions)
    found, used, problems = identify(*texts, places, read_sheet(manifest))
    leave_out = settings.on_bad_document == "leave_out"
    write(settle(found, problems, leave_out=leave_out), DOCUMENTS, documents)
    write(used, REGIONS, regions)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            sources=snakemake.input.sources,
            repaired=snakemake.input.repaired,
            paragraphs=snakemake.input.paragraphs,
            gazetteer=snakemake.input.gazetteer,
            documents=snakemake.output.documents,
            regions=snakemake.output.regions,
            manifest=next(iter(snakemake.input.manifest), None),
            study_regions=next(iter(snakemake.input.study_regions), None),
            settings=CorpusSettings(**snakemake.params.settings),
        )
