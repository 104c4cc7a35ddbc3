"""Administrative divisions of China: their codes, names, short names and parents, by year.

The table lies in ``resources/gazetteer/divisions.csv``; its README names source and date. A
division has a row per name it bore (吴江县, 吴江市, 吴江区), and a code per rank it had.
"""

import re
from pathlib import Path

import pandas as pd

__all__ = [
    "COLUMNS",
    "LEVELS",
    "ancestors",
    "current",
    "named",
    "read_divisions",
    "same_place",
    "short_name",
]

COLUMNS = (
    "code",
    "name_zh",
    "short_zh",
    "level",
    "parent_code",
    "from_year",
    "to_year",
    "name_en",
)
LEVELS = ("province", "prefecture", "county")

_RANK = re.compile(
    "(特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|省|市|区|县|盟|旗)$"
)
# The 55 recognised groups, as autonomous divisions spell them; 族 is often left out.
_GROUPS = re.compile(
    "(蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山"
    "|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米"
    "|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴"
    "|基诺)族?$"
)
_PEOPLES = re.compile(r"各族$")


def read_divisions(path: str | Path) -> pd.DataFrame:
    """Return the table of divisions, one row per division and name.

    Parameters
    ----------
    path : str or Path
        ``divisions.csv`` as written by ``resources/gazetteer/build.py``.

    Returns
    -------
    pd.DataFrame
        Columns `COLUMNS`. ``code`` and ``parent_code`` are six digits (a province's parent is
        empty); ``from_year`` and ``to_year`` bound the years in which the name held (``to_year``
        is empty for a name still borne); sorted by code and year.
    """
    divisions = pd.read_csv(path, dtype="str", keep_default_na=False)
    for year in ("from_year", "to_year"):
        divisions[year] = pd.to_numeric(divisions[year]).astype("Int64")
    return divisions[list(COLUMNS)]


def short_name(name: str) -> str:
    """Return a division's name without its rank and the peoples it is autonomous for.

    A stem of one character stays with its rank, as people say it, and so does a zone's name:
    without its rank it would be its city's.

    Examples
    --------
    >>> [short_name(name) for name in ["江苏省", "常熟市", "浦东新区", "云县", "内蒙古自治区"]]
    ['江苏', '常熟', '浦东', '云县', '内蒙古']
    >>> short_name("耿马傣族佤族自治县")
    '耿马'
    """
    stem = _RANK.sub("", name)
    if (
        len(stem) < 2
        or name.endswith("高新区")
        or (name.endswith("旗") and stem[-1] in "左右前中后")
    ):
        return name
    if "自治" in name:
        stem = _PEOPLES.sub("", stem)
        while len(shorter := _GROUPS.sub("", stem)) >= 2 and shorter != stem:
            stem = shorter
    return stem


def current(divisions: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of names that are still borne."""
    return divisions[divisions["to_year"].isna()]


def named(divisions: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows whose full or short name is ``name``.

    Names still borne come first, higher ranks before lower ones, then by code.
    """
    found = divisions[(divisions["name_zh"] == name) | (divisions["short_zh"] == name)]
    return found.assign(
        _past=found["to_year"].notna(), _level=found["level"].map(LEVELS.index)
    ).sort_values(["_past", "_level", "code", "from_year"])[list(COLUMNS)]


def ancestors(divisions: pd.DataFrame, code: str) -> list[str]:
    """Return the codes of the divisions above ``code``, outermost first.

    Examples
    --------
    >>> divisions = pd.DataFrame(
    ...     {"code": ["320000", "320500", "320581"], "parent_code": ["", "320000", "320500"]}
    ... )
    >>> ancestors(divisions, "320581")
    ['320000', '320500']
    """
    parents = dict(zip(divisions["code"], divisions["parent_code"], strict=True))
    path: list[str] = []
    while (code := parents.get(code, "")) and code not in path:
        path.insert(0, code)
    return path


def same_place(divisions: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the rows of the division ``code`` under all its names and ranks.

    Rows belong together if they share the code, or the short name within the same prefecture or
    province (吴江市 320584 and 吴江区 320509, both of 苏州市): codes change with the rank.
    """
    own = divisions[divisions["code"] == code]
    kin = (
        divisions["short_zh"].isin(own["short_zh"])
        & divisions["level"].isin(own["level"])
        & divisions["parent_code"].isin(own["parent_code"])
    )
    return divisions[kin | (divisions["code"] == code)]
