"""Draw how many topics the data support: candidates -> figure candidates."""

from typing import TYPE_CHECKING

from policytopics.figures.candidates import draw
from policytopics.figures.drawing import save
from policytopics.figures.style import style_for
from policytopics.files import read
from policytopics.logs import job
from policytopics.study.figures import FiguresSettings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    candidates: str,
    fonts: list[str],
    pdf: str,
    svg: str,
    png: str,
    csv: str,
    alt: str,
    caption: str,
    *,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write."""
    drawing = draw(read(candidates), style_for(fonts, settings))
    save(drawing, pdf=pdf, svg=svg, png=png, csv=csv, alt=alt, caption=caption)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        files = ("pdf", "svg", "png", "csv", "alt", "caption")
        main(
            candidates=snakemake.input.candidates,
            fonts=snakemake.input.fonts,
            **{name: snakemake.output[name] for name in files},
            settings=FiguresSettings(**snakemake.params.settings),
        )
