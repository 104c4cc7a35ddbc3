"""Which column of a table holds the reports, and which say whose and of when they are.

By name (Chinese or English) and by content: a text column has long Chinese cells, a year column
years, a region column names of divisions.
"""

import re
from collections.abc import Mapping, Sequence
from statistics import median

from policytopics.corpus.characters import count_han
from policytopics.corpus.column_names import NAMES
from policytopics.corpus.unreadable import UnreadableError
from policytopics.problems import suggestion
from policytopics.tables.corpus import GIVEN

__all__ = ["COLUMN_ROLES", "choose_columns", "role_of"]

COLUMN_ROLES = ("text", *GIVEN)
# A cell with so many Han characters is a text, not a name or a title.
LONG_CELL = 80
# So much of a column's cells must look as its content would have it.
_MOSTLY = 0.6

_ROLE = {name: role for role, names in NAMES.items() for name in names.split()}
# Of two columns of one role the one whose name stands first: a year says more than a date.
_RANK = {name: i for names in NAMES.values() for i, name in enumerate(names.split())}
_NOT_A_LETTER = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(19|20)\d\d(年度?|[-/.年]\d.*)?")
_CODE = re.compile(r"[1-6]\d(\d{2}){1,2}(\d{3}){0,2}")
_PROVINCE = re.compile(r".{1,8}(省|自治区)|(北京|天津|上海|重庆)市?|香港|澳门|台湾")
_CITY = re.compile(r"[一-鿿]{1,10}(市|自治州|地区|盟)")
_COUNTY = re.compile(r"[一-鿿]{1,12}(县|区|旗|市)")


def role_of(name: str) -> str:
    """Return what a column of this name says, or the empty string.

    Examples
    --------
    >>> [role_of(name) for name in ("Full_Text", "省份", "报告年份", "gdp")]
    ['text', 'province', 'year', '']
    """
    return _ROLE.get(_plain(name), "")


def _plain(name: str) -> str:
    """Return a name in lower case, without blanks and signs."""
    return _NOT_A_LETTER.sub("", name).lower()


def choose_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], wanted: Mapping[str, str]
) -> dict[str, int]:
    """Return role → place of the column, for each role that a column has.

    Parameters
    ----------
    header : sequence of str
        Names of the columns.
    rows : sequence of sequence of str
        The first rows.
    wanted : mapping of str to str
        Role → name of the column, as the configuration has it; these are not guessed.

    Raises
    ------
    UnreadableError
        If a column that is asked for is not there, or none holds reports.
    """
    chosen = {role: _named(header, name, role) for role, name in wanted.items() if name}
    columns = [[row[i].strip() for row in rows if row[i].strip()] for i in range(len(header))]
    if "text" not in chosen:
        chosen["text"] = _text_column(header, columns)
    for role in GIVEN:
        free = [i for i in range(len(header)) if i not in chosen.values()]
        if role not in chosen and (named := [i for i in free if role_of(header[i]) == role]):
            chosen[role] = min(named, key=lambda i: (not columns[i], _RANK[_plain(header[i])]))
    for role in ("year", "code", "province", "city", "county"):
        free = [
            i for i in range(len(header)) if i not in chosen.values() and not role_of(header[i])
        ]
        found = [i for i in free if columns[i] and _fits(role, columns[i]) >= _MOSTLY]
        if role not in chosen and found and not (role == "county" and "region" in chosen):
            chosen[role] = found[0]
    return {role: chosen[role] for role in COLUMN_ROLES if role in chosen}


def _named(header: Sequence[str], name: str, role: str) -> int:
    """Return the place of a column that the configuration names."""
    names = [each.strip() for each in header]
    if name.strip() not in names:
        raise UnreadableError(
            f"a table without a column named {name} (corpus.columns: {role})",
            f"mend corpus.columns: {suggestion(name.strip(), filter(None, names))}",
        )
    return names.index(name.strip())


def _text_column(header: Sequence[str], columns: Sequence[Sequence[str]]) -> int:
    """Return the place of the column with the reports: the one with most Chinese text."""
    weight = {}
    for i, cells in enumerate(columns):
        sizes = [count_han(cell) for cell in cells]
        called = role_of(header[i]) == "text"
        is_long = bool(sizes) and median(sizes) >= LONG_CELL
        if is_long or (called and any(size >= LONG_CELL for size in sizes)):
            weight[i] = sum(sizes) * (2 if called else 1)
    if not weight:
        names = ", ".join(name or "(no name)" for name in header[:12])
        raise UnreadableError(
            f"a table, but no column of it holds reports (its columns: {names})",
            "name the column in corpus.columns: text; if it is a side table (statistics, a list "
            "of regions), keep it outside of the corpus folder or name it in corpus.ignore",
        )
    return max(weight, key=lambda i: (weight[i], -i))


def _fits(role: str, cells: Sequence[str]) -> float:
    """Return the share of cells that look as a column of this role has them."""
    pattern = {
        "year": _YEAR, "code": _CODE, "province": _PROVINCE, "city": _CITY, "county": _COUNTY,
        "region": _COUNTY,
    }.get(role)  # fmt: skip
    if pattern is None or not cells:
        return 0.0
    return sum(pattern.fullmatch(cell) is not None for cell in cells) / len(cells)
