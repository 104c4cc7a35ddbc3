"""The `policytopics` command: one module per word.

Exit codes: 0 all is well, 2 a user's mistake (told with its fix), 1 a fault of ours. The modules
import pandas and the like only where they use them, so that ``--help`` answers at once.
"""

import os
import sys
import traceback
from typing import Any

import click

from policytopics import __version__
from policytopics.commands import (
    check,
    clean,
    code,
    demo,
    figures,
    manifest,
    new,
    plan,
    report,
    run,
    score,
    sheets,
    unlock,
    verify,
)
from policytopics.problems import ProblemsError, suggestion

__all__ = ["WORDS", "Words", "main", "policytopics"]

# In the order of the help page.
_MODULES = (
    demo, run, new, manifest, plan, check, figures,
    report, sheets, score, code, verify, unlock, clean,
)  # fmt: skip
WORDS: dict[str, click.Command] = {
    module.__name__.rpartition(".")[2]: module.command for module in _MODULES
}


class Words(click.Group):
    """A group that lists its commands in their own order and knows near misses."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for command in (self, *self.commands.values()):
            # Docstrings with a backslash are raw; click's mark of lines to keep is a control sign.
            command.help = (command.help or "").replace("\\b\n", "\b\n")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the words in the order of the help page."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the first word, or say which command was meant."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            fix = suggestion(args[0], self.commands)
            raise click.UsageError(f"there is no command {args[0]}; {fix}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Words, commands=WORDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="policytopics")
@click.option("--debug", is_flag=True, help="Show the traceback of any failure.")
def policytopics(debug: bool) -> None:
    r"""Say what each region's government puts first, and how sure that is.

    \b
    policytopics demo                     run the demo study (a minute)
    policytopics run reports/             run a folder or a table of reports
    policytopics manifest reports/        what was recognised of each document, to be mended
    policytopics code sentences.txt       the policy domain of each sentence
    """
    if debug:
        os.environ["POLICYTOPICS_DEBUG"] = "1"


def main(args: list[str] | None = None) -> None:
    """Run the command; the entry point of the installed script.

    Parameters
    ----------
    args : list of str or None
        The words after ``policytopics``; None for those of the process.

    Raises
    ------
    SystemExit
        Always, with the exit code.
    """
    try:
        policytopics.main(args=args, prog_name="policytopics")
    except ProblemsError as error:
        _end(f"{error.summary}; nothing was run", 2)
    except OSError as error:
        _end(f"{error.filename or 'files'}: {error.strerror or error}", 2)
    except Exception as error:
        _end(
            f"policytopics failed: {type(error).__name__}: {error}\n    this is a fault of the "
            "program; please report it with what `policytopics --debug` prints of it",
            1,
        )


def _end(told: str, code: int) -> None:
    """Say why the command ends, with the traceback if ``--debug`` was given, and end it."""
    print(told, file=sys.stderr)
    if os.environ.get("POLICYTOPICS_DEBUG"):
        traceback.print_exc()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
