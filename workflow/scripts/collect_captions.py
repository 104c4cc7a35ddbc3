"""Collect the captions of all figures: captions -> captions.md, captions.tex."""

from typing import TYPE_CHECKING

from policytopics.figures.collection import as_latex, as_markdown, read_caption, read_folder
from policytopics.files import write_text
from policytopics.logs import job

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(single: dict[str, str], several: dict[str, str], markdown: str, latex: str) -> None:
    """Read, call the library once per form, write.

    ``single``: place of a figure -> its caption; ``several``: index -> the folder it is of.
    """
    captions = [read_caption(path, place) for place, path in single.items()]
    captions += [one for index, folder in several.items() for one in read_folder(index, folder)]
    write_text(markdown, as_markdown(captions))
    write_text(latex, as_latex(captions))


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            single=dict(zip(snakemake.params.single, snakemake.input.single, strict=True)),
            several=dict(zip(snakemake.input.indexes, snakemake.input.folders, strict=True)),
            markdown=snakemake.output.markdown,
            latex=snakemake.output.latex,
        )
