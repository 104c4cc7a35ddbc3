"""Names in an administrative setting: in a title, of a meeting, a speaker, or a government.

和平 is a word wherever it stands; 和平区第十七届人民代表大会 is a place. Only what stands directly
before the setting's own words counts, so that a mayor's other offices and the papers that printed a
report name nothing. A setting without a name (市长, 代表省人民政府) still tells the rank.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytopics.corpus.characters import HAN, NUMERAL
from policytopics.corpus.lines import Line, is_source
from policytopics.corpus.places import COUNTRY, Mention, Places
from policytopics.corpus.titles import is_title

__all__ = ["SPEAKS_FOR", "Setting", "head_of", "named_in", "party_in"]

# The head of a document: so many lines and characters at most, of a line its beginning.
_MOST_LINES, _MOST_CHARACTERS, _OF_A_LINE = 60, 2500, 400
_OF_A_MEETING = 120

# Whom a speaker speaks for; not in 人民代表大会 or 各位代表.
SPEAKS_FOR = r"(?:(?<![民位名])代表(?![大们团性、])|受)"
_BLANKS = re.compile(r"[\s*#＊　]+")
_ORDINAL = rf"第?[{NUMERAL}○\d]{{1,4}}届"
_MEETING = re.compile(rf"(?={_ORDINAL}.{{0,2}}(?:人民?代表大会|人大|人代会|人民代表会议))")
_MEETING_PLAIN = re.compile(r"(?=人民代表大会(?!常务委员会|常委会|主席团|制度|及其|工作报告))")
_SPEAKER = re.compile(
    r"(?:人民)?(?:政府)?(?:党组书记)?[、,，]?(?:代理|代)?(?<!副)(?=([省市区县州旗盟])长|(主席)|(?:管理?委员?会)(主任))"
)
_OPENING = re.compile(
    rf"{SPEAKS_FOR}([^，。,、]{{0,24}}?)(?=(?:人民|革命)?(?:政府|委员会)(?!主席团))"
)
_OPENED = re.compile(rf"{SPEAKS_FOR}[^。]{{2,50}}报告")
_NATION = re.compile(rf"代表国务院|国务院(?:代)?总理|{_ORDINAL}全国人民代表大会")
_TITLE = re.compile(
    r"(?:人民政府|政府)?(?:关于)?[的在《“‘\"（(]*(?:(?:19|20)\d\d(?:年度?)?)?[》”\"）)的]*"
    r"(?=(?:人民)?政府工作(?:的)?报告|工作报告|国民经济|[“\"]?十[一二三四五六七][”\"]?五|第十?.{1,3}个五年)"
)
_PARTY = re.compile(rf"中共([{HAN}]{{2,9}}?)委(?!员)")
# What a setting says where it names nobody: 市人民政府, 在省第十届.
_REGION = "自治区"
_RANK_ALONE = re.compile(r"(?:^|[^一-鿿]|在|的|是|我|表|全)(自治区|[省市区县州旗盟])$")
_HAN = re.compile(f"[{HAN}]")
# Behind these words a name begins.
_EDGE = re.compile(r"(?:[在表受年月日的是由为当向于自省市州县区盟旗：、]|全国|关于|公布|印发)$")
# A place that no table lists: 某镇第三届人民代表大会.
_UNLISTED = re.compile(rf"[{HAN}]{{2}}(?:[镇乡村]|街道|[市县区旗州盟])$")


@dataclass(frozen=True)
class Setting:
    """An administrative setting in a line, and the places it names.

    Attributes
    ----------
    kind : str
        ``title``, ``meeting``, ``speaker``, ``opening`` or ``party``.
    keys : tuple of str
        Places that may be meant; empty where only a rank stands.
    name : str
        The name that was read.
    whole : bool
        Whether the name has its rank (合肥市, not 合肥).
    above : tuple of str
        Keys of the places named directly before it.
    rank : str
        Last character of the rank that the setting has (省, 市, 区, 县, 州, 旗, 盟, 国); 自治区
        where that stands alone; or empty.
    unlisted : bool
        Whether it names a place that no table lists.
    line : Line or None
        Where it stands.
    """

    kind: str
    keys: tuple[str, ...] = ()
    name: str = ""
    whole: bool = False
    above: tuple[str, ...] = ()
    rank: str = ""
    unlisted: bool = False
    line: Line | None = None


def head_of(lines: Sequence[Line]) -> list[Line]:
    """Return the first lines, of long ones the beginning, without newspapers and uploads.

    The opening sentence (现在，我代表市人民政府，向大会报告工作) is the last of the head.
    """
    found: list[Line] = []
    room = _MOST_CHARACTERS
    for row in lines[:_MOST_LINES]:
        if is_source(row.text):
            continue
        text = _BLANKS.sub("", row.text[:_OF_A_LINE])
        opened = _OPENED.search(text)
        text = text[: opened.end()] if opened else text
        found.append(Line(row.line, row.role, row.part, text))
        room -= len(text)
        if opened or room <= 0:
            break
    return found


def named_in(head: Sequence[Line], places: Places) -> list[Setting]:
    """Return the settings of a document's head, in order.

    Parameters
    ----------
    head : sequence of Line
        As `head_of` returns them.
    places : Places
        The regions known.
    """
    return [one for row in head for one in _of_line(row, places)]


def _of_line(row: Line, places: Places) -> Iterator[Setting]:
    """Return the settings of one line."""
    if _NATION.search(row.text):
        yield Setting("opening", (COUNTRY.key,), COUNTRY.name_zh, True, rank="国", line=row)
        return
    if is_title(row.text) and (found := _TITLE.search(row.text)):
        yield from _read("title", row.text[: found.start()], row, places, short=True)
    meeting = _MEETING.search(row.text) or _MEETING_PLAIN.search(row.text[:_OF_A_MEETING])
    if meeting:
        yield from _read("meeting", row.text[: meeting.start()], row, places)
    if speaker := _SPEAKER.search(row.text):
        rank = speaker[1] or "区"
        yield from _read("speaker", row.text[: speaker.start()], row, places, rank)
    for opening in _OPENING.finditer(row.text):
        yield from _read("opening", opening[1], row, places)


def party_in(text: str, places: Places) -> list[Setting]:
    """Return the places whose Party committee a text speaks of: 中共合肥市委."""
    found = dict.fromkeys(name for name in _PARTY.findall(text))
    named = [(name, places.ending(name, short=False)) for name in found]
    return [
        Setting("party", mention.keys, mention.name, True)
        for name, mention in named
        if mention is not None and mention.start == 0
    ]


def _read(
    kind: str, before: str, row: Line, places: Places, rank: str = "", *, short: bool = False
) -> Iterable[Setting]:
    """Return the setting whose words follow ``before``."""
    mention = places.ending(before, short=short)
    if mention is None or not _is_edge(before[: mention.start], places):
        alone = _RANK_ALONE.search(before) or (_RANK_ALONE.search("的" + before))
        rank = _rank_alone(alone[1]) if alone else rank
        unlisted = kind != "title" and not alone and bool(_UNLISTED.search(before))
        return [Setting(kind, rank=rank, unlisted=unlisted, line=row)] if rank or unlisted else []
    above = _above(before[: mention.start], places)
    keys = mention.keys
    # 长沙市南区 is 长沙's 南区, 青岛市南区 is 青岛's 市南区: what lies above decides.
    city, district = before[: mention.start] + "市", mention.name[1:]
    if mention.name[0] == "市" and district in places.full and places.ending(city, short=False):
        keys += places.full[district]
        above += _above(city, places)
    whole = mention.name in places.full
    own = mention.name[-1] if whole and mention.name[-1] in "省市区县州旗盟" else rank
    return [Setting(kind, keys, mention.name, whole, above, own, line=row)]


def _rank_alone(said: str) -> str:
    """Return the rank that stands alone: an autonomous region is no district, though both say 全区.

    Examples
    --------
    >>> _rank_alone("自治区"), _rank_alone("自治州"), _rank_alone("全市")
    ('自治区', '州', '市')
    """
    return _REGION if said.endswith(_REGION) else said[-1]


def _is_edge(before: str, places: Places) -> bool:
    """Return whether a name may begin behind these words: 兴县 does not within 定兴县."""
    return not _HAN.search(before[-1:]) or bool(
        _EDGE.search(before) or places.ending(before, short=True)
    )


def _above(before: str, places: Places) -> tuple[str, ...]:
    """Return the keys of the places named in a row directly before a name: 江苏省苏州市."""
    found: list[str] = []
    mention: Mention | None = places.ending(before.rstrip("）)"), short=True)
    while mention is not None:
        found.extend(mention.keys)
        before = before[: mention.start].rstrip("（()）")
        mention = places.ending(before, short=True)
    return tuple(found)
