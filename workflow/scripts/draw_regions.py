"""Draw each region against all the others: priorities -> one figure per region, index."""

from typing import TYPE_CHECKING

from policytopics.figures.drawing import save_in, write_index
from policytopics.figures.headline import headline
from policytopics.figures.region import draw
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
    folder: str,
    index: str,
    *,
    part: str,
    level: float,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once per region, write."""
    tables = map(read, (priorities, topic_summary, regions, documents))
    compared, style = headline(*tables, part=part, level=level), style_for(fonts, settings)
    stems = {region: f"region_{region.region_id}" for region in compared.regions}
    save_in(folder, {stem: draw(compared, style, region) for region, stem in stems.items()})
    rows = [(region.region_id, stem) for region, stem in stems.items()]
    write_index(index, folder, ("region_id", "stem"), rows)


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
