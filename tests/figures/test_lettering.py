"""Widths come from the font; lines break where Chinese and English allow."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager

from policytopics.figures.lettering import TEXT, Lettering

FONTS = [
    str(Path("resources/fonts").absolute() / f"PFigSansSC-{face}.ttf")
    for face in ("Bold", "Regular")
]
HAN = 7 * 25.4 / 72  # a Chinese character is one em wide


@pytest.fixture(scope="module")
def letters() -> Lettering:
    return Lettering(FONTS)


def test_a_chinese_character_is_one_em_wide(letters: Lettering) -> None:
    assert letters.width("政府工作") == pytest.approx(4 * HAN)
    assert letters.width("政", 14) == pytest.approx(2 * HAN)
    assert letters.width("", TEXT) == 0
    assert letters.width("Regional", bold=True) > letters.width("Regional")
    assert letters.widest(["政", "政府"]) == pytest.approx(2 * HAN)
    assert letters.widest([]) == 0


def test_registering_twice_leaves_one_entry(letters: Lettering) -> None:
    Lettering(FONTS)
    entries = [e for e in font_manager.fontManager.ttflist if e.name == letters.family]
    assert sorted(entry.weight for entry in entries) == [400, 700]


@pytest.mark.parametrize("fonts", [FONTS[:1], [FONTS[0], FONTS[0]], []])
def test_one_regular_and_one_bold_face_are_needed(fonts: list[str]) -> None:
    with pytest.raises(ValueError, match="a regular and a bold face"):
        Lettering(fonts)


def test_missing_characters_become_a_block(letters: Lettering) -> None:
    assert letters.printable("𠮷野家") == "〓野家"
    assert letters.width("𠮷") == pytest.approx(HAN)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("示范新区建设", 3, ["示范新", "区建设"]),
        ("优化环境，办好实事", 4, ["优化环", "境，办好", "实事"]),
        ("办好“实事”以后", 4, ["办好“实", "事”以后"]),
        ("达到95.6%以上", 4, ["达到", "95.6%以", "上"]),
        ("New District", 4, ["New", "District"]),
        ("Zhangjiagang", 4, ["Zhangji", "agang"]),
        ("New Area ", 9, ["New Area"]),
        ("", 4, []),
    ],
)
def test_lines_break_where_they_may(
    text: str, ems: float, lines: list[str], letters: Lettering
) -> None:
    assert letters.wrap(text, ems * HAN + 0.01) == lines


def test_what_does_not_fit_ends_in_an_ellipsis(letters: Lettering) -> None:
    assert letters.fit("先进制造业集群", 5 * HAN) == "先进制造…"
    assert letters.fit("先进制造", 5 * HAN) == "先进制造"
    assert letters.wrap("先进制造业集群", 3 * HAN + 0.01, most=2) == ["先进制", "造业…"]


def test_latin_letters_end_in_dots_on_the_line(letters: Lettering) -> None:
    cut = letters.fit("Public safety: fire fighting", 8 * HAN)
    assert cut.endswith("...")
    assert letters.width(cut) <= 8 * HAN


def test_names_break_into_lines_of_like_length(letters: Lettering) -> None:
    assert letters.wrap_name("示范新区", 3.1 * HAN, most=3) == ["示范", "新区"]
    assert letters.wrap_name("示范新区", 4.1 * HAN, most=3) == ["示范新区"]
    assert letters.wrap_name("先进制造业集群", 3.1 * HAN, most=2) == ["先进制", "造业…"]


@given(st.text("一二，。“”（）ab 1.5%", max_size=40), st.floats(0.5, 12))
def test_lines_partition_the_text_and_keep_to_the_width(text: str, ems: float) -> None:
    letters, width = Lettering(FONTS), ems * HAN
    bold = [place % 3 == 0 for place in range(len(text))]
    spans = letters.lines(text, bold, width)
    assert "".join(text[start:stop] for start, stop in spans) == text
    for start, stop in spans:
        line = text[start:stop].rstrip()
        wide = sum(letters.width(c, bold=bold[start + i]) for i, c in enumerate(line))
        assert wide <= width + 1e-6 or len(line) == 1


CLAUSE = st.tuples(st.text("一二ab", min_size=1, max_size=4), st.sampled_from("，。）”%"))


@given(st.lists(CLAUSE, max_size=12).map(lambda clauses: "".join(map("".join, clauses))))
def test_no_line_begins_with_closing_punctuation(text: str) -> None:
    lines = Lettering(FONTS).wrap(text, 6 * HAN)
    # A per cent sign inside a Latin word may begin a line where the word had to be cut.
    assert not any(line[0] in "，。）”" for line in lines)


@pytest.mark.parametrize("opening", "（《“")
def test_no_line_ends_with_opening_punctuation(opening: str, letters: Lettering) -> None:
    assert not any(
        line.endswith(opening)
        for ems in range(2, 9)
        for line in letters.wrap(f"一二三{opening}四五六七", ems * HAN + 0.01)
    )
