"""Which terms name places: divisions, the study's own regions, spots within one region.

A topic made of such names is the region once more, not what it puts first. But many a name is an
ordinary word (资源县, 和平区, 温泉县), and those carry the subject: they must stay.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from policytopics.gazetteer import short_name

__all__ = ["SPOTS", "division_names", "local_names", "own_names", "place_names"]

# Names and short forms of divisions that reports use as ordinary words although jieba's dictionary
# lacks them or has them as names. Read from the whole list of short forms.
_ORDINARY = frozenset(
    """
    市区 城区 郊区 陈列馆 美食街 市郊区 矿区 新区 新市区 开发区 公园区 港口区 运河区 工农区
    站前区 市中区 东区 西区 南区 北区 一区 二区 林区 特区 东城 西城 南城 北城 新城 老城 古城
    上城 城东 城西 城南 城北 城中 城关 市中 站前 道外 桥东 桥西 路北 路南 路桥 海港 港口 港北
    港南 河口 江口 湖口 海口湾 湖滨 滨江 滨海 滨湖 江岸 江海 江山 江南 江东 江北 河东 河西 海东
    海西 海岛 海岛县 海湾 高山 山区 大城市 老城区 沿河 绕城 苏区 大田 安宁 山城 水城 石城 平原
    中原 山阳 温泉 甘泉 宝塔 灯塔 鼓楼 天桥 古塔 红塔 牌楼 渡口 码头 新建 新兴 新华 新星 新民
    新源 新海 新和 新平 新安 振兴 兴业 兴国 兴农 富民 惠民 惠农 惠来 爱民 民乐 民和 民丰 和平
    和顺 和谐 团结 友谊 友好 解放 建设 前进 前锋 先锋 红旗 红星 光明 朝阳 向阳 阳光 东风 东方
    东方红 安定 平安 太平 安居 长安 长久 长寿 长城 长征 长江 黄河 共和 复兴 开放 合作 资源 公安
    动力 互助 同心 通道 凤凰 麒麟 牡丹 芙蓉 莲花 木兰 荷塘 白云 白沙 青山 金山 石林 阳春 阳明
    文明 文化 文昌 方正 高新 高明 无极 吉利 大方 富裕 延长 普安 福田 盐湖 盐田 湿地 象山 龙门
    矿山 南部 中部 海岸 自强 比如 任城
    """.split()  # noqa: SIM905 (150 quoted words are harder to read and to mend)
)

# Jieba's tags of names: place, person (four kinds), organisation, other name. Of the short forms of
# divisions as many are tagged as persons as places (吴江, 嘉兴).
_NAME_TAGS = ("ns", "nr", "nrt", "nrfg", "nt", "nz")

# Words for a spot, which stand at the end of its name or right behind it.
SPOTS = tuple(
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
_LEAST = 2  # occurrences of a local name


def division_names(divisions: pd.DataFrame, tags: Mapping[str, str]) -> frozenset[str]:
    """Return the names and short forms of divisions that are no ordinary words.

    Full names are names. A short form is one if the dictionary lacks it or has it as a name, or if
    it stands for a province or prefecture (合肥 and 保定 are a noun and a verb to jieba).

    Parameters
    ----------
    divisions : DataFrame
        The gazetteer: ``name_zh``, ``short_zh``, ``level``.
    tags : mapping
        Word → part of speech.

    Examples
    --------
    >>> divisions = pd.DataFrame(
    ...     {
    ...         "name_zh": ["保定市", "资源县", "和平区"],
    ...         "short_zh": ["保定", "资源", "和平"],
    ...         "level": ["prefecture", "county", "county"],
    ...     }
    ... )
    >>> sorted(division_names(divisions, {"保定": "v", "资源": "n", "和平": "nz"}))
    ['保定', '保定市', '和平区', '资源县']
    """
    county = divisions["level"] == "county"
    short = {name for name in divisions["short_zh"][county] if _is_name(name, tags)}
    names = {*divisions["name_zh"], *divisions["short_zh"][~county], *short}
    return frozenset(names - _ORDINARY - {""})


def own_names(regions: pd.DataFrame, tags: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the study's regions and their parents, and the short forms of these.

    Given names are names whatever they are; a short form must not be an ordinary word.

    Parameters
    ----------
    regions : DataFrame
        Table ``regions``.
    tags : mapping
        Word → part of speech.

    Examples
    --------
    >>> regions = pd.DataFrame({"name_zh": ["和平区"], "short_zh": ["和平"],
    ...                         "parents": [["瀛东省"]], "aliases": [["霁川县"]]})
    >>> sorted(own_names(regions, {"和平": "nz"}))
    ['和平区', '瀛东', '瀛东省', '霁川', '霁川县']
    """
    lists = [*regions["parents"], *regions["aliases"]]
    given = {*regions["name_zh"], *(name for names in lists for name in names)} - {""}
    short = {*regions["short_zh"], *map(short_name, given)} - {"", *_ORDINARY}
    return frozenset(given | {name for name in short if _is_name(name, tags)})


def place_names(
    terms: Iterable[str],
    divisions: frozenset[str],
    own: frozenset[str],
    tags: Mapping[str, str],
) -> np.ndarray:
    """Return for each term whether it is a division's name, or holds or is cut from an own name.

    No dictionary has the names of small or fictional regions, so they come stuck to their
    neighbours (望沧市霁川市) or in pieces (望, 沧市). A word of the dictionary is let alone.

    Returns
    -------
    array of bool
        In the order of ``terms``.
    """
    names = [name for name in sorted(own) if len(name) > 1]
    return np.array(
        [
            term in divisions
            or term in own
            or (term not in tags and any(name in term or term in name for name in names))
            for term in terms
        ],
        dtype=bool,
    )


def local_names(terms: pd.DataFrame, n_regions: int, tags: Mapping[str, str]) -> np.ndarray:
    """Return for each term whether it looks like the name of a spot within one region.

    Parameters
    ----------
    terms : DataFrame
        Columns ``term``, ``frequency``, ``n_regions`` and ``before_spot``: the share of its
        occurrences that stand right before one of `SPOTS` (荻川 in 荻川/新区).
    n_regions : int
        Regions in the study. With one, every word is a word of one region: nothing is local.
    tags : mapping
        Word → part of speech.

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
    >>> local_names(terms, 5, {"产业": "n", "灌溉": "vn"}).tolist()
    [True, False, True, False]
    """
    if n_regions < 2:
        return np.zeros(len(terms), dtype=bool)
    once = (terms["n_regions"] == 1) & (terms["frequency"] >= _LEAST)
    local = [
        alone and (_ends_as_spot(term, tags) or (before >= 0.5 and _is_stem(term, tags)))
        for alone, term, before in zip(once, terms["term"], terms["before_spot"], strict=True)
    ]
    return np.array(local, dtype=bool)


def _is_name(word: str, tags: Mapping[str, str]) -> bool:
    return tags.get(word, "ns") in _NAME_TAGS and word not in _ORDINARY


def _ends_as_spot(term: str, tags: Mapping[str, str]) -> bool:
    """Return whether a term is no ordinary word but a name with a word for a spot behind it."""
    if not _is_name(term, tags) or not term.endswith(SPOTS):
        return False
    if tags.get(term) == "ns":
        return term not in SPOTS
    stems = [term.removesuffix(spot) for spot in SPOTS if term.endswith(spot)]
    return all(_is_stem(stem, tags) for stem in stems)


def _is_stem(stem: str, tags: Mapping[str, str]) -> bool:
    """Return whether a stem is the dictionary's as a place, or not at all, and no slogan.

    Tagged as persons, words such as 养老 and 智慧 are not: 养老院 is no name.
    """
    if len(stem) < 2:
        return stem != "" and stem not in _NO_NAME | _NUMERALS
    numerals = sum(sign in _NUMERALS for sign in stem)  # 九寨 is a name, 一圈一带两 is not
    return tags.get(stem, "ns") == "ns" and stem not in _ORDINARY and numerals < 2
