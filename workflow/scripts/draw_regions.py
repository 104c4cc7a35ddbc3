"""Draw each region against all the others: headline -> one figure per region, index."""

from typing import TYPE_CHECKING

from policytopics.figures.compare import comparison_of
from policytopics.figures.drawing import save_pages
from policytopics.figures.region import draw_region
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
    fonts: list[str],
    folder: str,
    index: str,
    *,
    scheme: str,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once per region, write."""
    names = by_category(read(categories))
    compared = comparison_of(read(headline), names, read(regions), read(documents))
    style = style_for(fonts, settings, scheme)
    drawings = {one.region_id: draw_region(compared, style, one) for one in compared.regions}
    pages = {f"region_{place}": (place, drawing) for place, drawing in drawings.items()}
    save_pages(folder, index, "region_id", pages)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: path for name, path in snakemake.input.items() if name != "code"},
            **snakemake.output,
            scheme=snakemake.wildcards.scheme,
            settings=FiguresSettings(**snakemake.params.settings),
        )
