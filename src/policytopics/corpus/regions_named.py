"""Which region a document is of: a score for each place it names, and how sure the best score is.

A place's score is a sum over kinds of evidence, in the manner of log odds (`_WEIGHTS`): the
settings that name it, how often the text says its name, whether the text's own rank (全市, 全省) is
its, how many of its divisions are named. Places that did not exist in the report's year are no
candidates.
Confidence is the best score's share among all, `_UNKNOWN` standing for places that no table lists.

The weights were set by hand to round figures on 1,326 real reports of provinces, cities, counties.
Of the regions found with more than `policytopics.corpus.recognise.SURE` none was wrong, in any of
five folds of regions; with the first lines of each report cut off, fewer than one in 200; and with
the report's own region cut out of the gazetteer, fewer than one in 100 reports got another.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytopics.corpus.file_names import NOT_SAID, Outside
from policytopics.corpus.lines import NOTHING, Finding, Line, confidence_of, finding, is_source
from policytopics.corpus.offices import Setting, head_of, named_in, party_in
from policytopics.corpus.places import COUNTRY, LOW, Place, Places

__all__ = ["region_of"]

# Log odds of each kind of evidence.
_WEIGHTS = {
    "title": 5.0, "meeting": 5.0, "speaker": 4.0, "opening": 5.0, "party": 2.0,
    "said": 5.0, "folder": 2.0,  # outside the text
    "aside": 3.0,  # a lesser place of the name that is said there
    "short": -1.5,  # a title's name without its rank
    "above": 3.0,  # a setting names what lies above the place as well
    "name": 1.0,  # per log of how often the text says the name
    "rank": 1.0,  # per log share of the text's own rank
    "own_rank": 2.0,  # a setting has the place's rank ...
    "other_rank": -3.0,  # ... or another one
    "children": 2.0,  # if all its divisions are named
    "namesake": 1.0,  # per log of how often what lies above it is named, among namesakes
    "before": -2.0,  # the year lies one year outside the place's own
    "gone": -3.0,  # it no longer exists, and the year is unknown
    "old_name": -1.0,  # a setting has a name it did not bear in the year
    "county": -0.5,  # below the prefectures
}  # fmt: skip
_UNKNOWN = 2.0
# A setting names a place that no table lists.
_UNLISTED = 4.0
_LEAST_NAMED, _MOST_CANDIDATES = 3, 15
# 全市 is the report's own rank, but 居全省第二 and 全省前列 are others'.
_RANK = re.compile(
    r"(?<![居列在占为入到])[全我]([省市区县州旗盟])(?![长内]|第|前|首|平均|领先|唯一|排|先进|最|率先|一半|重要)"
)
_RANKS = "省市区县州旗盟"
_MOST_RIVALS = 3
# Less than this is not even a guess.
_GUESS = 0.15
# A short name alone may be a word of the language: asked about, however often it is said.
_MOST_UNPROVEN = 0.6
# A name is still used so many years after it was changed.
_NOW, _LATE = 2100, 3


@dataclass(frozen=True)
class _Text:
    """What a text says of places, counted."""

    names: Counter[str]
    ranks: Counter[str]
    settings: Sequence[Setting]
    year: int | None


def region_of(
    lines: Sequence[Line], places: Places, year: int | None = None, said: Outside = NOT_SAID
) -> Finding:
    """Return the key of the region that a document is of, with its rivals.

    Parameters
    ----------
    lines : sequence of Line
        All lines of the document.
    places : Places
        The regions known.
    year : int or None
        Of the report, as far as known.
    said : Outside
        What file name, folders and table say, if that counts.
    """
    text = "\n".join(row.text for row in lines if not is_source(row.text))
    inside = [*named_in(head_of(lines), places), *party_in(text, places)]
    ranks = Counter(_RANK.findall(text))
    silent = not any(one.keys or one.unlisted for one in inside)
    if silent and said.sure and said.regions and not _told_by_rank(said.regions, places):
        inside, ranks = [], Counter()
    seen = _Text(
        names=Counter(mention.name for mention in places.mentions(text, short=True)),
        ranks=ranks,
        settings=[*inside, *_outside(said, places)],
        year=year,
    )
    own = _named(seen, places)
    scores = {
        key: _score(places.by_key[key], seen, own, places) for key in _asked(seen, own, places)
    }
    scores = _apart(scores, own, places)
    if not scores:
        return NOTHING
    unlisted = any(one.unlisted for one in seen.settings)
    return _best(scores, seen, own, places, _UNLISTED if unlisted else _UNKNOWN)


def _outside(said: Outside, places: Places) -> list[Setting]:
    """Return the settings that stand outside the text."""
    # Without a name of its own the file is its folder's, unless the text says of a place below.
    named = said.regions or said.within
    whole = bool(said.regions) and said.sure
    lesser = tuple(key for key in named if _is_lesser(key, named, places))
    main = tuple(key for key in named if key not in lesser)
    found = [Setting("said", main, "", whole, said.within)] if main else []
    found += [Setting("aside", lesser, "", whole, said.within)] if lesser else []
    below = dict.fromkeys(
        key for one in said.within for key in (one, *places.children.get(one, ()))
    )
    return [*found, Setting("folder", tuple(below), "", True)] if below else found


def _is_lesser(key: str, named: Sequence[str], places: Places) -> bool:
    """Return whether a name means another place first: 长沙 its city, not its county."""
    place = places.by_key[key]
    inside = any(one in named for one in place.parent_keys)
    province = any(places.by_key[one].level == "province" for one in named)
    return (inside and place.level in LOW) or (
        province and not inside and place.level != "province"
    )


def _told_by_rank(named: Sequence[str], places: Places) -> bool:
    """Return whether 全市, 全省 tell places of one name apart: kin, or a province and others.

    One place that is named alone is it, whatever rank the text speaks of; of strangers (朝阳市,
    朝阳区) a text that names no place is no witness.
    """
    if len(named) < 2:
        return False
    province = any(places.by_key[key].level == "province" for key in named)
    above = [key for key in named if not set(places.by_key[key].parent_keys) & set(named)]
    return province or len(above) == 1


def _named(seen: _Text, places: Places) -> Counter[str]:
    """Return how often each place is named, by words of the language only with their rank.

    A name that a place bore long before or after the year is not the place's: 柳州 was of 来宾.
    """
    own: Counter[str] = Counter()
    for name, n in seen.names.items():
        for key in places.named(name):
            place = places.by_key[key]
            whole = key in places.full.get(name, ())
            # 市区, 郊区 and 城区 are words with their rank too: their short name is the whole one.
            if any(one.ordinary and (not whole or one.short == name) for one in place.called(name)):
                continue
            year = min(place.last, _NOW) if seen.year is None else seen.year
            if place.years_from(year, name) <= _LATE:
                own[key] += n
    return own


def _asked(seen: _Text, own: Counter[str], places: Places) -> list[str]:
    """Return the places that may be meant: in a setting, or often named; alive in the year."""
    often = [key for key, n in own.most_common(_MOST_CANDIDATES) if n >= _LEAST_NAMED]
    settled = [
        key for one in seen.settings for key in one.keys if one.kind not in ("party", "folder")
    ]
    for one in seen.settings:
        settled += [key for key in one.keys if one.kind == "folder" and own[key]]
    found = dict.fromkeys([*settled, *sorted(often)])
    return [
        key
        for key in found
        if seen.year is None or places.by_key[key].years_from(seen.year) <= 1
        if key != COUNTRY.key or key in settled
    ]


def _score(place: Place, seen: _Text, own: Counter[str], places: Places) -> float:
    """Return the score of a place."""
    score = _WEIGHTS["name"] * math.log1p(own[place.key])
    if place is not COUNTRY:
        score += _WEIGHTS["rank"] * math.log(_share(_rank(place, seen.year), seen.ranks))
    score += _WEIGHTS["children"] * _children(place, seen, own, places)
    score += _settled(place, seen)
    score += _WEIGHTS["county"] * (place.level in LOW)
    if seen.year is None:
        return score + _WEIGHTS["gone"] * (place.last < 9999)
    return score + _WEIGHTS["before"] * place.years_from(seen.year)


def _settled(place: Place, seen: _Text) -> float:
    """Return what the settings say for or against a place, each kind once."""
    best: dict[str, float] = defaultdict(lambda: -math.inf)
    for one in seen.settings:
        if not one.keys:
            best["rank"] = max(best["rank"], _ranked(place, one, seen.year))
        elif place.key in one.keys:
            weight = _WEIGHTS[one.kind] + _WEIGHTS["short"] * (not one.whole)
            weight += _WEIGHTS["above"] * bool(set(one.above) & set(place.parent_keys))
            old = place.years_from(_NOW if seen.year is None else seen.year, one.name) > 1
            best[one.kind] = max(best[one.kind], weight + _WEIGHTS["old_name"] * old)
    return sum(value for value in best.values() if value > -math.inf)


def _ranked(place: Place, one: Setting, year: int | None) -> float:
    """Return what a setting's rank alone says for or against a place."""
    if not one.rank:
        return 0.0
    name = place.name_in(year)
    region = name.full if name else place.name_zh
    own = region.endswith(one.rank) if len(one.rank) > 1 else one.rank == _rank(place, year)
    return _WEIGHTS["own_rank" if own else "other_rank"]


def _rank(place: Place, year: int | None) -> str:
    """Return the last character of a place's rank, as its report says 全市."""
    name = place.name_in(year)
    last = (name.full if name else place.name_zh)[-1]
    return last if last in _RANKS else "国" if place is COUNTRY else ""


def _share(rank: str, ranks: Counter[str]) -> float:
    """Return the share of a rank among those a text speaks of as its own; 1 if it has none."""
    return (ranks[rank] + 0.5) / (ranks.total() + 0.5)


def _children(place: Place, seen: _Text, own: Counter[str], places: Places) -> float:
    """Return which share of a place's present divisions the text names."""
    year = seen.year or 9999
    kin = [
        key
        for key in places.children.get(place.key, ())
        if places.by_key[key].first <= year <= places.by_key[key].last
    ]
    return sum(own[key] > 0 for key in kin) / len(kin) if kin else 0.0


def _apart(scores: Mapping[str, float], own: Counter[str], places: Places) -> dict[str, float]:
    """Return scores with namesakes told apart by how often what lies above them is named."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in scores:
        groups[places.by_key[key].short_zh, places.by_key[key].level].append(key)
    found = dict(scores)
    for keys in groups.values():
        heard = {
            key: math.log1p(sum(own[one] for one in places.by_key[key].parent_keys)) for key in keys
        }
        for key in keys:
            found[key] += _WEIGHTS["namesake"] * (heard[key] - max(heard.values()))
    return found


def _best(
    scores: Mapping[str, float], seen: _Text, own: Counter[str], places: Places, unknown: float
) -> Finding:
    """Return the best place with its evidence, its confidence and its rivals."""
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    best = ranked[0]
    sure = confidence_of(best, scores, unknown)
    if sure < _GUESS:
        return NOTHING
    if not _is_proven(best, seen, own, places):
        sure = min(sure, _MOST_UNPROVEN)
    rivals = tuple(key for key in ranked[1:] if scores[key] > scores[best] - 6)[:_MOST_RIVALS]
    proof = next((one.line for one in seen.settings if best in one.keys and one.line), None)
    if proof is not None:
        return finding(best, proof, sure, rivals)
    return Finding(best, _heard(best, own, places), sure, rivals)


def _is_proven(key: str, seen: _Text, own: Counter[str], places: Places) -> bool:
    """Return whether a place is named as a place: in a setting, with its rank, or with its kin.

    安宁 may be a word twenty times; 安宁市, or 安宁 beside 昆明, is a place.
    """
    place = places.by_key[key]
    if place.level in ("country", "province") or any(key in one.keys for one in seen.settings):
        return True
    whole = any(seen.names[name] and key in places.full.get(name, ()) for name in seen.names)
    kin = (*place.parent_keys, *places.children.get(key, ()))
    return whole or any(own[one] for one in kin)


def _heard(best: str, own: Counter[str], places: Places) -> str:
    """Return how often the text names a place and what lies above it."""
    keys: Iterable[str] = places.lineage(best)
    told = [f"{places.by_key[key].name_zh} {own[key]}" for key in keys if own[key]]
    return "names in the text: " + "、".join(told)
