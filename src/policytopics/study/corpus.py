"""Settings of the corpus stage."""

from typing import Literal

from pydantic import Field

from policytopics.study.section import Section


class CorpusSettings(Section):
    """Which documents, and how strictly they are read."""

    folder: str = Field(
        default="",
        description="Folder of the documents, from the project's folder or absolute. Empty: the "
        "environment variable POLICYTOPICS_CORPUS names it.",
    )
    ignore: list[str] = Field(
        default=["README*", "readme*", "*.md", "*.truth.txt", "gold.csv", ".*", "~$*"],
        description="Names of files that are not documents (shell patterns).",
    )
    on_bad_document: Literal["fatal", "leave_out"] = Field(
        default="fatal",
        description="A document that cannot be read or recognised ends the run (fatal), or is left "
        "out and reported (leave_out).",
    )
    exclude_doubtful: bool = Field(
        default=False,
        description="Leave paragraphs with a doubtful reading out of the model.",
    )
