"""Names that must not decide a code: provinces, prefectures, counties, well-known firms.

Taken out are the full names of all divisions, the short names of provinces and prefectures, and
those of counties from three characters on: shorter ones cut through too many words (惠民, 新平).
They are no terms of the instrument, for a term occurs in five regions at least, though a character
of one may be (茶 in 茶陵). Names that are ordinary words stay. A name that cuts through a word
(沿海口岸) is taken out as well: that costs a term or two, in training as in coding.
"""

from collections.abc import Iterable

import pandas as pd

__all__ = ["masked_names"]

_LONG = 3  # characters of a county's short name that is taken out

# Full names that are words of every city, and short names that are words of every report.
_ORDINARY = frozenset(
    """
    城区 郊区 矿区 市区 新区 东区 西区 南区 北区 林区 特区 湖区 新城区 老城区 港口区 开发区 高新区
    市中区 城中区 城关区 安康 大同 朝阳 日照 来宾 长治 吉安 安庆 资源 海东
    """.split()  # noqa: SIM905 (quoted words are harder to read and to mend)
)


def masked_names(divisions: pd.DataFrame, firms: Iterable[str] = ()) -> frozenset[str]:
    """Return the names to take out before coding.

    Parameters
    ----------
    divisions : DataFrame
        The gazetteer: name_zh, short_zh, level, ordinary.
    firms : iterable of str
        Names of firms.

    Examples
    --------
    >>> divisions = pd.DataFrame(
    ...     {
    ...         "name_zh": ["江苏省", "安康市", "资源县", "郊区", "张家港市"],
    ...         "short_zh": ["江苏", "安康", "资源", "郊区", "张家港"],
    ...         "level": ["province", "prefecture", "county", "county", "county"],
    ...         "ordinary": "",
    ...     }
    ... )
    >>> sorted(masked_names(divisions))
    ['安康市', '张家港', '张家港市', '江苏', '江苏省', '资源县']
    """
    long = (divisions["short_zh"].str.len() >= _LONG) & (divisions["ordinary"] == "")
    short = divisions["short_zh"][long | (divisions["level"] != "county")]
    return frozenset({*divisions["name_zh"], *short, *firms} - _ORDINARY - {""})
