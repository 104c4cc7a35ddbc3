"""The numbers that Word makes by itself: 一、（一）1. of lists and headings stand in no text.

A paragraph names a list and a level (by itself or by its style); the list says how its numbers
look. (Office Open XML, ECMA-376 part 1, 17.9.)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Numbers", "formatted"]

Element = Any  # of lxml, which has no types

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_COUNTED = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographLegalTraditional", "chineseLegalSimplified",
})  # fmt: skip
_LEVELS = 9


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of an element whatever its namespace, or the empty string."""
    if element is None:
        return ""
    found = (text for key, text in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name."""
    if element is None:
        return None
    return next((each for each in element if local(each) == name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    yield from (each for each in (() if element is None else element) if local(each) == name)


def formatted(number: int, style: str) -> str:
    """Return a number as a list's style writes it.

    Examples
    --------
    >>> [formatted(12, s) for s in ("chineseCounting", "decimal", "lowerRoman", "bullet")]
    ['十二', '12', 'xii', '']
    """
    if style in _COUNTED:
        return _counted(number, _LEGAL if "egal" in style else _DIGITS)
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    series = {
        "ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES,
        "decimalEnclosedCircle": _CIRCLED, "decimalEnclosedCircleChinese": _CIRCLED,
    }.get(style, "")  # fmt: skip
    if series and 0 < number <= len(series):
        return series[number - 1]
    if style in ("bullet", "none"):
        return ""
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _counted(number: int, digits: str) -> str:
    """Return a number up to 9999 in words: 十二, 一百零三."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, gap = "", False
    units = ("", "拾", "佰", "仟") if digits == _LEGAL else ("", "十", "百", "千")
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + units[place]
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


@dataclass
class _Level:
    """One level of a list."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restarts: bool = True
    of_style: str = ""


@dataclass
class Numbers:
    """The lists of a Word file, counting as its paragraphs come by.

    Parameters
    ----------
    numbering, styles : element or None
        Roots of ``word/numbering.xml`` and ``word/styles.xml``.
    """

    numbering: Element | None
    styles: Element | None
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        abstract = {
            value(each, "abstractNumId"): each for each in children(self.numbering, "abstractNum")
        }
        self._nums = {value(each, "numId"): each for each in children(self.numbering, "num")}
        self._styles = {value(each, "styleId"): each for each in children(self.styles, "style")}
        self._default = next(
            (key for key, each in self._styles.items()
             if value(each, "type") == "paragraph" and value(each, "default") in ("1", "true")), "",
        )  # fmt: skip
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        for number, each in self._nums.items():
            name = value(child(each, "abstractNumId"))
            self._lists[number] = (name, *self._levels(abstract, name, each))

    def _levels(
        self, abstract: dict[str, Element], name: str, num: Element
    ) -> tuple[dict[int, _Level], dict[int, int]]:
        """Return the levels of a list, and where it begins to count otherwise."""
        source = abstract.get(name)
        link = value(child(source, "numStyleLink"))
        if link:  # the list is described where its style is
            source = next(
                (each for each in abstract.values() if value(child(each, "styleLink")) == link),
                source,
            )
        levels = {_integer(value(one, "ilvl")): _level(one) for one in children(source, "lvl")}
        starts: dict[int, int] = {}
        for override in children(num, "lvlOverride"):
            place = _integer(value(override, "ilvl"))
            if (own := child(override, "lvl")) is not None:
                levels[place] = _level(own)
            if (start := child(override, "startOverride")) is not None:
                starts[place] = _integer(value(start))
        return levels, starts

    def before(self, paragraph: Element) -> str:
        """Return the number that stands before a paragraph's text, and count it."""
        number, place = self._list_of(child(paragraph, "pPr"))
        if number not in self._lists or not 0 <= place < _LEVELS:
            return ""
        name, levels, starts = self._lists[number]
        if place not in levels:
            return ""
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        self._count(counts, place, number, levels, starts)
        text = levels[place].text
        if levels[place].style in ("bullet", "none"):
            return ""
        for i in range(place + 1):
            level = levels.get(i, _Level())
            now = counts[i] if counts[i] is not None else level.start
            text = text.replace(f"%{i + 1}", formatted(now or 0, level.style))
        return text if not text or not text[-1].isalnum() or text[-1] > "\x7f" else f"{text} "

    def _count(
        self, counts: list[int | None], place: int, number: str,
        levels: dict[int, _Level], starts: dict[int, int],
    ) -> None:  # fmt: skip
        """Count one paragraph at a level; the levels below begin anew."""
        before = counts[place]
        counts[place] = levels[place].start if before is None else before + 1
        if place in starts and (number, place) not in self._begun:
            counts[place] = starts[place]
        self._begun.add((number, place))
        for below in range(place + 1, _LEVELS):
            if levels.get(below, _Level()).restarts:
                counts[below] = None

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """Return the list and level of a paragraph, from itself or its style."""
        own = child(properties, "numPr")
        number, place = value(child(own, "numId")), value(child(own, "ilvl"))
        style = value(child(properties, "pStyle")) or self._default
        if number:
            return number, _integer(place or "0")
        for _ in range(12):  # styles may be based on one another in a circle
            described = self._styles.get(style)
            of_style = child(child(described, "pPr"), "numPr")
            if number := value(child(of_style, "numId")):
                levels = self._lists.get(number, ("", {}, {}))[1]
                named = [i for i, level in levels.items() if level.of_style == style]
                inherited = place or value(child(of_style, "ilvl")) or "0"
                return number, named[0] if named else _integer(inherited)
            style = value(child(described, "basedOn"))
        return "", 0


def _level(element: Element) -> _Level:
    """Return a level as it is described."""
    start = child(element, "start")
    return _Level(
        start=1 if start is None else _integer(value(start)),
        style=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")),
        restarts=value(child(element, "lvlRestart")) != "0",
        of_style=value(child(element, "pStyle")),
    )


def _integer(text: str) -> int:
    """Return a whole number, -1 where the text is none."""
    return int(text) if text.isascii() and text.isdigit() else -1
