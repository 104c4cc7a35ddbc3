"""A user's mistakes, collected and told once: where, what is wrong, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Problem", "ProblemsError", "suggestion"]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake.

    Attributes
    ----------
    where : str
        ``file``, ``file:line`` or ``file:line: key``.
    what : str
        What is wrong.
    fix : str
        What to do about it.
    """

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}\n    fix: {self.fix}"


class ProblemsError(Exception):
    """Raised with every problem found, never with the first alone; ends a run with exit code 2."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def summary(self) -> str:
        """Return all problems, and on a last line how many there are."""
        number = len(self.problems)
        return f"{self}\n{number} problem{'s' if number > 1 else ''}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "did you mean …?" for a near miss, else the list of what is known.

    Examples
    --------
    >>> suggestion("topcs", ["topics", "words"])
    'did you mean topics?'
    >>> suggestion("xyz", ["topics", "words"])
    'choose one of: topics, words'
    """
    from difflib import get_close_matches

    known = sorted(known)
    near = get_close_matches(str(word), known, n=1)
    return f"did you mean {near[0]}?" if near else f"choose one of: {', '.join(known)}"
