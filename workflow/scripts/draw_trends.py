"""Draw how priorities moved: priorities by year -> figures trends, trends_<region>, index."""

from typing import TYPE_CHECKING

from policytopics.figures.compare import comparison_of
from policytopics.figures.drawing import save_pages
from policytopics.figures.history import history
from policytopics.figures.style import style_for
from policytopics.figures.trends import draw_trends
from policytopics.files import read
from policytopics.logs import job
from policytopics.study.figures import FiguresSettings
from policytopics.tables.schemes import by_category

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    priorities: str,
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
    """Read, call the library once, write; without two years there is only the empty index."""
    names = by_category(read(categories))
    compared = comparison_of(read(headline), names, read(regions), read(documents))
    past, style = history(read(priorities), compared), style_for(fonts, settings, scheme)
    drawn = draw_trends(compared, past, style, focus=settings.focus)
    pages = {page.name: (page.region_id, page.drawing) for page in drawn}
    save_pages(folder, index, "region_id", pages)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: path for name, path in snakemake.input.items() if name != "code"},
            **snakemake.output,
            scheme=snakemake.wildcards.scheme,
            settings=FiguresSettings(**snakemake.params.settings),
        )
