"""Draw what regions stress and which are alike: headline + similarity -> figure contrast."""

from typing import TYPE_CHECKING

from policytopics.figures.compare import comparison_of
from policytopics.figures.contrast import draw_contrast
from policytopics.figures.drawing import save
from policytopics.figures.style import style_for
from policytopics.files import read
from policytopics.logs import job
from policytopics.study.figures import FiguresSettings
from policytopics.tables.schemes import by_category

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    headline: str,
    categories: str,
    regions: str,
    documents: str,
    similarity: str,
    clusters: str,
    fonts: list[str],
    files: dict[str, str],
    *,
    scheme: str,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write."""
    names = by_category(read(categories))
    compared = comparison_of(read(headline), names, read(regions), read(documents))
    style = style_for(fonts, settings, scheme)
    save(draw_contrast(compared, read(similarity), read(clusters), style), **files)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: path for name, path in snakemake.input.items() if name != "code"},
            files=dict(snakemake.output.items()),
            scheme=snakemake.wildcards.scheme,
            settings=FiguresSettings(**snakemake.params.settings),
        )
