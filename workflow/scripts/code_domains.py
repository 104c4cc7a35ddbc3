"""Code units by the codebook: units and weights → shares of domains, and how good they are."""

from dataclasses import replace
from typing import TYPE_CHECKING

from policytopics.domains.adapt import Wanted, adapted, panel_of
from policytopics.domains.code import Coder
from policytopics.domains.describe import described, own_quality
from policytopics.domains.names import masked_names
from policytopics.domains.own import codebook, read_coded, read_own_codebook
from policytopics.domains.quality import excess_variance
from policytopics.domains.resources import (
    read_codebook,
    read_firms,
    read_quality,
    whole_words,
)
from policytopics.domains.share import unit_domains
from policytopics.domains.weights import read_weights
from policytopics.files import read, read_parts, write, write_parts
from policytopics.gazetteer import read_divisions
from policytopics.logs import job
from policytopics.study.domains import DomainsSettings
from policytopics.tables.domains import DOMAIN_QUALITY, DOMAINS, UNIT_DOMAINS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    book: str,
    weights: str,
    quality: str,
    firms: str,
    gazetteer: str,
    lexicon: list[str],
    own_codebook: list[str],
    own_coded: list[str],
    domains: str,
    unit_shares: str,
    domain_quality: str,
    *,
    settings: DomainsSettings,
) -> None:
    """Read, call the library, write."""
    names = masked_names(read_divisions(gazetteer), read_firms(firms))
    coder = Coder(read_weights(weights), names, whole_words(lexicon))
    own = next(map(read_own_codebook, own_codebook), None)
    used = codebook(read_codebook(book), own, extend=settings.codebook == "extend")
    coded = next((read_coded(path, used["domain_id"]) for path in own_coded), None)
    wanted = Wanted(used, frozenset(() if own is None else own["domain_id"]), coded)
    if own is not None or coded is not None:
        columns = ["document_id", "paragraph_id", "order", "region_id", "text"]
        panel = panel_of(read(units, columns))
        coder = replace(coder, weights=adapted(panel, wanted, coder, seed=settings.seed))
    write(described(coder, wanted), DOMAINS, domains)
    parts = read_parts(units, ["unit_id", "text"])
    known = read_quality(quality)
    excess = excess_variance(known, coder.weights.domains)
    write_parts(unit_domains(coder, parts, excess), UNIT_DOMAINS, unit_shares)
    write(own_quality(known, wanted), DOMAIN_QUALITY, domain_quality)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            book=snakemake.input.codebook,
            weights=snakemake.input.weights,
            quality=snakemake.input.quality,
            firms=snakemake.input.firms,
            gazetteer=snakemake.input.gazetteer,
            lexicon=list(snakemake.input.lexicon),
            own_codebook=list(snakemake.input.own_codebook),
            own_coded=list(snakemake.input.own_coded),
            domains=snakemake.output.domains,
            unit_shares=snakemake.output.unit_domains,
            domain_quality=snakemake.output.domain_quality,
            settings=DomainsSettings(**snakemake.params.settings),
        )
