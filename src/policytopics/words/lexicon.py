"""The lexicon's files: policy terms, policy domains, words of the genre.

They are written by people, so their readers check everything and tell every mistake at once, with
file and line. What a file is for stands in ``resources/lexicon/README.md``.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from policytopics.problems import Problem, ProblemsError
from policytopics.sheets import numbered_rows, read_text
from policytopics.study.words import TERM

__all__ = [
    "is_term",
    "read_cells",
    "read_domains",
    "read_lexicon",
    "read_own_terms",
    "read_rows",
    "read_words",
    "seeds_of",
]

_TERMS = ("term", "gloss_en", "domain", "pos")
_DOMAINS = ("domain", "name_zh", "name_en", "seeds")
_SEED_SEPARATOR = "|"

NumberedRow = tuple[int, list[str]]


def is_term(text: str) -> bool:
    """Return whether ``text`` can be one token: two characters or more, no blank, no comma.

    Examples
    --------
    >>> [is_term(text) for text in ["河长制", "PM2.5", "人工智能+"]]
    [True, True, True]
    >>> [is_term(text) for text in ["稳 增长", "稳、准", "2024", "水"]]
    [False, False, False, False]
    """
    return TERM.fullmatch(text) is not None


def read_lexicon(path: str | Path) -> pd.DataFrame:
    """Return the policy terms.

    Parameters
    ----------
    path : str or Path
        ``policy_terms.csv``: term, English gloss, domain, part of speech.

    Returns
    -------
    DataFrame
        Columns ``term``, ``gloss_en``, ``domain``, ``pos``; sorted by term, each once.

    Raises
    ------
    ProblemsError
        With every line that has the wrong number of cells, an empty cell, a term that cannot be one
        token or stands twice.
    """
    rows = read_rows(path, _TERMS)
    problems = [
        Problem(f"{path}:{line}", f"{cells[0]!r} cannot be one token", _HOW_TO_WRITE)
        for line, cells in rows
        if cells[0] and not is_term(cells[0])
    ]
    _stop_at(problems)
    frame = pd.DataFrame([cells for _, cells in rows], columns=list(_TERMS), dtype="str")
    return frame.sort_values("term", ignore_index=True)


def read_domains(path: str | Path) -> pd.DataFrame:
    """Return the policy domains, in the order of the file.

    Parameters
    ----------
    path : str or Path
        ``domains.csv``: domain, its short names, seed words separated by ``|``.

    Returns
    -------
    DataFrame
        Columns ``domain``, ``name_zh``, ``name_en``, ``seeds`` (list of str).

    Raises
    ------
    ProblemsError
        With every bad line, as in `read_lexicon`, and every seed that is empty or stands twice.
    """
    rows = read_rows(path, _DOMAINS)
    _stop_at([problem for line, cells in rows for problem in _check_seeds(path, line, cells[3])])
    frame = pd.DataFrame([cells for _, cells in rows], columns=list(_DOMAINS), dtype="str")
    return frame.assign(seeds=frame["seeds"].str.split(_SEED_SEPARATOR, regex=False))


def seeds_of(domains: pd.DataFrame) -> dict[str, str]:
    """Return seed → domain, the first domain of a seed that several have.

    Examples
    --------
    >>> seeds = [["水库"], ["水库", "农业"]]
    >>> seeds_of(pd.DataFrame({"domain": ["water", "rural"], "seeds": seeds}))
    {'水库': 'water', '农业': 'rural'}
    """
    found: dict[str, str] = {}
    for domain, seeds in zip(domains["domain"], domains["seeds"], strict=True):
        found |= {seed: domain for seed in seeds if seed not in found}
    return found


def read_own_terms(paths: Iterable[str | Path]) -> frozenset[str]:
    """Return the terms of the study's own lists (``lexicon.txt``): one a line, ``#`` a comment.

    Raises
    ------
    ProblemsError
        With every line that `read_words` refuses or that cannot be one token; if a list is empty.
    """
    terms: set[str] = set()
    problems = []
    for path in paths:
        lines = _lines(path)
        problems += [
            Problem(f"{path}:{number}", f"{word!r} cannot be one token", _HOW_TO_WRITE)
            for number, word in lines
            if not is_term(word)
        ] or [*_repetitions(path, [(number, [word]) for number, word in lines])]
        if not lines:
            fix = "write a term a line, or delete the file"
            problems.append(Problem(str(path), "holds no term", fix))
        terms.update(word for _, word in lines)
    _stop_at(problems)
    return frozenset(terms)


def read_words(path: str | Path) -> frozenset[str]:
    """Return the words of a list: one a line; ``#`` begins a comment.

    Raises
    ------
    ProblemsError
        With every line that holds a blank or a word for the second time.
    """
    lines = _lines(path)
    problems = [
        Problem(f"{path}:{number}", f"{word!r} holds a blank", "one word a line")
        for number, word in lines
        if len(word.split()) > 1
    ]
    _stop_at([*problems, *_repetitions(path, [(number, [word]) for number, word in lines])])
    return frozenset(word for _, word in lines)


def _lines(path: str | Path) -> list[tuple[int, str]]:
    """Return the words of a list with their lines; comments and empty lines left out."""
    numbered = enumerate(read_text(path).split("\n"), 1)
    words = ((number, line.partition("#")[0].strip()) for number, line in numbered)
    return [(number, word) for number, word in words if word]


_HOW_TO_WRITE = "write Han characters, Latin letters and digits without blanks; two or more"


def read_rows(path: str | Path, header: Sequence[str]) -> list[NumberedRow]:
    """Return the rows of a CSV file with their lines.

    Raises
    ------
    ProblemsError
        With another header, no rows, or every line that has the wrong number of cells, an empty
        cell, or a first cell for the second time.
    """
    rows = list(numbered_rows(read_text(path), str(path)).items())
    wanted = ",".join(header)
    if not rows or rows[0][1] != list(header):
        problem = Problem(f"{path}:1", "has another header", f"write {wanted} as the first line")
        raise ProblemsError([problem])
    _stop_at([problem for row in rows[1:] for problem in _check_cells(path, row, header)])
    _stop_at(list(_repetitions(path, rows[1:])))
    if not rows[1:]:
        raise ProblemsError([Problem(str(path), "holds no row", f"write rows of {wanted}")])
    return rows[1:]


def read_cells(path: str | Path, header: tuple[str, str], keys: Collection[str]) -> dict[str, str]:
    """Return key → cell of a CSV file with a row for each of some keys, in the file's order.

    Raises
    ------
    ProblemsError
        As `read_rows`, and if a key lacks or another one is named.
    """
    found = {key: cell for _, (key, cell) in read_rows(path, header)}
    if found.keys() != {*keys}:
        fix = f"write a row for each of {', '.join(keys)}"
        raise ProblemsError([Problem(str(path), f"has rows for {', '.join(sorted(found))}", fix)])
    return found


def _check_cells(path: str | Path, row: NumberedRow, header: Sequence[str]) -> Iterator[Problem]:
    line, cells = row
    if len(cells) != len(header):
        what = f"has {len(cells)} cells instead of {len(header)}"
        yield Problem(f"{path}:{line}", what, f"write {','.join(header)}")
        return
    for name, cell in zip(header, cells, strict=True):
        if not cell:
            yield Problem(f"{path}:{line}", f"{name} is empty", f"write the {name}")


def _repetitions(path: str | Path, rows: Sequence[NumberedRow]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line, (key, *_) in rows:
        if key in first:
            yield _repeated(path, line, key, first[key])
        first.setdefault(key, line)


def _repeated(path: str | Path, line: int, word: str, first: int) -> Problem:
    return Problem(f"{path}:{line}", f"{word} stands in line {first} already", "delete one of them")


def _check_seeds(path: str | Path, line: int, cell: str) -> Iterator[Problem]:
    seeds = cell.split(_SEED_SEPARATOR)
    for seed in sorted(set(seeds)):
        if seeds.count(seed) > 1:
            yield Problem(f"{path}:{line}", f"seed {seed!r} stands twice", "delete one of them")
        if not is_term(seed):
            yield Problem(f"{path}:{line}", f"seed {seed!r} cannot be one token", _HOW_TO_WRITE)


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsError(problems)
