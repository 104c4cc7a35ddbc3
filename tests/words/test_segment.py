"""Segmenters: policy terms whole, no shared state, two engines with the same tokens."""

import re
import tempfile
from collections import Counter
from itertools import accumulate
from pathlib import Path

import jieba
import pytest

from policytopics.words.dictionary import parts_of_speech
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


def test_both_engines_give_the_same_tokens(cuts, demo: list[str]) -> None:
    def spans(tokens: list[str]) -> set[tuple[int, int]]:
        ends = [*accumulate(map(len, tokens))]
        return set(zip([0, *ends], ends, strict=False))

    common = total = 0
    counts = {engine: Counter() for engine in ENGINES}
    for text in demo:
        one, other = ([*filter(None, cuts[engine](text))] for engine in ENGINES)
        common += len(spans(one) & spans(other))
        total += len(one) + len(other)
        for engine, tokens in zip(ENGINES, (one, other), strict=True):
            counts[engine].update(token for token in tokens if token in TERMS)
    assert 2 * common / total >= 0.999
    assert counts["jieba"] == counts["rjieba"]
    assert sum(counts["jieba"].values()) > 2500


def test_terms_are_whole_in_running_text(cuts, demo: list[str]) -> None:
    long = sorted(term for term in TERMS if len(term) >= 3)
    stand, lost = 0, []
    for text in demo:
        tokens = [token or "|" for token in cuts["jieba"](text)]
        ends = [*accumulate(map(len, tokens))]
        edges, joined = {0, *ends}, "".join(tokens)
        for term in long:
            for found in re.finditer(re.escape(term), joined):
                stand += 1
                inner = edges & {*range(found.start() + 1, found.end())}
                over = [t for t, end in zip(tokens, ends, strict=True)
                        if end - len(t) < found.end() and end > found.start()]  # fmt: skip
                # Where another term stands (大|数据中心) this one does not.
                if inner and not TERMS & {*over}:
                    lost.append((term, over))
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
