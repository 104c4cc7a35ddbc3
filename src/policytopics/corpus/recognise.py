"""Which region, year and kind a document is of, with the lines that say so.

The region stands in the title, the opening sentence, the meeting's and the speaker's line; in a
fragment without them, the names in the text decide. Source lines and upload dates never do: another
province's newspaper may have printed the report. What the text does not show stays empty.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policytopics.corpus.characters import NUMERAL, with_arabic_years
from policytopics.corpus.headings import ordinal
from policytopics.corpus.parts import cue
from policytopics.corpus.places import Places
from policytopics.corpus.roles import is_furniture, is_title

__all__ = ["Finding", "Line", "kind_of", "period_of", "region_of", "title_of", "year_of"]


@dataclass(frozen=True)
class Line:
    """A paragraph, as far as recognition needs it."""

    line: int
    role: str
    part: str
    text: str


@dataclass(frozen=True)
class Finding:
    """What was found; the empty value if nothing, with confidence 0.

    Attributes
    ----------
    value : str
        Region key, year, kind or title.
    evidence : str
        ``line 3: …``.
    confidence : float
        In [0, 1].
    """

    value: str = ""
    evidence: str = ""
    confidence: float = 0.0


NOTHING = Finding()

_REPORT_TITLE = re.compile(r"政府工作(的)?报告")
_PLAN_TITLE = re.compile(
    r"五年规划|[“\"]?十[一二三四五六][”\"]?五[”\"]?.{0,6}规划|远景目标纲要|发展规划"
)
# The region is named before these words; what follows speaks of other things.
_BEFORE = re.compile(r"(人民)?政府工作|国民经济|[“\"]?十[一二三四五六][”\"]?五|第十.{1,2}个五年")
_MEETING = re.compile(r"人民代表大会|人大.{0,6}(会议|次)")
_OPENING = re.compile(r"代表.{0,16}政府.{0,16}报告")
_SPEAKER = re.compile(r"(省|市|区|县|州|旗|盟)长|主席")
_ACTING = re.compile(r"代理?(?=[省市区县州旗盟]长)")
# How much a line of each sort says, and how many characters of it are asked.
_WEIGHTS = ((_OPENING, 3), (_MEETING, 2), (_SPEAKER, 2))
_ZONE = 45

_YEAR_TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年(?!远景|更新)")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年\s?\d{1,2}\s?月")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-—–~至到]+\s?((?:19|20)\d\d)\s?年")
_FIVE_YEARS = re.compile(
    rf"第([{NUMERAL}]{{1,3}})个五年|[“\"]?(十[一二三四五六七]?)[”\"]?五[”\"]?.{{0,12}}规划"
)
_DONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(政府)?工作(回顾|总结|情况)")
_NEXT_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年.{0,12}(安排|目标|任务|重点|总体要求|打算)")

_CHAPTER = re.compile(rf"第[{NUMERAL}]{{1,3}}章")
_LEAST_CHAPTERS = 3
_PLAN_WORDS = re.compile(r"规划期|本规划|到20[2-5]\d年|“十[二三四五六]五”(期间|时期|末)")
_YEARLY_WORDS = re.compile(r"今年|全年|年内|年底")
# From the 3rd plan on each follows the one before it without a gap.
_THIRD_PLAN = (3, 1966)

_LEAST_OWN = 3
_DOMINANCE = 0.4
_WORDS_CONFIDENCE = 0.8


def title_of(lines: Sequence[Line]) -> Finding:
    """Return the document's title: the longest line before the text that reads as one."""
    found = [row for row in _head(lines) if is_title(row.text) and "?" not in row.text]
    if not found:
        return NOTHING
    best = max(found, key=lambda row: (len(row.text), row.role == "title"))
    return _finding(best.text, best, 1.0)


def kind_of(lines: Sequence[Line]) -> Finding:
    """Return ``work_report`` or ``five_year_plan``, from title or words; else ``other``."""
    for row in _head(lines):
        if row.role in ("title", "boilerplate") and not _is_source(row.text):
            if _REPORT_TITLE.search(row.text):
                return _finding("work_report", row, 1.0)
            if _PLAN_TITLE.search(row.text):
                return _finding("five_year_plan", row, 1.0)
    for row in lines:
        if row.role == "front" and _OPENING.search(row.text):
            return _finding("work_report", row, 1.0)
        if row.role == "body" and row.text.startswith("各位代表"):
            return _finding("work_report", row, 0.9)
    return _kind_by_words([row for row in lines if row.role in ("heading", "body")])


def _kind_by_words(text: Sequence[Line]) -> Finding:
    """Return the kind that chapters or turns of phrase tell."""
    chapters = [row for row in text if _CHAPTER.match(row.text)]
    yearly = Counter(w for row in text for w in _YEARLY_WORDS.findall(row.text))
    planned = sum(len(_PLAN_WORDS.findall(row.text)) for row in text)
    if len(chapters) >= _LEAST_CHAPTERS:
        return _finding("five_year_plan", chapters[0], 0.8)
    if yearly.total() > planned:
        words = "、".join(f"{word} {n}" for word, n in sorted(yearly.items()))
        return Finding("work_report", f"words of a yearly report: {words}", 0.6)
    return Finding("other", "neither title nor words tell the kind", 0.3)


def year_of(lines: Sequence[Line], kind: str) -> Finding:
    """Return the year of a report, or in which a plan was adopted; empty if the text is silent.

    From the title, the meeting's date, or headings (2023年工作回顾 belongs to 2024's report); a
    plan without a date has the first year of its period.
    """
    head = [row for row in _head(lines) if not _is_source(row.text)]
    if kind != "five_year_plan":
        titles = [row for row in head if _REPORT_TITLE.search(row.text) and row.role != "front"]
        for row in titles:
            if found := _YEAR_TITLE.search(with_arabic_years(row.text)):
                return _finding(found[1], row, 1.0)
    for row in head:
        if row.role == "front" and (found := _DATE.search(with_arabic_years(row.text))):
            return _finding(found[1], row, 0.95)
    if kind == "five_year_plan":
        first = period_of(lines, kind, "")
        return Finding(first.value[:4], first.evidence, 0.7) if first.value else NOTHING
    return _year_by_headings(lines)


def _year_by_headings(lines: Sequence[Line]) -> Finding:
    """Return the year that the headings of review and plan agree on."""
    for row in lines:
        if row.role != "heading":
            continue
        named = cue(row.text)
        if named == "plan" and (found := _NEXT_YEAR.search(with_arabic_years(row.text))):
            return _finding(found[1], row, 0.9)
        if named == "review" and (found := _DONE_YEAR.search(with_arabic_years(row.text))):
            return _finding(str(int(found[1]) + 1), row, 0.85)
    return NOTHING


def period_of(lines: Sequence[Line], kind: str, year: str) -> Finding:
    """Return the years a document covers: a report its year, a plan its five.

    Examples
    --------
    >>> rows = [Line(1, "title", "other", "某县国民经济和社会发展第十四个五年规划纲要")]
    >>> period_of(rows, "five_year_plan", "2021").value
    '2021-2025'
    """
    if kind != "five_year_plan":
        return Finding(year, "", 1.0)
    for row in _head(lines):
        if found := _YEARS.search(row.text):
            return _finding(f"{found[1]}-{found[2]}", row, 1.0)
        if found := _FIVE_YEARS.search(row.text):
            number = ordinal(found[1] or found[2])
            start = _THIRD_PLAN[1] + 5 * (number - _THIRD_PLAN[0])
            return _finding(f"{start}-{start + 4}", row, 0.95)
    return NOTHING


def region_of(lines: Sequence[Line], places: Places) -> Finding:
    """Return the key of the region that title and front name, or else the text's names."""
    text = "\n".join(row.text for row in lines if row.role in ("heading", "body", "title"))
    votes: Counter[str] = Counter()
    said: dict[str, Line] = {}
    for row in _head(lines):
        weight, asked, short = _asked(row)
        key = _most_specific(asked, places, text, short=short) if weight else ""
        if key:
            votes[key] += weight
            said.setdefault(key, row)
    if not votes:
        return _region_by_words(text, places)
    best = max(sorted(votes), key=lambda key: _votes(key, votes, places))
    others = sum(n for key, n in votes.items() if key not in places.lineage(best))
    sure = votes.total() / (votes.total() + 2 * others)
    return _finding(best, said[best], round(min(0.99, sure), 3))


def _votes(key: str, votes: Counter[str], places: Places) -> tuple[int, int]:
    """Return a place's votes with those for what lies above it, and its depth."""
    lineage = places.lineage(key)
    return sum(votes[one] for one in lineage), len(lineage)


def _asked(row: Line) -> tuple[int, str, bool]:
    """Return how much a line says of the region, what of it is asked, and if short names count."""
    if _is_source(row.text):
        return 0, "", False
    before = _BEFORE.search(row.text)
    if row.role in ("title", "boilerplate") and before and len(row.text) <= 60:
        return 3, row.text[: before.start()], True
    if row.role == "front":
        for pattern, weight in _WEIGHTS:
            # 代县长 is an acting head, not the head of 代县.
            plain = _ACTING.sub("", row.text)
            if found := pattern.search(plain):
                return weight, plain[: found.end()], False
    return 0, "", False


def _most_specific(asked: str, places: Places, text: str, *, short: bool) -> str:
    """Return the key of the innermost place named, told apart from namesakes by what is above.

    First counts what stands before the name in the line itself (北京市朝阳区), then whether the
    name is whole; of short names the higher rank is meant (吉林 is the province), of whole ones
    that whose parents the text speaks of.
    """
    named = places.mentions(asked, short=short)
    best: tuple[tuple[int, bool, int, int, int], str] | None = None
    before: set[str] = set()
    for mention in named:
        for key in mention.keys:
            above = places.by_key[key].parent_keys
            whole = mention.name in places.by_key[key].full_names
            heard = sum(text.count(places.by_key[parent].short_zh) for parent in above)
            rank = 0 if whole else -len(above)
            support = (sum(one in before for one in above), whole, rank, heard, -mention.start)
            if best is None or (support, best[1]) > best:
                best = (support, key)
        before |= set(mention.keys)
    return best[1] if best else ""


def _region_by_words(text: str, places: Places) -> Finding:
    """Return the region whose own name and parents' names a fragment repeats.

    A county's name must stand beside its prefecture's or province's, as many counties bear
    ordinary words for names (资源县), and outweigh the other counties of its prefecture.
    """
    counts: Counter[str] = Counter()
    for mention in places.mentions(text, short=True):
        for key in mention.keys:
            counts[key] += 1
    scores = {key: _score(key, counts, places) for key in counts}
    ranked = sorted(scores, key=lambda key: (-scores[key], -len(places.lineage(key)), key))
    if not ranked or scores[ranked[0]] == 0:
        return NOTHING
    best = ranked[0]
    second = max((scores[key] for key in ranked[1:] if key not in places.lineage(best)), default=0)
    sure = _WORDS_CONFIDENCE * scores[best] / (scores[best] + second)
    place = places.by_key[best]
    names = [*place.parents, place.name_zh]
    keys = [*place.parent_keys, best]
    heard = [f"{name} {counts[key]}" for name, key in zip(names, keys, strict=False) if counts[key]]
    return Finding(best, "names in the text: " + "、".join(heard), round(sure, 3))


def _score(key: str, counts: Counter[str], places: Places) -> float:
    """Return how much of a fragment's talk of places is of this one; 0 if it cannot be."""
    place, own = places.by_key[key], counts[key]
    above = sum(counts[parent] for parent in place.parent_keys)
    if own < _LEAST_OWN or (place.level == "county" and place.parent_keys and not above):
        return 0.0
    if place.level == "county" and place.parent_keys:
        nearest = place.parent_keys[-1]
        siblings = sum(
            n for other, n in counts.items()
            if other != key and places.by_key[other].parent_keys[-1:] == (nearest,)
        )  # fmt: skip
        if own <= siblings or own < _DOMINANCE * counts[nearest]:
            return 0.0
    return own + 0.5 * min(above, own)


def _head(lines: Sequence[Line]) -> list[Line]:
    """Return what stands before the text of the report."""
    found: list[Line] = []
    for row in lines[:_ZONE]:
        if row.role in ("heading", "body"):
            break
        found.append(row)
    return found


def _is_source(text: str) -> bool:
    """Return whether a line names a newspaper or an upload, which prove nothing."""
    return is_furniture(text) and " > " not in text


def _finding(value: str, row: Line, confidence: float) -> Finding:
    """Return a finding that one line proves."""
    shown = row.text if len(row.text) <= 50 else row.text[:49] + "…"
    return Finding(value, f"line {row.line}: {shown}", confidence)
