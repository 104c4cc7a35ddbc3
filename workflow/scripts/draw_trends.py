"""Draw how priorities moved: priorities by year -> figures trends, trends_<region>, index."""

from typing import TYPE_CHECKING

from policytopics.figures.drawing import save_in, write_index
from policytopics.figures.headline import headline
from policytopics.figures.history import history
from policytopics.figures.style import style_for
from policytopics.figures.trends import draw
from policytopics.files import read
from policytopics.logs import job
from policytopics.study.figures import FiguresSettings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    priorities: str,
    topic_summary: str,
    regions: str,
    documents: str,
    fonts: list[str],
    folder: str,
    index: str,
    *,
    part: str,
    level: float,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write; without two years there is only the empty index."""
    shares = read(priorities)
    tables = map(read, (topic_summary, regions, documents))
    compared = headline(shares, *tables, part=part, level=level)
    style = style_for(fonts, settings)
    pages = list(draw(compared, history(shares, compared), style, focus=settings.focus))
    save_in(folder, {page.name: page.drawing for page in pages})
    rows = [(page.name, page.region_id, page.drawing.title) for page in pages]
    write_index(index, folder, ("name", "region_id", "title"), rows)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("priorities", "topic_summary", "regions", "documents", "fonts")
        files = ("folder", "index")
        main(
            **{name: snakemake.input[name] for name in tables},
            **{name: snakemake.output[name] for name in files},
            part=snakemake.params.part,
            level=snakemake.params.level,
            settings=FiguresSettings(**snakemake.params.settings),
        )
