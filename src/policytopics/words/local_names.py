"""Which terms name spots that no list has: villages, lakes, parks, bridges, firms of one region.

They are found by how they live: in one region only, and shaped or placed like a name.
"""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from policytopics.words.places import NAME_TAGS, Names, is_name

__all__ = ["FOLLOWERS", "mark_local_names"]

# Words for a spot, which stand at the end of its name or right behind it.
_SPOTS = tuple(
    """
    镇 乡 村 屯 寨 庄 街 路 巷 弄 里 桥 河 湖 江 溪 港 湾 塘 浦 泾 荡 渠 闸 坝 泉 潭 岛 山 岭 峰
    坡 岩 谷 沟 洲 滩 圩 寺 塔 庙 宫 阁 祠 园 馆 院 站 县 区 市 街道 社区 新村 新城 老街 古街
    古镇 老镇 古村 园区 景区 灌区 港区 片区 街区 新区 林场 农场 水库 湿地 码头 渡口 大道 大桥
    高速 铁路 公路 机场 隧道 小学 中学 二中 医院 公园 工业园 工业区 软件园 产业园 科技园 科创园
    科创谷 开发区 大厦 路段 渠首
    """.split()  # noqa: SIM905
)
# Before a word for a spot these make a phrase, not a name: 进村, 全镇, 水站, 百县.
_NO_NAME = frozenset(
    "入进出驻联强兴整治护控绕沿跨通修建造登过临滨环靠依到回在达帮扶"  # verbs
    "上下外内大小新老旧古单双多数每某全各本我个农水镇村县乡"  # kinds
)
_NUMERALS = frozenset("一二两三四五六七八九十百千万")
# Words for an organisation, which stand right behind its name.
_ORGANISATIONS = ("集团", "公司", "股份", "控股", "实业", "大学", "学院", "研究院", "商会")
FOLLOWERS = frozenset((*_SPOTS, *_ORGANISATIONS))

# Natural features: before them even a word that the dictionary takes for a person's is a name.
_FEATURES = tuple("山河湖江溪港湾岛岭峡峰洲泉潭")
# Last characters of names that are no words for a spot.
_ENDS = tuple("东西南北阳渡亭埠岸泽浜堰墩墅埭澄")

# The dictionary's names of places are not all names; the frequent ones are words (湖泊 3,482).
_FREQUENT = 2_000
_LEAST = 2  # occurrences of a local name
_LEAST_UNKNOWN = 3  # of one that only its last character gives away


def mark_local_names(
    terms: pd.DataFrame,
    n_regions: int,
    names: Names,
    tags: Mapping[str, str],
    frequencies: Mapping[str, int],
) -> np.ndarray:
    """Return for each term whether it looks like the name of a spot within one region.

    Parameters
    ----------
    terms : DataFrame
        Columns ``term``, ``frequency``, ``n_regions`` and ``before_spot``: the share of its
        occurrences that stand right before one of `FOLLOWERS` (荻川 in 荻川/新区).
    n_regions : int
        Regions in the study. With one, every word is a word of one region: nothing is local.
    names : Names
        The study's towns, which may be words of the dictionary too (桃源), and ordinary words.
    tags, frequencies : mapping
        Word → part of speech, word → frequency in the dictionary.

    Returns
    -------
    array of bool
        In the order of ``terms``.

    Examples
    --------
    荻川河 is no word and its stem is none; the stem of 产业园 is; 青碓 stands before 灌区:

    >>> terms = pd.DataFrame(
    ...     {"term": ["荻川河", "产业园", "青碓", "灌溉"], "frequency": 3, "n_regions": 1,
    ...      "before_spot": [0, 0, 0.7, 0.7]}
    ... )
    >>> none = Names(frozenset(), frozenset(), frozenset())
    >>> mark_local_names(terms, 5, none, {"产业": "n", "灌溉": "vn"}, {}).tolist()
    [True, False, True, False]
    """
    if n_regions < 2:
        return np.zeros(len(terms), dtype=bool)

    ordinary = names.ordinary

    def local(term: str, frequency: int, before: float) -> bool:
        if term in FOLLOWERS or term in names.towns:
            return term in names.towns
        return (
            _ends_as_spot(term, tags, ordinary)
            or (before >= 0.5 and before * frequency >= _LEAST and _is_stem(term, tags, ordinary))
            or (
                tags.get(term) == "ns"
                and frequencies[term] < _FREQUENT
                and is_name(term, tags, ordinary)
            )
            or (frequency >= _LEAST_UNKNOWN and _ends_as_name(term, tags))
        )

    once = ((terms["n_regions"] == 1) & (terms["frequency"] >= _LEAST)).to_numpy(dtype=bool)
    columns = ["term", "frequency", "before_spot"]
    cells = zip(*(terms[name][once].to_list() for name in columns), strict=True)
    found = once.copy()
    found[once] = [local(*cell) for cell in cells]
    return found


def _ends_as_spot(term: str, tags: Mapping[str, str], ordinary: Collection[str]) -> bool:
    """Return whether a term is no ordinary word but a name with a word for a spot behind it."""
    if not is_name(term, tags, ordinary) or not term.endswith(_SPOTS) or term in _SPOTS:
        return False
    if _ends_as_word(term, tags):
        return False
    if tags.get(term) == "ns" or (term in tags and len(term) > 2 and term.endswith(_FEATURES)):
        return True
    stems = [term.removesuffix(spot) for spot in _SPOTS if term.endswith(spot)]
    return all(_is_stem(stem, tags, ordinary) for stem in stems)


def _ends_as_word(term: str, tags: Mapping[str, str]) -> bool:
    """Return whether a term ends in a word that is no word for a spot: 金融超市, 全光网城市."""
    if term in tags or term.endswith(_FEATURES):
        return False
    ends = (term[at:] for at in range(1, len(term) - 1))
    return any(end in tags and tags[end] not in NAME_TAGS and end not in _SPOTS for end in ends)


def _ends_as_name(term: str, tags: Mapping[str, str]) -> bool:
    """Return whether a term of two or three characters, no word, ends as names of places do."""
    return term not in tags and len(term) in (2, 3) and term.endswith(_ENDS)


def _is_stem(stem: str, tags: Mapping[str, str], ordinary: Collection[str]) -> bool:
    """Return whether a stem is the dictionary's as a place, or not at all, and no slogan.

    Tagged as persons, words such as 养老 and 智慧 are not: 养老院 is no name.
    """
    if stem.isascii():
        return False
    if len(stem) < 2:
        return stem != "" and stem not in _NO_NAME | _NUMERALS
    numerals = sum(sign in _NUMERALS for sign in stem)  # 九寨 is a name, 一圈一带两 is not
    return tags.get(stem, "ns") == "ns" and stem not in ordinary and numerals < 2
