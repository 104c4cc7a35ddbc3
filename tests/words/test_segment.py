"""Segmenters: policy terms whole, no shared state, two engines with the same tokens."""

import tempfile
from collections import Counter
from itertools import accumulate
from pathlib import Path

import jieba
import pytest

from policytopics.jieba_words import parts_of_speech
from policytopics.words.lexicon import read_lexicon
from policytopics.words.segment import segmenter

ROOT = Path(__file__).parents[2]
TERMS = frozenset(read_lexicon(ROOT / "resources" / "lexicon" / "policy_terms.csv")["term"])
ENGINES = ["jieba", "rjieba"]


@pytest.fixture(scope="module")
def cuts() -> dict[str, object]:
    return {engine: segmenter(engine, TERMS) for engine in ENGINES}


@pytest.fixture(scope="module")
def demo() -> list[str]:
    """The demo corpus' texts: the last of four cells a line."""
    files = sorted((ROOT / "resources" / "demo" / "source").glob("*.txt"))
    return [
        line.split("\t")[-1]
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进专精特新企业培育", ["推进", "专精特新", "企业", "培育"]),
        ("深化“放管服”改革，实现一网通办。", ["深化", "放管服", "改革", "实现", "一网通办"]),
        ("PM2.5浓度下降5.5%", ["PM2.5", "浓度", "下降"]),
        ("2023-2024年，3430.html、5G-A", ["年", "html", "5G", "A"]),
        ("开展“人工智能+”行动", ["开展", "人工智能+", "行动"]),
        ("，。！　 12.5 % ", []),
        ("", []),
    ],
)
def test_known_answers(cuts, engine: str, text: str, expected: list[str]) -> None:
    assert [token for token in cuts[engine](text) if token] == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_a_longer_term_wins_over_the_shorter_ones_in_it(engine: str) -> None:
    cut = segmenter(engine, ["网通办", "一网通办平台", "一网通办"])
    assert cut("建设一网通办平台") == ["建设", "一网通办平台"]


def test_the_order_of_the_words_does_not_matter(demo: list[str]) -> None:
    words = sorted(TERMS)[:300]
    one, other = segmenter("rjieba", words), segmenter("rjieba", words[::-1])
    assert [*map(one, demo[:60])] == [*map(other, demo[:60])]


def test_tokens_stand_in_the_text_in_order(cuts, demo: list[str]) -> None:
    for text in demo[:200]:
        position = 0
        for token in cuts["jieba"](text):
            position = text.index(token, position) + len(token)


def spans(tokens: list[str]) -> set[tuple[int, int]]:
    ends = [*accumulate(map(len, tokens))]
    return set(zip([0, *ends], ends, strict=False))


def agreement(cuts, texts: list[str]) -> tuple[float, list[Counter]]:
    """F1 of the spans of jieba's and rjieba's tokens, and how often each gives our terms."""
    common = total = 0
    counts = [Counter(), Counter()]
    for text in texts:
        both = [[*filter(None, cuts[engine](text))] for engine in ENGINES]
        common += len(spans(both[0]) & spans(both[1]))
        total += sum(map(len, both))
        for count, tokens in zip(counts, both, strict=True):
            count.update(token for token in tokens if token in TERMS)
    return 2 * common / total, counts


def test_both_engines_give_the_same_tokens(cuts, demo: list[str]) -> None:
    f1, (one, other) = agreement(cuts, demo)
    assert f1 == 1
    assert one == other
    assert sum(one.values()) > 2500


CLASSES = Path(__file__).with_name("word_classes.tsv").read_text(encoding="utf-8")
KINDS = [line.split("	", 1) for line in CLASSES.splitlines()]


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in KINDS}))
def test_both_engines_agree_on_every_kind_of_text(cuts, kind: str) -> None:
    f1, (one, other) = agreement(cuts, [text for each, text in KINDS if each == kind])
    assert f1 >= 0.999
    assert one == other


def test_the_kinds_of_text_are_those_of_documents_and_their_oddities() -> None:
    assert {
        "work_report",
        "five_year_plan",
        "other",
        "glossary",
        "latin",
        "traditional",
        "rare",
    } <= {kind for kind, _ in KINDS}
    tokens = [token for _, text in KINDS for token in text if token.strip()]
    assert len(tokens) > 1800


def occurrences(text: str, terms: frozenset[str]) -> list[tuple[int, int]]:
    """Where terms stand in the text: starts and ends, overlapping ones too."""
    lengths = sorted({*map(len, terms)})
    spans = ((start, start + length) for start in range(len(text)) for length in lengths)
    return [(start, end) for start, end in spans if text[start:end] in terms]


def test_terms_are_whole_in_running_text(cuts, demo: list[str]) -> None:
    long = frozenset(term for term in TERMS if len(term) >= 3)
    stand, lost = 0, []
    for text in demo:
        tokens = [token or "|" for token in cuts["rjieba"](text)]
        ends = [*accumulate(map(len, tokens))]
        edges = {0, *ends}
        for start, end in occurrences("".join(tokens), long):
            stand += 1
            over = [token for token, stop in zip(tokens, ends, strict=True)
                    if stop - len(token) < end and stop > start]  # fmt: skip
            # Where another term stands (大|数据中心) this one does not.
            if edges & {*range(start + 1, end)} and not TERMS & {*over}:
                lost.append(over)
    assert stand > 2000
    # The rest overlaps longer words: 公共|停车场, 软件|业务收入.
    assert len(lost) < 0.015 * stand, lost


def test_nothing_is_shared(monkeypatch, tmp_path: Path, capfd) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    segmenter("jieba", ["甲乙丙丁戊"])
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
    assert "甲乙丙丁戊" not in jieba.dt.FREQ


def test_the_dictionary_is_jiebas() -> None:
    tags = parts_of_speech()
    assert len(tags) > 349_000
    assert all(tag and " " not in tag for tag in tags.values())
    assert tags["农业"] == "n"
