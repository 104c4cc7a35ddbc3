"""Draw what each topic is about: topics + typical units -> figures topics, topics_2, …, index."""

from typing import TYPE_CHECKING

from policytopics.figures.drawing import save_in, write_index
from policytopics.figures.style import style_for
from policytopics.figures.topics import cards, draw
from policytopics.files import read
from policytopics.logs import job
from policytopics.study.figures import FiguresSettings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    topic_summary: str,
    topics: str,
    units: str,
    regions: str,
    vocabulary: str,
    fonts: list[str],
    folder: str,
    index: str,
    *,
    settings: FiguresSettings,
) -> None:
    """Read, call the library once, write."""
    style = style_for(fonts, settings)
    known = read(vocabulary, ["term", "gloss_en"])
    glosses = dict(zip(known["term"], known["gloss_en"], strict=True))
    deck = cards(read(topic_summary), read(topics), read(units), read(regions), glosses, style)
    pages = draw(deck, style)
    save_in(folder, {page.name: page.drawing for page in pages})
    rows = [(page.name, page.number, page.drawing.title) for page in pages]
    write_index(index, folder, ("name", "page", "title"), rows)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        tables = ("topic_summary", "topics", "units", "regions", "vocabulary", "fonts")
        files = ("folder", "index")
        main(
            **{name: snakemake.input[name] for name in tables},
            **{name: snakemake.output[name] for name in files},
            settings=FiguresSettings(**snakemake.params.settings),
        )
