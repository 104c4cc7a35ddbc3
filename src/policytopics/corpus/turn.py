"""Where a report turns from what was done to what is promised.

Every report goes one way: first the review, then the plan. So the place of the turn is the one
number that is sought, and all of the text speaks for it: the words of what was done before it, the
words of promises behind it, and what stands at it, most often a heading. Headings alone do not
tell (一、2013年主要工作 is a review, 奋力开创新局面 a plan), and words alone miss the place by some
paragraphs; together they find it. It is the two-state case of a hidden Markov model without
return, solved exactly by going through all places.

The weights of the words are logarithms of how much oftener each stands in plans than in reviews
(negative: in reviews), per character. They were counted in 250 reports of 1979-2026 whose chapters
are named without doubt, as the mean over three periods (before 2000, 2000-2012, from 2013) and
rounded; a word whose sign differs between the periods is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytopics.corpus.characters import with_arabic_years

__all__ = ["Paragraph", "Turn", "lean", "turn"]

_WEIGHTS = {
    -2.5: "年来|过去|累计|评为|荣获|解决了|先后|体会|启示|经验|历程|归功|比上年|上年|达\\d|成功|了"
    "|顺利|入选|来之不易",
    -2.0: "位居|得到|获评|圆满|取得|显著|成效|进展|分别|获批|同比|去年",
    -1.5: "下降\\d|排名|亿元|初步|增加\\d|明显|投入使用|前列|增长\\d|开通|提高\\d|全年|\\d%",
    -1.0: "超过|通车|\\d个|竣工|新增\\d|\\d万|已|完成|达到",
    -0.7: "稳步|建成|投产|落户|高于|率先",
    0.4: "建设|推行|提升|提高|落实|推进|支持",
    0.6: "力度|推广|建立|规划|优化|要|深化|积极|打造",
    0.8: "加强|今后|努力|加快|左右|促进|推动|将|大力",
    1.0: "更好|争取|着力|强化|继续|让|探索",
    1.3: "严格|抓紧|完善|争创|防止|切实|健全|培育",
    1.7: "做好|办好|引导|确保|抓好|今年",
    2.5: "力争|鼓励",
}  # fmt: skip
# Words are counted one by one, which is faster than a pattern of all; figures need a pattern.
_PLAIN = [
    (word, weight)
    for weight, all_ in _WEIGHTS.items()
    for word in all_.split("|")
    if "\\" not in word
]
_FIGURES = [
    (re.compile("|".join(word for word in all_.split("|") if "\\" in word)), weight)
    for weight, all_ in _WEIGHTS.items()
    if "\\" in all_
]
_FIGURE = re.compile(r"\d")
# Halfway between reviews (-4.5 of 100 characters) and plans (2.6).
_LEVEL = -1.0
# Words of a paragraph come in company: half their sum counts, and no paragraph decides alone.
_COMPANY, _MOST = 0.5, 8.0
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEAR_WEIGHT = 1.5


@dataclass(frozen=True)
class Paragraph:
    """What a paragraph's words and form say of where the plan begins.

    Attributes
    ----------
    lean : float
        Of its words: negative to the review, positive to the plan.
    opens : float
        How well the plan could begin here, by what the paragraph is.
    """

    lean: float
    opens: float


@dataclass(frozen=True)
class Turn:
    """Where the plan begins.

    Attributes
    ----------
    place : int
        Of the plan's first paragraph; 0: all is plan; their number: all is review.
    margin : float
        By how much this place is better than the next best that is not its neighbour.
    """

    place: int
    margin: float


def lean(text: str, year: int | None = None) -> float:
    """Return whether a paragraph's words are those of plans (positive) or of reviews (negative).

    Parameters
    ----------
    text : str
        A paragraph.
    year : int or None
        The year planned for, if it is known.

    Examples
    --------
    >>> lean("累计建成了3座桥，获评先进。") < 0 < lean("将加快推进，力争增长6%以上。")
    True
    """
    total = sum(weight * text.count(word) for word, weight in _PLAIN if word in text)
    if _FIGURE.search(text):
        total += sum(weight * len(words.findall(text)) for words, weight in _FIGURES)
    total -= _LEVEL * len(text) / 100
    if year:
        years = [int(one) for one in _YEAR.findall(with_arabic_years(text))]
        total += _YEAR_WEIGHT * sum((one >= year) - (one < year) for one in years)
    return max(-_MOST, min(_MOST, _COMPANY * total))


def turn(paragraphs: Sequence[Paragraph], *, at_start: float = 0.0, at_end: float = 0.0) -> Turn:
    """Return the place that most speaks for.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        Of one report, in order.
    at_start, at_end : float
        How likely it is, as `Paragraph.opens`, that there is no review, or no plan.

    Examples
    --------
    >>> done, promised = Paragraph(-3, -5), Paragraph(3, -5)
    >>> turn([done, done, Paragraph(1, 8), promised]).place
    2
    """
    scores = [at_start]
    total = 0.0
    for place, one in enumerate(paragraphs):
        if place:
            scores.append(one.opens - 2 * total)
        total += one.lean
    scores.append(at_end - 2 * total)
    best = max(range(len(scores)), key=scores.__getitem__)
    others = [score for place, score in enumerate(scores) if abs(place - best) > 1]
    return Turn(best, scores[best] - max(others, default=scores[best] - 2 * _MOST))
