"""The demo corpus keeps its promises: planted shares, no repeated sentence, files as built."""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

PLANTED = {
    "jichuan": {"industry", "innovation"}, "lanpu": {"opening_up", "digital"},
    "qiwu": {"rural", "ecology"}, "xizhou": {"culture_tourism", "urban"},
    "yanxi": set(), "luting": set(),
}  # fmt: skip
NAMED = set().union(*PLANTED.values())
COMMON = {"education", "health", "social_security", "safety"}
SOURCES = sorted(Path("resources/demo/source").glob("*.txt"))


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("build_demo", "resources/demo/build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plan_characters(build, path: Path) -> Counter:
    counts = Counter()
    for paragraph in build.read(path):
        if (paragraph.role, paragraph.part) == ("body", "plan"):
            counts[paragraph.domain] += len(paragraph.text)
    return counts


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_shares_are_planted_as_documented(build, path: Path) -> None:
    counts = plan_characters(build, path)
    planted = PLANTED[path.stem.partition("_")[0]]
    for domain in NAMED | COMMON:
        flat = 225 if domain in COMMON else 412
        wanted = 225 if domain in COMMON else 1200 if domain in planted else 150
        assert counts[domain] == pytest.approx(wanted if planted else flat, rel=0.12), domain


def test_planted_shares_are_twice_the_others_and_flat_ones_are_the_mean(build) -> None:
    regions = {}
    for path in SOURCES:
        region = regions.setdefault(path.stem.partition("_")[0], Counter())
        region.update(plan_characters(build, path))
    shares = {
        region: {domain: counts[domain] / counts.total() for domain in NAMED | COMMON}
        for region, counts in regions.items()
    }
    for region, planted in PLANTED.items():
        for domain in NAMED | COMMON:
            others = [shares[other][domain] for other in PLANTED if other != region]
            mean = sum(others) / len(others)
            if domain in planted:
                assert shares[region][domain] >= 2 * mean
            elif not planted:
                assert shares[region][domain] == pytest.approx(mean, abs=0.012)


def test_the_corpus_is_rich_and_no_sentence_stands_twice(build) -> None:
    paragraphs = [each for path in SOURCES for each in build.read(path)]
    assert sum(len(each.text) for each in paragraphs) >= 60_000
    bodies = [each.text for each in paragraphs if each.role == "body"]
    sentences = [part for text in bodies for part in re.split("[。！]", text) if len(part) > 12]
    assert [text for text, number in Counter(sentences).items() if number > 1] == []


def test_every_report_has_all_its_parts(build) -> None:
    for path in SOURCES:
        paragraphs = build.read(path)
        assert {each.part for each in paragraphs} == {
            "other", "review", "problems", "plan", "closing",
        }  # fmt: skip
        plan = [each for each in paragraphs if (each.role, each.part) == ("body", "plan")]
        assert len(plan) >= 20  # each paragraph holds at least one unit


def test_the_committed_files_are_those_that_build_makes(build, tmp_path: Path) -> None:
    build.main(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in Path("resources/demo/corpus").iterdir()}
    assert made == kept
