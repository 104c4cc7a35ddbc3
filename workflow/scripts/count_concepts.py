"""Count the study's own concepts: units and word lists → a rate per document and concept."""

from typing import TYPE_CHECKING

from policytopics.domains.concepts import measure_concepts, never, read_concepts
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.study.domains import DomainsSettings
from policytopics.tables.domains import CONCEPTS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str, documents: str, lists: list[str], concepts: str, *, settings: DomainsSettings
) -> None:
    """Read, call the library once, write; without a list the table has no rows."""
    terms = next(map(read_concepts, lists), {})
    columns = ["document_id", "paragraph_id", "order", "part", "text", "n_tokens", "tokens"]
    about = read(documents, ["document_id", "region_id", "year"])
    table = measure_concepts(read(units, columns), about, terms, parts=settings.concept_parts)
    write(table, CONCEPTS, concepts)
    for warning in never(table):
        print(f"warning: {warning}")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            documents=snakemake.input.documents,
            lists=list(snakemake.input.lists),
            concepts=snakemake.output.concepts,
            settings=DomainsSettings(**snakemake.params.settings),
        )
