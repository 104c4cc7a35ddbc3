"""Draw how much of its text each region gives to each topic: priorities -> figure profiles."""

from typing import TYPE_CHECKING

from policytopics.figures.drawing import FILES, save
from policytopics.figures.headline import headline
from policytopics.figures.profiles import draw
from policytopics.figures.style import style_for
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
    files: dict[str, str],
    *,
    part: str,
    level: float,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write."""
    tables = map(read, (priorities, topic_summary, regions, documents))
    drawing = draw(headline(*tables, part=part, level=level), style_for(fonts, settings))
    save(drawing, **files)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("priorities", "topic_summary", "regions", "documents", "fonts")
        main(
            **{name: snakemake.input[name] for name in tables},
            files={name: snakemake.output[name] for name in FILES},
            part=snakemake.params.part,
            level=snakemake.params.level,
            settings=FiguresSettings(**snakemake.params.settings),
        )
