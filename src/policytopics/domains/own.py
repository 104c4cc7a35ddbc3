"""What a study brings of its own: ``codebook.csv`` and ``coded.csv``, checked whole.

Every mistake is told at once, with the line it stands in.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pandas as pd

from policytopics.domains.code import NONE
from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.sheets import column_problems, given_sheet

__all__ = [
    "codebook",
    "own_rows",
    "read_coded",
    "read_own_codebook",
    "seeds_by_domain",
]

_COLUMNS = ("domain_id", "name_zh", "name_en", "seeds")
_CODED = ("text", "domain_id")
_SHARED = 2  # domains that may have a seed in common; in three it tells nothing
_EXAMPLE = "write the words that tell it, joined by |: 水库|堤防"


def seeds_by_domain(domains: pd.DataFrame) -> dict[str, list[str]]:
    """Return the seeds of each domain that has any.

    Examples
    --------
    >>> seeds_by_domain(pd.DataFrame({"domain_id": ["water", "none"], "seeds": ["水库|堤防", ""]}))
    {'water': ['水库', '堤防']}
    """
    pairs = zip(domains["domain_id"], domains["seeds"], strict=True)
    return {
        domain: [seed.strip() for seed in seeds.split("|") if seed.strip()]
        for domain, seeds in pairs
        if seeds.strip("| ")
    }


def read_own_codebook(path: str | Path) -> pd.DataFrame:
    """Return a study's own codebook: domain_id, name_zh, name_en, seeds.

    Raises
    ------
    ProblemsError
        With every row that is no domain: an id that is empty, stands twice or is `none`, a domain
        without seeds, a seed in three domains; or if the sheet has no rows or lacks a column.
    """
    table = own_rows(path, _COLUMNS)
    problems = [
        *_wrong_ids(table, path),
        *_without_seeds(table, path),
        *_common_seeds(table, path),
    ]
    if problems:
        raise ProblemsError(problems)
    return table[list(_COLUMNS)].reset_index(drop=True)


def codebook(default: pd.DataFrame, own: pd.DataFrame | None, *, extend: bool) -> pd.DataFrame:
    """Return the codebook that a study is coded by: columns as the default's, `none` last.

    Parameters
    ----------
    default : DataFrame
        From `read_codebook`.
    own : DataFrame or None
        From `read_own_codebook`.
    extend : bool
        Whether own domains are added to the default's (one of the same id takes its place), or
        else replace them.
    """
    if own is None:
        return default
    rest = default[~default["domain_id"].isin(own["domain_id"])]
    kept = rest if extend else rest[rest["domain_id"] == NONE]
    both = pd.concat([own, kept]).reindex(columns=default.columns).fillna("")
    last = both["domain_id"] == NONE
    return pd.concat([both[~last], both[last]], ignore_index=True)


def read_coded(path: str | Path, domains: Collection[str]) -> pd.DataFrame:
    """Return a study's own coded sentences: text, domain_id, second (or empty).

    Parameters
    ----------
    path : str or Path
        A table with the columns text, domain_id and, if wanted, second.
    domains : collection of str
        The codebook's identifiers.

    Raises
    ------
    ProblemsError
        With every row whose text is empty or whose domain is unknown; or if the sheet has no rows.
    """
    table = own_rows(path, _CODED, ["second"])
    problems = [
        Problem(f"{path}:{line}", "has a code but no text", "give the sentence, or drop the row")
        for line in table.index[table["text"] == ""]
    ]
    for column, allowed in (("domain_id", {*domains}), ("second", {*domains, ""})):
        for line, cell in table[column].items():
            if cell not in allowed:
                fix = suggestion(cell, domains)
                problems.append(Problem(f"{path}:{line}", f"{column} {cell!r} is unknown", fix))
    if problems:
        raise ProblemsError(problems)
    return table[["text", "domain_id", "second"]].reset_index(drop=True)


def own_rows(path: str | Path, columns: Sequence[str], also: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows of a study's sheet as text, indexed by line.

    Parameters
    ----------
    path : str or Path
    columns : sequence of str
        Columns that it must have.
    also : sequence of str
        Those that it may have; added, empty, where it has none.

    Raises
    ------
    ProblemsError
        If it is no sheet, lacks a column, has another one, or has no rows.
    """
    table, known = given_sheet(path), [*columns, *also]
    if problems := column_problems(table, str(path), columns, known):
        raise ProblemsError(problems)
    _stop_without_rows(table, path)
    return table.assign(**{name: "" for name in known if name not in table})[known]


def _stop_without_rows(table: pd.DataFrame, path: str | Path) -> None:
    if table.empty:
        fix = "add rows below the header, or delete the file"
        raise ProblemsError([Problem(str(path), "has no rows", fix)])


def _wrong_ids(table: pd.DataFrame, path: str | Path) -> Iterator[Problem]:
    times = Counter(table["domain_id"])
    for line, domain in table["domain_id"].items():
        where = f"{path}:{line}"
        if not domain:
            yield Problem(where, "a domain without domain_id", "give it a short name of its own")
        elif domain in (NONE, "all"):
            fix = "give it another name: this one has its own meaning"
            yield Problem(where, f"domain_id {domain!r} is taken", fix)
        elif times[domain] > 1:
            yield Problem(where, f"domain_id {domain!r} stands twice", "keep one row a domain")


def _without_seeds(table: pd.DataFrame, path: str | Path) -> Iterator[Problem]:
    for line, domain, seeds in zip(table.index, table["domain_id"], table["seeds"], strict=True):
        if not seeds.strip("| "):
            yield Problem(f"{path}:{line}", f"the domain {domain!r} has no seeds", _EXAMPLE)


def _common_seeds(table: pd.DataFrame, path: str | Path) -> Iterator[Problem]:
    owners: dict[str, list[str]] = {}
    for domain, seeds in seeds_by_domain(table).items():
        for seed in dict.fromkeys(seeds):
            owners.setdefault(seed, []).append(domain)
    for seed, domains in owners.items():
        if len(domains) > _SHARED:
            what = f"the seed {seed} stands in {len(domains)} domains: {', '.join(domains)}"
            fix = f"leave it in at most {_SHARED}: a word of many domains tells none"
            yield Problem(str(path), what, fix)
