"""What a word is by itself: a single character, a number, a stop word, a word of the genre.

These say nothing about which policy a sentence is on, wherever they stand.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["class_of", "classes_of", "is_genre", "is_number"]

_MEASURE = (
    "年代|年|月|日|号|天|周|季度|小时|分钟|秒|美元|元|人次|人|名|户|家|个|项|件|条|座|处|所|张|台|套|辆|艘|列"
    "|批|届|次|期|轮|亩|公顷|平方米|平方公里|立方米|公里|千米|毫米|米|微克|吨|公斤|斤|克|千瓦时|千瓦|兆瓦|千伏"
    "|倍|成|位|个百分点|百分点|分点|大|类|级|步|场|部|篇|字|头|只|株|间|栋|幢|床|号线|标箱|标准箱|吨级"
)
_DIGIT = "0-9〇○零一二三四五六七八九十百千万亿两几半"
_NUMBER = re.compile(
    rf"第?数?[{_DIGIT}]+[余多]?[{_DIGIT}]*(?:{_MEASURE})*|[首余多](?:{_MEASURE})|[百千万]分之.*|{_MEASURE}"
)
# The dictionary also tags 大米, 少年 and 良种 as numbers; a number begins with one.
_NUMBER_TAGS = ("m", "mq", "mg")
_BEGINS = frozenset(f"012345678{_DIGIT[2:]}第首余")
# What neither begins so nor as a measure is no number: most words, after one look-up.
_MAY_BEGIN = _BEGINS | frozenset(f"数多{re.sub('[|]', '', _MEASURE)}")


def is_number(term: str, tag: str = "") -> bool:
    """Return whether a term is a number, a date, an ordinal, a quantity or a unit of measure.

    Parameters
    ----------
    term : str
        The term.
    tag : str
        Its part of speech in the dictionary, or empty.

    Examples
    --------
    >>> [is_number(term) for term in ["十四五", "第一", "三千万元", "百分之五", "人次"]]
    [True, True, True, True, True]
    >>> [is_number(term, tag) for term, tag in [("三农", "nz"), ("良种", "m"), ("一窗", "")]]
    [False, False, False]
    """
    if term[0] not in _MAY_BEGIN:
        return False
    return (tag in _NUMBER_TAGS and term[0] in _BEGINS) or _NUMBER.fullmatch(term) is not None


# Who speaks, and of what: 全市, 我县, 各旗, 省委, 县级, 全区上下.
_DIVISION = "省|市|县|区|州|盟|旗|镇|乡|村|地区|街道|自治区|自治州|自治县"
_SPEAKER = re.compile(
    rf"[全我本各该](?:{_DIVISION})(?:上下|范围|人民|各族)*"
    rf"|(?:{_DIVISION}){{1,2}}(?:级|委|政府|委市政府|委县政府|委区政府|域内|内|内外|本级)"
)


_MAY_SPEAK = frozenset("全我本各该省市县区州盟旗镇乡村地街自")


def is_genre(term: str, genre: frozenset[str]) -> bool:
    """Return whether a term is a word of the genre, or consists of such words.

    Parameters
    ----------
    term : str
        The term.
    genre : frozenset of str
        The words that are listed.

    Examples
    --------
    >>> genre = frozenset({"积极", "开展", "提高"})
    >>> [is_genre(term, genre) for term in ["开展", "积极开展", "全旗", "县委", "开展教育"]]
    [True, True, True, True, False]
    """
    if term in genre or (term[0] in _MAY_SPEAK and _SPEAKER.fullmatch(term)):
        return True
    if len(term) < 4:
        return False
    cuts = range(2, len(term) - 1)
    return any(term[:cut] in genre and is_genre(term[cut:], genre) for cut in cuts)


@cache
def _stopwords() -> frozenset[str]:
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords("zh"))


def class_of(term: str, genre: frozenset[str], tags: Mapping[str, str]) -> str:
    """Return ``single``, ``number``, ``stopword`` or ``genre``, or nothing for all other words.

    Examples
    --------
    >>> [class_of(term, frozenset({"推进"}), {}) for term in ["的", "三项", "我们", "推进", "教育"]]
    ['single', 'number', 'stopword', 'genre', '']
    """
    if len(term) == 1:
        return "single"
    # The dictionary is large: looking a word up takes longer than most of this.
    if term[0] in _MAY_BEGIN and is_number(term, tags.get(term, "")):
        return "number"
    if term in _stopwords():
        return "stopword"
    return "genre" if is_genre(term, genre) else ""


def classes_of(
    words: Sequence[str], genre: frozenset[str], tags: Mapping[str, str]
) -> npt.NDArray[np.object_]:
    """Return `class_of` of each word; of the gap, nothing to say, ``single``.

    Most words have no kind: they are not in the lists, nor begin as a number, a speaker or a word
    of the genre does.
    """
    listed, heads = genre | _stopwords(), {word[:2] for word in genre}
    first = _MAY_BEGIN | _MAY_SPEAK
    kinds = np.full(len(words), "", dtype=object)
    for at, word in enumerate(words):
        if len(word) < 2 or word[0] in first or word[:2] in heads or word in listed:
            kinds[at] = class_of(word, genre, tags) if word else "single"
    return kinds
