"""Names of the towns in a study's regions."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from policytopics.gazetteer import short_name

__all__ = ["read_towns", "town_names"]

# A town's name is an ordinary word if the dictionary's text, of 60 million words, has it so often
# (桃源 353, 常熟 146; but 民生 452, 湿地 1,194, 纺织 4,914).
_ORDINARY_FREQUENCY = 400
_NUMERALS = tuple("一二两三四五六七八九十百千万")
_TOWN_RANK = re.compile(r"(?:镇|乡|街道|苏木)$")


def read_towns(path: str | Path) -> pd.DataFrame:
    """Return the towns of each county.

    Parameters
    ----------
    path : str or Path
        ``towns.csv`` as written by ``resources/gazetteer/build_towns.py``.

    Returns
    -------
    DataFrame
        Columns ``code`` (six digits, of the county) and ``towns`` (list of full names).
    """
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    return table.assign(towns=table["towns"].str.split("|", regex=False))


def town_names(
    towns: pd.DataFrame,
    regions: pd.DataFrame,
    frequencies: Mapping[str, int],
    ordinary: Collection[str] = (),
) -> frozenset[str]:
    """Return the names and short forms of the towns in the study's regions.

    Parameters
    ----------
    towns : DataFrame
        As from `read_towns`.
    regions : DataFrame
        Table ``regions``; one without a code has no towns.
    frequencies : mapping
        Word → frequency in the dictionary: a short form is left out if it is a frequent word.
    ordinary : collection of str
        Words that are no names whatever they look like.

    Examples
    --------
    >>> towns = pd.DataFrame({"code": ["320509"], "towns": [["盛泽镇", "桃源镇", "民生街道"]]})
    >>> regions = pd.DataFrame({"region_code": ["320500"]})
    >>> sorted(town_names(towns, regions, {"桃源": 353, "民生": 452}))
    ['桃源', '桃源镇', '民生街道', '盛泽', '盛泽镇']
    """
    # 320000 holds all of 32…, 320500 all of 3205…
    prefixes = tuple({re.sub("(00){1,2}$", "", code) for code in regions["region_code"] if code})
    own = towns["towns"][towns["code"].map(lambda code: code.startswith(prefixes)).astype(bool)]
    full = {name for names in own for name in names}.difference(ordinary)
    short = {*map(_short_town, full)}.difference(ordinary)
    rare = {name for name in short if frequencies.get(name, 0) < _ORDINARY_FREQUENCY}
    # 两山, 万村, 三星 are more often counted than named.
    return frozenset(full | {name for name in rare if not name.startswith(_NUMERALS)})


def _short_town(name: str) -> str:
    """Return a town's name without its rank and peoples; the whole name if little is left.

    Examples
    --------
    >>> [_short_town(name) for name in ["盛泽镇", "李镇", "民族街道", "四族镇", "金星苗族彝族乡"]]
    ['盛泽', '李镇', '民族', '四族', '金星']
    >>> _short_town("南伊珞巴民族乡")
    '南伊'
    """
    stem = _TOWN_RANK.sub("", name)
    if len(stem) < 2:
        return name
    if not stem.endswith("族") or stem == "民族":
        return stem
    # The peoples of a town are written as those of a county.
    short = short_name(f"{stem.removesuffix('民族')}自治县")
    return stem if short.endswith("自治县") else short
