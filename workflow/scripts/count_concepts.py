"""Count the study's own concepts: units and word lists → a rate per document and concept."""

from typing import TYPE_CHECKING

from policytopics.domains.concepts import (
    measure_concepts,
    measure_region_concepts,
    never,
    read_concepts,
)
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.study.domains import DomainsSettings
from policytopics.tables.domains import CONCEPTS, REGION_CONCEPTS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    documents: str,
    lists: list[str],
    concepts: str,
    region_concepts: str,
    *,
    settings: DomainsSettings,
) -> None:
    """Read, call the library, write; without a list the tables have no rows."""
    terms = next(map(read_concepts, lists), {})
    columns = ["document_id", "paragraph_id", "order", "part", "text", "n_tokens", "tokens"]
    about = read(documents, ["document_id", "region_id", "year"])
    texts, parts = read(units, columns), settings.concept_parts
    table = measure_concepts(texts, about, terms, parts=parts)
    write(table, CONCEPTS, concepts)
    by_region = measure_region_concepts(texts, about, terms, parts=parts)
    write(by_region, REGION_CONCEPTS, region_concepts)
    for warning in never(table):
        print(f"warning: {warning}")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            documents=snakemake.input.documents,
            lists=list(snakemake.input.lists),
            concepts=snakemake.output.concepts,
            region_concepts=snakemake.output.region_concepts,
            settings=DomainsSettings(**snakemake.params.settings),
        )
