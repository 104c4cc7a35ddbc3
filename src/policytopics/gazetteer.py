"""Administrative divisions of China: their codes, names, short names and parents, by year.

The table lies in ``resources/gazetteer/divisions.csv``; its README names source and date. A
division has a row per name it bore (吴江县, 吴江市, 吴江区), and a code per rank it had; the column
``division`` holds its rows together, as codes are given to others later.
"""

import re
from functools import cache
from pathlib import Path

import pandas as pd

__all__ = ["COLUMNS", "LEVELS", "customary_names", "read_divisions", "short_name"]

COLUMNS = (
    "code",
    "name_zh",
    "short_zh",
    "level",
    "parent_code",
    "from_year",
    "to_year",
    "name_en",
    "division",
    "ordinary",
)
# Development zones and new areas that are no district are of level other.
LEVELS = ("province", "prefecture", "county", "other")

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
# Kinds of development zones, and how they are called for short.
_ZONES = {
    "高新技术产业开发区": ("高新区", "高新技术产业开发区"),
    "高技术产业开发区": ("高新区", "高技术产业开发区"),
    "高新技术产业园区": ("高新区", "高新技术产业园区"),
    "高新技术开发区": ("高新区", "高新技术开发区"),
    "经济技术开发区": ("经开区", "经济开发区", "经济技术开发区"),
    "经济开发区": ("经开区", "经济开发区"),
}
# A zone is listed with its province's name before its city's.
_PROVINCES = re.compile("^(河北|山西|内蒙古|安徽|河南|湖南)(?=..)")


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
        is empty for a name still borne); ``ordinary`` is ``yes`` where the short name is a word
        of the language too; sorted by code and year. A new area may have no code.
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


@cache
def customary_names(name: str) -> tuple[str, ...]:
    """Return how a division with a long name is called with its rank, beside that name.

    Examples
    --------
    >>> customary_names("凉山彝族自治州"), customary_names("宁夏回族自治区")
    (('凉山州',), ('宁夏自治区',))
    >>> customary_names("合肥经济技术开发区")
    ('合肥经开区', '合肥经济开发区')
    """
    for ending, others in _ZONES.items():
        if name.endswith(ending):
            stem = _PROVINCES.sub("", name.removesuffix(ending))
            return tuple(stem + other for other in others if stem + other != name)
    short = short_name(name)
    for ending in ("自治州", "自治县", "自治旗"):
        if name.endswith(ending) and short != name:
            return (short + ending[-1],)
    if name.endswith("自治区") and short + "自治区" != name:
        return (short + "自治区",)
    return ()
