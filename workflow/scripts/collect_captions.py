"""Collect the captions of all figures: captions -> captions.md, captions.tex."""

from pathlib import Path
from typing import TYPE_CHECKING

from policytopics.figures.collection import captions_as_latex, captions_as_markdown, read_captions
from policytopics.files import write_text
from policytopics.logs import job

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(drawn: list[str], markdown: str, latex: str) -> None:
    """Read, call the library once per form, write."""
    captions = read_captions(drawn, str(Path(markdown).parent))
    write_text(markdown, captions_as_markdown(captions))
    write_text(latex, captions_as_latex(captions))


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            drawn=snakemake.input.drawn,
            markdown=snakemake.output.markdown,
            latex=snakemake.output.latex,
        )
