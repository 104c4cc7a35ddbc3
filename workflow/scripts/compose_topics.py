"""Say what topics hold: units' shares of topics and of domains → topics' shares of domains."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.topics import COMPOSITION
from policytopics.topics.composition import compose

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str, unit_topics: str, unit_domains: str, composition: str, *, parts: list[str]
) -> None:
    """Read, call the library once, write."""
    rows = read(units, ["unit_id", "part", "n_tokens"])
    domains = read(unit_domains, ["unit_id", "domain_id", "share"])
    fitted = rows[rows["part"].isin(parts)]
    write(compose(fitted, read(unit_topics), domains), COMPOSITION, composition)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            unit_topics=snakemake.input.unit_topics,
            unit_domains=snakemake.input.unit_domains,
            composition=snakemake.output.composition,
            parts=snakemake.params.parts,
        )
