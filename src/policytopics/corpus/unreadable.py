"""What every reader shares: what it gives back, what it refuses, and how much it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = [
    "LONGEST_LINE",
    "MOST_CHARACTERS",
    "Reading",
    "UnreadableError",
    "check_size",
    "too_large",
]

# Bounds for files that were made to exhaust a reader, or are no reports: the longest plans known
# have 0.2 million characters, in 400 pages.
MOST_CHARACTERS = 4_000_000
LONGEST_LINE = 200_000


class UnreadableError(Exception):
    """A file that cannot be read: what is wrong, and the fix."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(frozen=True)
class Reading:
    """The text of one document, as a reader of one format found it.

    Attributes
    ----------
    format : str
        Of `policytopics.tables.corpus.FORMATS`.
    lines : sequence of str
        The text.
    encoding : str
        Name of the encoding found; empty where the format says its own.
    warnings : sequence of str
        What a careful reader should know.
    given : mapping of str to str
        What the file says of the document beside its text, by the keys of
        `policytopics.tables.corpus.GIVEN`.
    """

    format: str
    lines: Sequence[str]
    encoding: str = ""
    warnings: Sequence[str] = ()
    given: Mapping[str, str] = field(default_factory=dict)


def check_size(lines: Sequence[str]) -> None:
    """Raise `UnreadableError` for a text that is too long, or has a line that is."""
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableError(
                f"line {number} has {len(line):,} characters (at most {LONGEST_LINE:,} are read)",
                "break the text into paragraphs, or remove the file",
            )
    if (number := sum(map(len, lines))) > MOST_CHARACTERS:
        raise too_large(f"{number:,} characters", f"{MOST_CHARACTERS:,}")


def too_large(what: str, most: str) -> UnreadableError:
    """Return the error for a file beyond a bound."""
    return UnreadableError(
        f"{what} are more than a report has (at most {most} are read)",
        "save the report alone as .txt, or remove the file",
    )
