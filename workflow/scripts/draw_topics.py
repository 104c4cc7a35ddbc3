"""Draw what each topic is about: topics + typical units -> figures topics, topics_2, …, index."""

from typing import TYPE_CHECKING

from policytopics.figures.drawing import save_pages
from policytopics.figures.style import style_for
from policytopics.figures.topic_cards import cards
from policytopics.figures.topics import draw_topics
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
    pages = {page.name: (page.number, page.drawing) for page in draw_topics(deck, style)}
    save_pages(folder, index, "page", pages)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            **{name: path for name, path in snakemake.input.items() if name != "code"},
            **snakemake.output,
            settings=FiguresSettings(**snakemake.params.settings),
        )
