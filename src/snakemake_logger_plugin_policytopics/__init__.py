"""Where Snakemake looks for the logger named ``policytopics``: plug-ins are found by this name."""

from policytopics.commands.progress import LogHandler

__all__ = ["LogHandler"]
