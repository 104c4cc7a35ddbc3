"""UTF-8 read as Latin-1 comes back exactly, read as GBK as far as its bytes allow."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.corpus.changes import SETTLED
from policytopics.corpus.language import Language, from_text, from_words
from policytopics.corpus.misread import Misreading, family, shown_as, undo_exactly
from policytopics.corpus.read import read_documents
from policytopics.corpus.repair import repair

LINES = [
    "霁川市2024年政府工作报告",
    "一、2023年工作回顾",
    "过去一年，全市经济平稳增长，生产总值300亿元、增长6%，居民收入增加较快。",
    "二、2024年工作安排",
    "加快发展数字经济，推进河湖治理，办好民生实事。",
]
# What the other documents of a corpus say, in other sentences.
OTHERS = [
    "2024年，全县生产总值增长5%。", "加快推进河湖治理。", "发展数字经济，办好民生实事。",
    "过去一年，居民收入增加较快，经济平稳增长。", "一、工作回顾", "二、工作安排",
    "三、生产总值30亿元，霁川",
]  # fmt: skip


@pytest.fixture(scope="module")
def language() -> Language:
    words = from_words([("政府", 9), ("工作报告", 9), ("霁川市", 2), ("全市", 9), ("亿元", 9)])
    return Language([(0.7, from_text(OTHERS)), (0.3, words)])


def as_gbk(text: str, errors: str = "replace") -> str:
    return text.encode().decode("gbk", errors=errors)


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_latin_is_undone_exactly(codec: str) -> None:
    text = "\n".join(LINES)
    garbled = text.encode().decode("latin-1") if codec == "latin-1" else shown_as(text)
    assert family(garbled) == "cp1252"
    assert undo_exactly(garbled) == text
    sources, problems = read_documents({"a.txt": garbled.encode()})
    assert problems == []
    assert sources["lines"].iloc[0] == LINES
    assert sources["encoding"].iloc[0] == "utf-8 read as cp1252"
    assert "undone exactly" in sources["warnings"].iloc[0][0]
    repaired, repairs = repair(sources)
    assert not repaired["doubtful"].any()
    assert repairs["kind"].tolist() == ["encoding"] * 5


def test_pages_are_undone_before_they_are_parsed() -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    sources, _ = read_documents({"a.html": page.encode().decode("latin-1").encode()})
    assert sources["format"].item() == "html"
    assert sources["lines"].item() == LINES


@pytest.mark.parametrize(
    "text",
    ["全市经济平稳增长，居民收入增加。", "Größe, Übermut, naïve façade", "plain", "", "現(xiàn)在"],
)
def test_sound_text_is_of_no_family(text: str) -> None:
    assert family(text) == ""
    assert text.isascii() or undo_exactly(text) is None


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_gbk_is_undone_where_no_byte_is_lost_and_marked_where_one_is(
    language: Language, errors: str
) -> None:
    garbled = [as_gbk(line, errors) for line in LINES]
    misreading = Misreading(garbled, family("\n".join(garbled)))
    for line, truth in zip(garbled, LINES, strict=True):
        text, losses = misreading.undo(line, language)
        assert len(text) == len(truth)
        wrong = [i for i, pair in enumerate(zip(text, truth, strict=True)) if len(set(pair)) > 1]
        doubted = {
            i for one in losses if one.confidence < SETTLED
            for i in range(one.mended.start - 1, one.mended.stop + 1)
        }  # fmt: skip
        assert set(wrong) <= doubted
        assert len(wrong) <= max(2, 0.1 * len(truth))


def test_what_lost_no_byte_needs_no_model() -> None:
    garbled = as_gbk("全市经济")
    assert "\ufffd" not in garbled
    text, losses = Misreading([garbled], "gbk").undo(garbled, Language([]))
    assert (text, losses) == ("全市经济", [])


def test_a_misread_document_is_repaired_logged_and_marked() -> None:
    contents = {
        "a.txt": as_gbk("\n".join(LINES)).encode(), "b.txt": "\n".join(OTHERS).encode(),
    }  # fmt: skip
    sources, problems = read_documents(contents)
    assert problems == []
    repaired, repairs = repair(sources, words=lambda: {"霁川市": 3, "政府": 9})
    own = repaired[repaired["document_id"] == "a"]
    assert own["text"].iloc[3] == LINES[3]
    changes = repairs[(repairs["document_id"] == "a") & (repairs["kind"] == "encoding")]
    doubtful = set(changes["line"][changes["confidence"] < SETTLED])
    assert set(own["line"][own["doubtful"]]) == doubtful
    assert set(changes["line"]) == set(range(1, 6))


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="鍏ㄥ競缁忔祹\ufffd?€锛1a ，\ue000é", max_size=25),
    st.sampled_from(["gbk", "cp1252"]),
)
def test_any_line_is_read_to_its_end(language: Language, line: str, name: str) -> None:
    text, losses = Misreading([line], name).undo(line, language)
    position = 0
    for one in losses:
        assert position <= one.mended.start <= one.mended.stop <= len(text)
        assert 0 <= one.confidence <= 1
        position = one.mended.stop


def test_a_table_without_misread_documents_asks_for_no_words() -> None:
    def words() -> dict[str, int]:
        raise AssertionError("asked")

    sources = pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [LINES]})
    assert repair(sources, words=words)[0]["text"].tolist() == LINES
