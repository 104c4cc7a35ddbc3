"""Draw the figures of a study again."""

from policytopics.commands.options import study_command
from policytopics.tables.figures import FIGURES

__all__ = ["command"]

command = study_command(
    "Draw the figures of STUDY again; the report is not written.",
    ["--forcerun", *(figure.rule for figure in FIGURES), "--", "figures"],
)
