"""Draw what was kept of every document: documents + paragraphs + repairs -> figure cleaning."""

from typing import TYPE_CHECKING

from policytopics.figures.cleaning import draw_cleaning, tally
from policytopics.figures.drawing import save
from policytopics.figures.style import style_for
from policytopics.files import read
from policytopics.logs import job
from policytopics.study.figures import FiguresSettings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    documents: str,
    paragraphs: str,
    repairs: str,
    regions: str,
    fonts: list[str],
    files: dict[str, str],
    *,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write."""
    places = read(regions)
    tallies = tally(read(documents), read(paragraphs), read(repairs), places)
    save(draw_cleaning(tallies, places, style_for(fonts, settings)), **files)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: path for name, path in snakemake.input.items() if name != "code"},
            files=dict(snakemake.output.items()),
            settings=FiguresSettings(**snakemake.params.settings),
        )
