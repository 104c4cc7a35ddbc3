"""Shifted spans: texts damaged as the pages were, byte by byte, come back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.corpus.evidence import Evidence
from policytopics.corpus.language import Language, from_text, from_words
from policytopics.corpus.shifted import Decoder, lost_indent

NOTES = {"當": "dāng", "數": "shù", "續": "xù", "現": "xiàn", "網": "wǎng", "區": "qū"}
SENTENCES = [
    "全县数字化转型持续深入，政府数据归集共享。",
    "优化站点停靠列车班次，更好服务群众出行。",
    "“千村美居”持续推进，乡村更加从容。",
    "筑牢安全防线，织密扎牢社会保障网。",
    "各镇当好主力军，勇担当、善作为。",
    "领域实现突破，全县2024年经济平稳增长。",
]


def damage(text: str, notes: dict[str, str] = NOTES) -> str:
    """Return a line as the pages have it: notes and cuts put in on raw bytes, then read again."""
    data = text.encode("gbk")
    for character, reading in notes.items():
        note = f"({reading})".encode("gbk")
        data = data.replace(character.encode("gbk"), character.encode("gbk") + note)
    for mark in "、，。！？；":
        data = data.replace(mark.encode("gbk"), b"\x00" + mark.encode("gbk"))
    shown, i = "", 0
    while i < len(data):
        if data[i] < 0x80:
            shown, i = shown + chr(data[i]), i + 1
        elif i + 1 == len(data) or data[i + 1] < 0x40:
            shown, i = shown + "?", i + 2
        else:
            shown, i = shown + data[i : i + 2].decode("gbk", errors="ignore"), i + 2
    narrow = {ord(full): chr(ord(full) - 0xFEE0) for full in "！？；，（）：ＩＦＪ"}
    return shown.replace("\x00", "").translate(narrow)


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    words = from_words([("实现", 50), ("当头", 3), ("停靠", 4), ("班次", 4), ("保障", 40)])
    return Decoder(Language([(1.0, from_text(SENTENCES)), (0.5, words)]), NOTES)


def read(decoder: Decoder, line: str) -> str:
    """Return a line with its spans read."""
    text, position = "", 0
    for span in decoder.spans(line):
        text += line[position : span.start] + span.text
        position = span.stop
    return text + line[position:]


@pytest.mark.parametrize(
    ("truth", "span"),
    [
        ("更從容。“千村美居”持續推進", "更從容。“千村美居”持續推進"),
        ("政府數字化", "政府數字化"),
        ("優化站點停靠列車班次，更好", "優化站點停靠列車班次"),
        ("完成。“織密扎牢社會保障網，", "織密扎牢社會保障網"),
    ],
)
def test_a_damaged_line_comes_back(decoder: Decoder, truth: str, span: str) -> None:
    damaged = damage(truth)
    assert "?" in damaged
    assert span in read(decoder, damaged)


def test_whole_text_and_lost_indentation_are_no_damage(decoder: Decoder) -> None:
    assert decoder.spans("全縣數(shù)字化轉型，") == []
    assert decoder.spans("????全縣轉型") == []
    assert lost_indent("????全縣") == 4
    assert lost_indent("?全縣") == 0


def test_where_the_bytes_leave_nothing_the_display_stays_and_is_not_sure(decoder: Decoder) -> None:
    (span,) = decoder.spans("全縣?")
    assert span.confidence < 0.95
    assert span.stop == 3


def test_an_undecided_reading_is_less_sure_than_a_known_one(decoder: Decoder) -> None:
    (known,) = decoder.spans(damage("政府數字化轉型"))
    (split,) = decoder.spans(damage("優化站點停靠列車班次，更好"))
    assert known.confidence > split.confidence


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="?？!,。（(xù)(dāng)扒Т迕2024 ＡJab縣數字“”", max_size=30))
def test_any_line_is_read_in_order_and_to_its_end(decoder: Decoder, line: str) -> None:
    position = 0
    for span in decoder.spans(line):
        assert position <= span.start < span.stop <= len(line)
        assert 0 <= span.confidence <= 1
        position = span.stop


def test_evidence_leaves_out_what_is_near_the_damage_and_the_document_itself() -> None:
    documents = [([SENTENCES[0]], False, False), (["數(shù)字?數(shù)字"], True, True)]
    evidence = Evidence(documents, lambda: {"数字": 3})
    assert read(evidence.decoder(1), damage("政府數字化轉型")) == "政府數字化轉型"
