"""A sweep's specifications share every stage they agree in."""

import pytest

from policytopics.problems import ProblemsError
from policytopics.robustness.specifications import place, specifications

STAGES = ("corpus", "words", "topics", "regions")
MAIN = {"corpus": {"ignore": []}, "words": {"mask": True}, "topics": {"number": 8, "seed": 1},
        "regions": {"draws": 100}}  # fmt: skip


def expand(sweep=None, named=None, most=100):
    return specifications(MAIN, STAGES, sweep=sweep or {}, named=named or {}, most=most)


def test_without_a_sweep_there_is_the_study_alone() -> None:
    (main,) = expand()
    assert (main.name, dict(main.changes)) == ("main", {})
    assert dict(main.places) == {stage: stage for stage in STAGES}


def test_a_sweep_over_topics_shares_corpus_and_words() -> None:
    found = expand({"topics.number": [8, 9, 10]})
    assert [each.name for each in found] == ["main", "topics.number=9", "topics.number=10"]
    assert {each.places["words"] for each in found} == {"words"}
    assert len({each.places["topics"] for each in found}) == 3


def test_a_change_upstream_moves_every_later_stage() -> None:
    _, other = expand({"words.mask": [False]})
    assert other.places["corpus"] == "corpus"
    for stage in ("words", "topics", "regions"):
        assert other.places[stage].startswith(f"robustness/{stage}/")


def test_a_grid_is_every_combination_and_equal_variants_are_one() -> None:
    found = expand({"topics.number": [8, 9], "topics.seed": [1, 2]}, {"again": {"topics.seed": 2}})
    assert [each.name for each in found] == [
        "main",
        "topics.number=8, topics.seed=2",
        "topics.number=9, topics.seed=1",
        "topics.number=9, topics.seed=2",
    ]
    assert dict(found[1].changes) == {"topics.seed": 2}


def test_named_specifications_keep_their_names() -> None:
    _, named = expand(named={"unmasked": {"words.mask": False}})
    assert (named.name, dict(named.changes)) == ("unmasked", {"words.mask": False})


def test_the_cap_names_the_number() -> None:
    with pytest.raises(ProblemsError, match=r"12 specifications; robustness\.most allows 10"):
        expand({"topics.number": [5, 6, 7], "topics.seed": [1, 2, 3, 4]}, most=10)


def test_a_place_depends_on_its_stage_and_those_before_alone() -> None:
    other = {**MAIN, "topics": {"number": 9, "seed": 1}}
    later = {**other, "regions": {"draws": 200}}
    assert place("topics", other, MAIN, STAGES) == place("topics", later, MAIN, STAGES)
    assert place("regions", other, MAIN, STAGES) != place("regions", later, MAIN, STAGES)
