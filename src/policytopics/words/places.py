"""Which terms name places: divisions, the study's own regions and their towns.

A topic made of such names is the region once more, not what it puts first. But many a name is an
ordinary word (资源县, 和平区, 温泉县), and those carry the subject: they must stay.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from policytopics.gazetteer import short_name
from policytopics.words.dictionary import frequencies, parts_of_speech

__all__ = [
    "NAME_TAGS",
    "ORDINARY",
    "Names",
    "division_names",
    "is_name",
    "names_of",
    "names_to_cut",
    "own_names",
    "place_names",
    "read_own_names",
    "read_towns",
    "town_names",
]

ORDINARY = frozenset(
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
    矿山 南部 中部 海岸 自强 比如 任城 首府 水乡 江南水乡 百强县 名区 河湖 湖区 都市 都市区 高峰
    海岛县 古建 苏区 湖泊 海洋 山水 城镇 海滨 港湾 河畔 大桥 大街 治安 水网 水系 海域 外滩
    中心镇 枸杞 南门 北门 东门 西门 内河 印花布 湖羊 巴士 卡口 瓮城 长尾 疏港 治沙 防沙 黑土地
    城市绿化 普通高中 涅槃 名县 海洋牧场 大堤 河段
    经开区 高新区 保税区
    大关 临港 滨河 田园 和睦 新村 旧城区 古都 山川 江湖 广度 大市 太极 南站 北站 西站 场镇
    首善 千古 涉海 射箭 赛马 杨梅 竹林 林海 重阳
    """.split()  # noqa: SIM905 (150 quoted words are harder to read and to mend)
)

# Jieba's tags of names: place, person (four kinds), organisation, other name. Of the short forms of
# divisions as many are tagged as persons as places (吴江, 嘉兴).
NAME_TAGS = ("ns", "nr", "nrt", "nrfg", "nt", "nz")

# Of those, the tags of a longer name that may begin with a place's.
_NAMED = ("ns", "nt")

# A town's name is an ordinary word if the dictionary's text, of 60 million words, has it so often
# (桃源 353, 常熟 146; but 民生 452, 湿地 1,194, 纺织 4,914).
_ORDINARY_FREQUENCY = 400

# Parts of the country named by the short signs of provinces and cities: 粤东, 京津, 川渝, 沪苏浙皖.
_SIGNS = "京津沪渝冀晋辽吉苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕秦甘陇宁港澳"
_PART = re.compile(rf"[{_SIGNS}]{{2,4}}|[{_SIGNS}][东西南北中]")
# Names that no list of divisions has: of one place, of the world's parts, of countries that reports
# name as partners.
_OTHER_NAMES = frozenset(
    """
    首都 雄安 雄安新区 欧洲 亚洲 非洲 美洲 北美 拉美 欧美 大洋洲 中亚 东亚 南亚
    西亚 东南亚 东北亚 亚太 中东 中东欧 美国 加拿大 墨西哥 巴西
    阿根廷 智利 秘鲁 古巴 英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡
    瑞士 瑞典 挪威 芬兰 丹麦 奥地利 波兰 捷克 匈牙利 塞尔维亚 希腊 俄罗斯
    白俄罗斯 乌克兰 土耳其 日本 韩国 朝鲜 蒙古国 印度 巴基斯坦 孟加拉国 斯里兰卡
    尼泊尔 新加坡 马来西亚 印尼 印度尼西亚 泰国 越南 老挝 柬埔寨 缅甸 菲律宾
    哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 阿联酋 迪拜 沙特
    沙特阿拉伯 卡塔尔 伊朗 伊拉克 以色列 埃及 南非 肯尼亚 尼日利亚 埃塞俄比亚
    坦桑尼亚 澳大利亚 新西兰
    """.split()  # noqa: SIM905
)

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


def read_own_names(paths: Iterable[str | Path]) -> frozenset[str]:
    """Return the names in the study's own lists of regions (``regions.csv``).

    No gazetteer has them all. The corpus stage checks these lists; here only their cells matter.
    """
    names: set[str] = set()
    for path in paths:
        table = pd.read_csv(path, dtype="str", keep_default_na=False)
        for column in table.columns.intersection(["name_zh", "short_zh", "parents", "aliases"]):
            names.update(name for cell in table[column] for name in cell.split("|"))
    return frozenset(name for name in names if len(name) > 1)


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
    short = {name for name in divisions["short_zh"][county] if is_name(name, tags)}
    names = {*divisions["name_zh"], *divisions["short_zh"][~county], *short}
    return frozenset(names - ORDINARY - {""})


def names_to_cut(divisions: pd.DataFrame, own: Collection[str]) -> frozenset[str]:
    """Return the names that are to stand whole in the tokens.

    The study's own names, and those of divisions that the dictionary lacks: it would leave 秀洲
    stuck to its neighbour (更多秀洲). The others it cuts well; as words they would do harm (万山区
    in 千万山区). They do not depend on the documents, so a new document changes no other's tokens.
    """
    tags = parts_of_speech()
    lacking = divisions[[name not in tags for name in divisions["short_zh"]]]
    names = {*lacking["name_zh"], *lacking["short_zh"]}
    given = {*own, *map(short_name, own)}
    risky = {name for name in names if len(name) == 2 and name.endswith(("县", "区", "市"))}
    return frozenset(name for name in (names - risky | given) - ORDINARY if len(name) > 1)


def own_names(regions: pd.DataFrame) -> frozenset[str]:
    """Return the names of the study's regions and their parents, and the short forms of these.

    Given names are names whatever they are; a short form must not be an ordinary word (常熟 is one
    to no reader, though jieba tags it as an adjective). What a name adds to its city's is a name
    too: 高新区 in a study of 苏州高新区.

    Parameters
    ----------
    regions : DataFrame
        Table ``regions``.

    Examples
    --------
    >>> regions = pd.DataFrame({"name_zh": ["和平区"], "short_zh": ["和平"],
    ...                         "parents": [["瀛东省"]], "aliases": [["霁川县"]]})
    >>> sorted(own_names(regions))
    ['和平区', '瀛东', '瀛东省', '霁川', '霁川县']
    """
    lists = [*regions["parents"], *regions["aliases"]]
    given = {*regions["name_zh"], *(name for names in lists for name in names)}
    short = {*regions["short_zh"], *map(short_name, given)}
    # 郊区 was the name of many a district.
    names = {*regions["name_zh"], *((given | short) - ORDINARY)}
    whole = {name for name in names if len(name) > 1}
    return frozenset(whole | _without_parents(whole, regions["parents"]))


def _without_parents(names: Collection[str], parents: Iterable[Sequence[str]]) -> set[str]:
    above = {short_name(name) for listed in parents for name in listed} - {""}
    rests = {name.removeprefix(city) for name in names for city in above if name.startswith(city)}
    return {rest for rest in rests if len(rest) > 2}


def town_names(
    towns: pd.DataFrame, regions: pd.DataFrame, frequencies: Mapping[str, int]
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
    full = {name for names in own for name in names} - ORDINARY
    short = {*map(_short_town, full)} - ORDINARY
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


@dataclass(frozen=True)
class Names:
    """Names of places that are known before a text is read.

    Attributes
    ----------
    sure : frozenset of str
        Divisions, and the towns of the study's regions that are no ordinary words.
    towns : frozenset of str
        Towns of the study's regions, words of the dictionary included (桃源).
    own : frozenset of str
        The study's regions. A word that the dictionary lacks is a name if it holds one.
    only_towns : frozenset of str
        Short forms of towns that no division of a higher rank is called by.
    """

    sure: frozenset[str]
    towns: frozenset[str]
    own: frozenset[str]
    only_towns: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> frozenset[str]:
        """All that is a name wherever it stands."""
        return self.sure | self.own | _OTHER_NAMES

    @cached_property
    def begins(self) -> frozenset[str]:
        """How names begin: two characters, or the short sign of a province."""
        return frozenset({name[:2] for name in self.known} | {*_SIGNS})


def names_of(divisions: pd.DataFrame, towns: pd.DataFrame, regions: pd.DataFrame) -> Names:
    """Return the names of places for a study: the two tables of the gazetteer, and its regions."""
    tags = parts_of_speech()
    near = town_names(towns, regions, frequencies())
    above, own = division_names(divisions, tags), own_names(regions)
    sure = above | {name for name in near if is_name(name, tags)}
    return Names(sure, near, own, near - above - own - _full_names(towns))


def _full_names(towns: pd.DataFrame) -> frozenset[str]:
    return frozenset(name for names in towns["towns"] for name in names)


def place_names(terms: Sequence[str], names: Names, tags: Mapping[str, str]) -> np.ndarray:
    """Return for each term whether it names a place, or holds the name of one.

    Parameters
    ----------
    terms : sequence of str
        The terms.
    names : Names
        Names of places.
    tags : mapping
        Word → part of speech. A longer name that begins with a place's is one too (苏州大学).

    Returns
    -------
    array of bool
        In the order of ``terms``.

    Examples
    --------
    >>> terms = ["苏州", "苏州大学", "霁川好", "粤东", "京津", "大运河"]
    >>> names = Names(frozenset({"苏州"}), frozenset(), frozenset({"霁川"}))
    >>> place_names(terms, names, {"苏州大学": "nt", "大运河": "nz"}).tolist()
    [True, True, True, True, True, False]
    """
    known, begins = names.known, names.begins

    def named(term: str) -> bool:
        if term in known or _PART.fullmatch(term):
            return True
        heads = (term[:cut] for cut in range(2, len(term) - 1))
        return not known.isdisjoint(heads) and tags.get(term) in _NAMED

    # Most terms do not begin as a name does.
    may_be = [term for term in terms if term[:2] in begins or term[:1] in begins]
    unknown = {term for term in _holding(names.own, terms) if term not in tags}
    found = unknown.union(filter(named, may_be))
    return np.fromiter(map(found.__contains__, terms), dtype=bool, count=len(terms))


def _holding(names: Collection[str], terms: Sequence[str]) -> frozenset[str]:
    """Return the terms that hold one of the names: found in one text of all terms, a term a line.

    So each name is looked for at the speed of memory.
    """
    text = "\n".join(["", *terms, ""])
    found = set()
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = text.index("\n", at)
            found.add(text[text.rindex("\n", 0, at) + 1 : end])
            at = text.find(name, end)
    return frozenset(found)


def is_name(word: str, tags: Mapping[str, str]) -> bool:
    """Return whether a word is a name to the dictionary, or not in it; no ordinary word."""
    return tags.get(word, "ns") in NAME_TAGS and word not in ORDINARY
