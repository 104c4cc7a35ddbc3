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
from policytopics.jieba_words import frequencies, parts_of_speech
from policytopics.sheets import given_sheet
from policytopics.words.spot_words import NO_SPOT_WORDS, SpotWords
from policytopics.words.towns import town_names

__all__ = [
    "NAME_TAGS",
    "Names",
    "division_names",
    "is_name",
    "names_of",
    "names_to_cut",
    "own_names",
    "place_names",
    "read_own_names",
]

# Jieba's tags of names: place, person (four kinds), organisation, other name. Of the short forms of
# divisions as many are tagged as persons as places (吴江, 嘉兴).
NAME_TAGS = ("ns", "nr", "nrt", "nrfg", "nt", "nz")

# Of those, the tags of a longer name that may begin with a place's.
_NAMED = ("ns", "nt")

# Parts of the country named by the short signs of provinces and cities: 粤东, 京津, 川渝, 沪苏浙皖.
_SIGNS = "京津沪渝冀晋辽吉苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕秦甘陇宁港澳"
_PART = re.compile(rf"[{_SIGNS}]{{2,4}}|[{_SIGNS}][东西南北中]")


def read_own_names(paths: Iterable[str | Path]) -> frozenset[str]:
    """Return the names in the study's own lists of regions (``regions.csv``).

    No gazetteer has them all. The corpus stage checks these lists; here only their cells matter.
    """
    names: set[str] = set()
    for path in paths:
        table = given_sheet(path)
        for column in table.columns.intersection(["name_zh", "short_zh", "parents", "aliases"]):
            names.update(name for cell in table[column] for name in cell.split("|"))
    return frozenset(name for name in names if len(name) > 1)


def division_names(
    divisions: pd.DataFrame, tags: Mapping[str, str], ordinary: Collection[str] = ()
) -> frozenset[str]:
    """Return the names and short forms of divisions that are no ordinary words.

    Full names are names. A short form is one if the dictionary lacks it or has it as a name, or if
    it stands for a province or prefecture (合肥 and 保定 are a noun and a verb to jieba).

    Parameters
    ----------
    divisions : DataFrame
        The gazetteer: ``name_zh``, ``short_zh``, ``level``.
    tags : mapping
        Word → part of speech.
    ordinary : collection of str
        Words that are no names whatever they look like.

    Examples
    --------
    >>> divisions = pd.DataFrame(
    ...     {
    ...         "name_zh": ["保定市", "资源县", "和平区"],
    ...         "short_zh": ["保定", "资源", "和平"],
    ...         "level": ["prefecture", "county", "county"],
    ...     }
    ... )
    >>> sorted(division_names(divisions, {"保定": "v", "资源": "n", "和平": "nz"}, ["和平"]))
    ['保定', '保定市', '和平区', '资源县']
    """
    county = divisions["level"].isin(["county", "other"])
    short = {name for name in divisions["short_zh"][county] if is_name(name, tags, ordinary)}
    names = {*divisions["name_zh"], *divisions["short_zh"][~county], *short}
    return frozenset(names.difference(ordinary) - {""})


def names_to_cut(
    divisions: pd.DataFrame, own: Collection[str], ordinary: Collection[str] = ()
) -> frozenset[str]:
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
    wanted = (names - risky | given).difference(ordinary)
    return frozenset(name for name in wanted if len(name) > 1)


def own_names(regions: pd.DataFrame, ordinary: Collection[str] = ()) -> frozenset[str]:
    """Return the names of the study's regions and their parents, and the short forms of these.

    Given names are names whatever they are; a short form must not be an ordinary word (常熟 is one
    to no reader, though jieba tags it as an adjective). What a name adds to its city's is a name
    too: 高新区 in a study of 苏州高新区.

    Parameters
    ----------
    regions : DataFrame
        Table ``regions``.
    ordinary : collection of str
        Words that are no names whatever they look like.

    Examples
    --------
    >>> regions = pd.DataFrame({"name_zh": ["和平区"], "short_zh": ["和平"],
    ...                         "parents": [["瀛东省"]], "aliases": [["霁川县"]]})
    >>> sorted(own_names(regions, ["和平"]))
    ['和平区', '瀛东', '瀛东省', '霁川', '霁川县']
    """
    lists = [*regions["parents"], *regions["aliases"]]
    given = {*regions["name_zh"], *(name for names in lists for name in names)}
    short = {*regions["short_zh"], *map(short_name, given)}
    # 郊区 was the name of many a district.
    names = {*regions["name_zh"], *(given | short).difference(ordinary)}
    whole = {name for name in names if len(name) > 1}
    return frozenset(whole | _without_parents(whole, regions["parents"]))


def _without_parents(names: Collection[str], parents: Iterable[Sequence[str]]) -> set[str]:
    above = {short_name(name) for listed in parents for name in listed} - {""}
    rests = {name.removeprefix(city) for name in names for city in above if name.startswith(city)}
    return {rest for rest in rests if len(rest) > 2}


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
    others : frozenset of str
        Places that no list of divisions has: countries, parts of the world.
    ordinary : frozenset of str
        Words that are no names whatever they look like.
    spots : SpotWords
        Words that names of spots are made with.
    """

    sure: frozenset[str]
    towns: frozenset[str]
    own: frozenset[str]
    only_towns: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    spots: SpotWords = NO_SPOT_WORDS

    @cached_property
    def known(self) -> frozenset[str]:
        """All that is a name wherever it stands."""
        return self.sure | self.own | self.others

    @cached_property
    def begins(self) -> frozenset[str]:
        """How names begin: two characters, or the short sign of a province."""
        return frozenset({name[:2] for name in self.known} | {*_SIGNS})


def names_of(
    divisions: pd.DataFrame,
    towns: pd.DataFrame,
    regions: pd.DataFrame,
    others: Collection[str] = (),
    ordinary: Collection[str] = (),
    spots: SpotWords = NO_SPOT_WORDS,
) -> Names:
    """Return the names of places for a study.

    Parameters
    ----------
    divisions, towns : DataFrame
        The two tables of the gazetteer.
    regions : DataFrame
        Table ``regions``.
    others : collection of str
        Further names: countries, parts of the world.
    ordinary : collection of str
        Words that are no names whatever they look like.
    spots : SpotWords
        Words that names of spots are made with.
    """
    tags = parts_of_speech()
    near = town_names(towns, regions, frequencies(), ordinary)
    above, own = division_names(divisions, tags, ordinary), own_names(regions, ordinary)
    sure = above | {name for name in near if is_name(name, tags, ordinary)}
    only_towns = near - above - own - {name for names in towns["towns"] for name in names}
    return Names(sure, near, own, only_towns, frozenset(others), frozenset(ordinary), spots)


def place_names(terms: Sequence[str], names: Names, tags: Mapping[str, str]) -> np.ndarray:
    """Return for each term whether it names a place, or holds the name of a place.

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


def is_name(word: str, tags: Mapping[str, str], ordinary: Collection[str] = ()) -> bool:
    """Return whether a word is a name to the dictionary, or not in it; no ordinary word."""
    return tags.get(word, "ns") in NAME_TAGS and word not in ordinary
