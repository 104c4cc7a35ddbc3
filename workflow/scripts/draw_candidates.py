"""Draw how many topics the data support: candidates -> figure candidates."""

from typing import TYPE_CHECKING

from policytopics.figures.candidates import draw_candidates
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
    files: dict[str, str],
    *,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write."""
    save(draw_candidates(read(candidates), style_for(fonts, settings)), **files)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: path for name, path in snakemake.input.items() if name != "code"},
            files=dict(snakemake.output.items()),
            settings=FiguresSettings(**snakemake.params.settings),
        )
