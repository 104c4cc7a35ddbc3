"""Paragraphs, the gazetteer and what the user says -> documents and their regions."""

from typing import TYPE_CHECKING

import pandas as pd

from policytopics.corpus.draft import manifest_frame
from policytopics.corpus.identify import identify
from policytopics.corpus.recognise import recognised
from policytopics.corpus.selection import Choice
from policytopics.corpus.settle import chosen_tables, counted_draft, unanswered
from policytopics.corpus.study_regions import read_places
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.sheets import read_sheet
from policytopics.study.corpus import CorpusSettings
from policytopics.tables.corpus import DOCUMENTS, OMISSIONS, REGIONS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    sources: str,
    unread: str,
    repaired: str,
    paragraphs: str,
    repairs: str,
    gazetteer: str,
    documents: str,
    regions: str,
    omissions: str,
    draft: str,
    *,
    manifest: str | None,
    study_regions: str | None,
    settings: CorpusSettings,
    threads: int = 1,
) -> None:
    """Read, call the library once, write."""
    texts = read(sources), read(repaired, ["document_id", "script"]), read(paragraphs)
    places = read_places(gazetteer, study_regions)
    choice = Choice(settings.kinds, settings.chosen_years, settings.levels)
    known = recognised(texts[0], texts[2], places, processes=threads)
    found = identify(*texts, places, read_sheet(manifest), read(repairs), choice, known)
    told = ""
    if unanswered(found[2]):
        frame = manifest_frame(texts[0], texts[2], places, known)
        frame.to_csv(draft, index=False, encoding="utf-8-sig", lineterminator="\n")
        told = f"{draft} ({counted_draft(frame)})"
    chosen, used, left_out = chosen_tables(texts[0], found, settings, told)
    write(chosen, DOCUMENTS, documents)
    write(used, REGIONS, regions)
    write(pd.concat([read(unread), left_out], ignore_index=True), OMISSIONS, omissions)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            sources=snakemake.input.sources,
            unread=snakemake.input.unread,
            repaired=snakemake.input.repaired,
            paragraphs=snakemake.input.paragraphs,
            repairs=snakemake.input.repairs,
            gazetteer=snakemake.input.gazetteer,
            documents=snakemake.output.documents,
            regions=snakemake.output.regions,
            omissions=snakemake.output.omissions,
            draft=snakemake.params.draft,
            manifest=next(iter(snakemake.input.manifest), None),
            study_regions=next(iter(snakemake.input.study_regions), None),
            settings=CorpusSettings(**snakemake.params.settings),
            threads=snakemake.threads,
        )
