"""Words shown to people, in English and in Chinese, and how numbers are written: each once.

Shares are in [0, 1] in the tables and percent for people; differences of shares are percentage
points. A missing value is a dash: unknown is an answer.
"""

import json
import math
from collections.abc import Iterable, Mapping

__all__ = [
    "CATEGORY_LABELS",
    "CRITERION_LABELS",
    "DASH",
    "DOCUMENT_KINDS",
    "FATE_LABELS",
    "FLAG_LABELS",
    "GROUPING_LABELS",
    "PART_LABELS",
    "ROLE_LABELS",
    "SHORT_KINDS",
    "Label",
    "capital",
    "changed_keys",
    "decimal",
    "in_percent",
    "level",
    "missing",
    "part_label",
    "percent",
    "percent_interval",
    "points",
    "signed_interval",
    "tick",
    "whole",
    "years",
]  # fmt: skip

Label = tuple[str, str]  # English, Chinese
Labels = Mapping[str, Label]

# What a scheme's categories are called, one and several.
CATEGORY_LABELS: Labels = {"domains": ("domain", "领域"), "topics": ("topic", "主题")}
PART_LABELS: Labels = {
    "review": ("review", "回顾"),
    "problems": ("problems", "问题"),
    "plan": ("plan", "部署"),
    "closing": ("closing", "结语"),
    "other": ("other", "其他"),
}
DOCUMENT_KINDS: Labels = {
    "work_report": ("work report", "政府工作报告"),
    "five_year_plan": ("five-year plan", "五年规划"),
    "other": ("other document", "其他文件"),
}
# What stands behind a document's region and year where it is no work report.
SHORT_KINDS: Labels = {
    "work_report": ("", ""),
    "five_year_plan": ("plan", "规划"),
    "other": ("other", "其他"),
}
ROLE_LABELS: Labels = {
    "title": ("title", "标题"),
    "front": ("front (date, speaker, salutation)", "文首（日期、报告人、称呼）"),
    "heading": ("heading", "小标题"),
    "body": ("body", "正文"),
    "glossary": ("glossary", "名词解释"),
    "boilerplate": ("site furniture", "网页杂项"),
}
# Why a paragraph was left out.
REASON_LABELS: Labels = {
    "title": ROLE_LABELS["title"],
    "front": ROLE_LABELS["front"],
    "glossary": ("glossary and notes", "名词解释与注释"),
    "appendix": ("appendix", "附录"),
    "contents": ("table of contents", "目录"),
    "repeat": ("said before in the same file", "同一文件中重复"),
    "english": ("English", "英文"),
    "list": ("list of short lines", "短行列表"),
    "furniture": ROLE_LABELS["boilerplate"],
    "outside": ("before the report begins", "报告开始之前"),
    "excluded": ("excluded by hand", "人工剔除"),
}
# What becomes of a source's characters.
FATE_LABELS: Labels = {
    "kept": ("kept", "保留"),
    "kept_doubtful": ("kept, paragraph with a doubtful reading", "保留，段内有存疑处"),
    "front": ("title, salutation", "标题、称呼"),
    "glossary": ROLE_LABELS["glossary"],
    "boilerplate": ROLE_LABELS["boilerplate"],
    "removed": ("removed by repair, blank", "修复时删去、空白"),
}
FLAG_LABELS: Labels = {
    # of regions
    "other_kind": ("another kind of document than most", "文件种类与多数地区不同"),
    "other_year": ("other years than most", "文件年份与多数地区不同"),
    "fragment": ("parts of the text are missing", "文本不完整"),
    "insufficient": ("too little text for a claim", "文本过少，不作判断"),
    # of topics
    "unstable": ("unstable", "不稳定"),
    "one_document": ("one document", "集中于一份文件"),
    "one_region": ("one region", "集中于一个地区"),
    "formula": ("formula", "程式化内容"),
}
CRITERION_LABELS: Labels = {
    "silhouette": ("silhouette", "轮廓系数"),
    "held_out": ("held-out error", "留出误差"),
    "npmi": ("coherence (NPMI)", "连贯性（NPMI）"),
    "least_silhouette": ("least silhouette", "最小轮廓系数"),
    "stability": ("stability", "稳定性"),
    "subsample_stability": ("subsample stability", "子样本稳定性"),
    "npmi_window": ("NPMI, window of 10", "NPMI（窗口10）"),
    "c_v": ("coherence (C_v)", "连贯性（C_v）"),
    "umass": ("coherence (UMass)", "连贯性（UMass）"),
    "diversity": ("diversity of terms", "词的多样性"),
    "inverted_rbo": ("inverted RBO", "反转RBO"),
    "exclusivity": ("exclusivity", "排他性"),
    "error": ("reconstruction error", "重构误差"),
}

# By what coded sentences are grouped.
GROUPING_LABELS: Labels = {
    "all": ("all", "全部"),
    "level": ("level", "层级"),
    "period": ("years", "年份"),
    "length": ("characters", "字数"),
    "part": ("part", "部分"),
}

DASH = "–"
_MINUS = "\N{MINUS SIGN}"
Number = float | int | None


def part_label(part: str, language: int = 0) -> str:
    """Return the name of a part of a report, or of several joined by ``+``.

    Parameters
    ----------
    part : str
        As tables name it.
    language : int
        0: English, 1: Chinese.

    Examples
    --------
    >>> part_label("plan+review"), part_label("plan+review", 1)
    ('plan and review', '部署和回顾')
    """
    names = [PART_LABELS.get(each, (each, each))[language] for each in part.split("+")]
    return (" and ", "和")[language].join(names)


def capital(text: str) -> str:
    """Return a text with its first letter as at the beginning of a sentence.

    Examples
    --------
    >>> capital("coherence (NPMI)")
    'Coherence (NPMI)'
    """
    return text[:1].upper() + text[1:]


def changed_keys(settings: str) -> list[str]:
    """Return what a specification changes, one ``key = value`` each.

    Examples
    --------
    >>> changed_keys('{"topics.weighting": "bm25", "topics.number": 8}')
    ['topics.number = 8', 'topics.weighting = bm25']
    """
    return [
        f"{key} = {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for key, value in sorted(json.loads(settings or "{}").items())
    ]


def missing(value: object) -> bool:
    """Return whether ``value`` is empty: None, NaN or pandas' NA."""
    # NA is neither true nor false, so it can only be told by its type's name.
    return (
        value is None
        or type(value).__name__ in {"NAType", "NaTType"}
        or (isinstance(value, float) and math.isnan(value))
    )


def _fixed(value: float, places: int, sign: str = "-") -> str:
    """Return ``value`` with a true minus sign, and no sign on a zero."""
    text = f"{value:{sign},.{places}f}"
    if not text.strip("+-0."):
        text = text.lstrip("+-")
    return text.replace("-", _MINUS)


def in_percent(share: Number, places: int = 0) -> str:
    """Return a share in percent, without the sign.

    Examples
    --------
    >>> in_percent(0.256), in_percent(0.0416, 1), in_percent(None)
    ('26', '4.2', '–')
    """
    return DASH if share is None or missing(share) else _fixed(100 * share, places)


def percent(share: Number, places: int = 1) -> str:
    """Return a share as percent.

    Examples
    --------
    >>> percent(0.2537), percent(0.256, 0), percent(None)
    ('25.4%', '26%', '–')
    """
    return DASH if missing(share) else f"{in_percent(share, places)}%"


def points(difference: Number, places: int = 1) -> str:
    """Return a difference of shares in percentage points, signed.

    Examples
    --------
    >>> points(0.1239), points(-0.02), points(-0.0001)
    ('+12.4', '−2.0', '0.0')
    """
    if difference is None or missing(difference):
        return DASH
    return _fixed(100 * difference, places, "+")


def percent_interval(low: Number, high: Number, places: int = 1) -> str:
    """Return an interval of shares in percent, without the sign.

    Examples
    --------
    >>> percent_interval(0.221, 0.2834)
    '22.1–28.3'
    """
    if missing(low) or missing(high):
        return DASH
    return f"{in_percent(low, places)}–{in_percent(high, places)}"


def signed_interval(low: Number, high: Number) -> str:
    """Return an interval of differences in percentage points.

    Examples
    --------
    >>> signed_interval(-0.01, 0.152)
    '−1.0 to +15.2'
    """
    return DASH if missing(low) or missing(high) else f"{points(low)} to {points(high)}"


def level(value: float) -> str:
    """Return the level of an interval.

    Examples
    --------
    >>> level(0.95), level(0.995)
    ('95%', '99.5%')
    """
    return f"{100 * value:.10g}%"


def decimal(value: Number, places: int = 2) -> str:
    """Return a plain number.

    Examples
    --------
    >>> decimal(0.1534), decimal(-0.001), decimal(None)
    ('0.15', '0.00', '–')
    """
    return DASH if value is None or missing(value) else _fixed(value, places)


def whole(number: Number, noun: str = "", plural: str = "") -> str:
    """Return a whole number, with its noun if one is given.

    Examples
    --------
    >>> whole(12345), whole(1, "unit"), whole(2, "unit"), whole(2, "entry", "entries")
    ('12,345', '1 unit', '2 units', '2 entries')
    """
    if number is None or missing(number):
        return DASH
    word = noun if number == 1 or not noun else plural or f"{noun}s"
    return f"{int(number):,} {word}".rstrip()


def tick(value: float, *, signed: bool = False) -> str:
    """Return a number as an axis bears it: with as few digits as it has, and a true minus.

    Examples
    --------
    >>> tick(10.0), tick(-0.25), tick(5, signed=True), tick(0, signed=True)
    ('10', '−0.25', '+5', '0')
    """
    rounded = round(float(value), 6) + 0.0
    return f"{rounded:{'+' if signed and rounded else '-'}g}".replace("-", _MINUS)


def years(known: Iterable[int]) -> str:
    """Return the span of years, empty if none is known.

    Examples
    --------
    >>> years([2019, 2021, 2020]), years([2024]), years([])
    ('2019–2021', '2024', '')
    """
    ordered = sorted(known)
    return "–".join(map(str, dict.fromkeys([*ordered[:1], *ordered[-1:]])))
