"""Documents in the folder that are no reports: news about one, a masked template, an essay.

They come with the reports wherever texts are gathered by their words. Each shows by what a report
never has; nothing is left out on that ground alone, but it is said, with the evidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Suspicion", "suspicion"]

_ADDRESS = re.compile(r"各位(代表|委员)")
# Figures that were blanked out, before what is counted or dated, and real ones.
_MASK = r"[×✕╳ＸX＊*xX□]"
_MASKED = re.compile(
    rf"{_MASK}{{1,6}}(\.{_MASK}+)?(?=年|月|日|亿|万|千|元|%|个|家|项|公里|平方|亩|户|人|名|次|处|所|条)"
)
_FIGURE = re.compile(r"\d[\d,.]*")
_LEAST_MASKED = 5
# One masked figure for so many real ones.
_MASKED_SHARE = 0.25

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2753\u2728\u2757\u2764\u270a-\u270d\u2705]")
_LEAST_EMOJI = 3
_ESSAY = re.compile(
    r"小编|笔者|家人们|宝子|读后感|心得体会|有感(于|而发)?|范文|(点赞|关注).{0,6}(收藏|转发|公众号)"
    r"|今天(我们)?.{0,4}聊|作文|我(觉得|认为|想起|以为)|作为一名"
)
_LEAST_ESSAY = 3

_NEWS = re.compile(
    r"(本报|本网|本台|新华社|中新社|中新网|讯)[^。]{0,12}(讯|电|消息)|记者|通讯员"
    r"|(政府工作|工作)?报告(中)?(指出|提出|显示|明确|强调|提到|要求|全文|回顾|从.{1,6}方面)"
    r"|(会议|大会)(指出|强调|要求|认为|听取|审议|号召)|(据悉|据了解|获悉|日前|来源[：:])|(他|她)(说|表示|指出)"
    r"|(代表|委员|专家|教授).{0,8}(表示|认为|建议|说)"
)
_LEAST_NEWS = 4
# One such turn in so many characters.
_NEWS_APART = 400


@dataclass(frozen=True)
class Suspicion:
    """Why a document seems to be no report.

    Attributes
    ----------
    kind : str
        ``news``, ``template`` or ``essay``.
    evidence : str
        What shows it, with the first line.
    """

    kind: str
    evidence: str

    def __str__(self) -> str:
        return f"{_TOLD[self.kind]}: {self.evidence}"


_TOLD = {
    "news": "seems to be news about a report",
    "template": "seems to be a masked template",
    "essay": "seems to be an essay",
}


def suspicion(lines: Sequence[tuple[int, str]]) -> Suspicion | None:
    """Return why a document seems to be no report, or None.

    Parameters
    ----------
    lines : sequence of (int, str)
        Number and text of each paragraph.

    Examples
    --------
    >>> print(suspicion([(1, "××年生产总值××亿元，增长×%，建成××公里道路，新增××个岗位。")]))
    seems to be a masked template: 5 masked figures, as ××年 in line 1
    >>> suspicion([(1, "各位代表：2024年生产总值300亿元，增长6%。")]) is None
    True
    """
    text = "\n".join(line for _, line in lines)
    masked = _found(_MASKED, lines)
    figures = len(_FIGURE.findall(text))
    if len(masked) >= max(_LEAST_MASKED, _MASKED_SHARE * figures):
        number, place = masked[0]
        around = next(line for n, line in lines if n == number)[place : place + 3]
        told = f"{len(masked)} masked figures, as {around} in line {number}"
        return Suspicion("template", told)
    emoji = _found(_EMOJI, lines)
    if len(emoji) >= _LEAST_EMOJI:
        return Suspicion("essay", f"{len(emoji)} emoji, the first in line {emoji[0][0]}")
    if _ADDRESS.search(text):
        return None
    essay = _found(_ESSAY, lines)
    if len(essay) >= _LEAST_ESSAY:
        told = f"{len(essay)} turns of an essay, the first in line {essay[0][0]}"
        return Suspicion("essay", told)
    news = _found(_NEWS, lines)
    if len(news) >= max(_LEAST_NEWS, len(text) / _NEWS_APART):
        told = f"{len(news)} turns of a news item, the first in line {news[0][0]}"
        return Suspicion("news", told)
    return None


def _found(pattern: re.Pattern[str], lines: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Return line and place of each match."""
    return [(number, one.start()) for number, line in lines for one in pattern.finditer(line)]
