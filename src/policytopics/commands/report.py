"""Write the report of a study again."""

from policytopics.commands.options import study_command

__all__ = ["command"]

command = study_command("Write the report of STUDY again.", ["--forcerun", "write_report"])
