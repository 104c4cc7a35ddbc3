from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from policytopics.domains.concepts import (
    Concepts,
    ConceptTerm,
    measure_concepts,
    measure_region_concepts,
    never,
    read_concepts,
)
from policytopics.files import write
from policytopics.problems import ProblemsError
from policytopics.tables.domains import CONCEPTS, REGION_CONCEPTS

GREEN: Concepts = {
    "环境": ConceptTerm({"green": 1.0}, frozenset({"就业环境"})),
    "生态环境": ConceptTerm({"green": 1.0}, frozenset()),
    "污染": ConceptTerm({"green": 2.0, "dirt": 1.0}, frozenset()),
}
DOCUMENTS = pd.DataFrame(
    {"document_id": ["a", "b", "c"], "region_id": ["x", "y", "z"], "year": [2020, None, 2022]}
)


def units(*rows: tuple[str, str, str, list[str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["document_id", "paragraph_id", "part", "tokens"])
    return table.assign(text=table["tokens"].map("".join), n_tokens=table["tokens"].map(len))


def row(table: pd.DataFrame, document: str, concept: str) -> pd.Series:
    return table.set_index(["document_id", "concept"]).loc[(document, concept)]


UNITS = units(
    ("a", "a1", "plan", ["治理", "污染", "。", "保护", "生态环境", "。", "建", "学校", "。"]),
    ("a", "a2", "plan", ["营商环境", "，", "环境", "。"]),
    ("a", "a2", "review", ["污染", "。"]),
    ("b", "b1", "plan", ["建", "学校", "。"]),
    ("c", "c1", "review", ["环境", "。"]),
)


def measured(**changes: object) -> pd.DataFrame:
    given = {"units": UNITS, "documents": DOCUMENTS, "concepts": GREEN, "parts": ["plan"]}
    return measure_concepts(**{**given, **changes})


def test_hits_are_whole_words_nested_ones_once_and_weighted(tmp_path: Path) -> None:
    table = measured()
    green = row(table, "a", "green")
    # 污染 weighs 2, 生态环境 once though 环境 is in it, 营商环境 is another word, 环境 once.
    assert green["hits"] == 4
    assert green["words"] == 13
    assert green["rate"] == pytest.approx(10_000 * 4 / 13)
    assert green["sentences"] == 4
    assert green["share"] == pytest.approx(3 / 4)
    assert row(table, "a", "dirt")["hits"] == 1
    write(table, CONCEPTS, tmp_path / "concepts.parquet")


def test_regions_have_all_years_and_each_year_missing_ones_empty(tmp_path: Path) -> None:
    documents = pd.DataFrame(
        {
            "document_id": ["a", "b", "c", "d"],
            "region_id": ["x", "x", "y", "y"],
            "year": pd.array([2020, 2021, 2021, None], dtype="Int64"),
        }
    )
    more = units(("d", "d1", "plan", ["治理", "污染", "。"]))
    table = measure_region_concepts(pd.concat([UNITS, more]), documents, GREEN, parts=["plan"])
    write(table, REGION_CONCEPTS, tmp_path / "regions.parquet")
    green = table[table["concept"] == "green"].fillna({"year": 0}).set_index(["region_id", "year"])
    assert green["n_documents"].to_dict() == {
        ("x", 0): 2, ("x", 2020): 1, ("x", 2021): 1, ("y", 0): 2, ("y", 2020): 0, ("y", 2021): 1,
    }  # fmt: skip
    # Both documents of x together: 4 hits in 13 and 3 words.
    assert green.loc[("x", 0), "rate"] == pytest.approx(10_000 * 4 / 16)
    assert green.loc[("x", 2021), "rate"] == 0
    # No document of the year; one without text of the part; one without a year.
    assert np.isnan(green.loc[("y", 2020), "rate"])
    assert np.isnan(green.loc[("y", 2021), "rate"])
    assert green.loc[("y", 0), "hits"] == 2
    single = measured().set_index(["document_id", "concept"]).loc[("a", "green")]
    assert green.loc[("x", 2020), "rate_high"] == pytest.approx(single["rate_high"])


def test_zero_is_zero_and_missing_is_missing() -> None:
    table = measured()
    silent = row(table, "b", "green")
    assert (silent["hits"], silent["rate"], silent["share"]) == (0, 0, 0)
    assert silent["rate_high"] > 0
    nothing = row(table, "c", "green")
    assert nothing["words"] == 0
    assert nothing[["rate", "rate_low", "share", "share_high"]].isna().all()


def test_what_is_not_meant_is_not_counted() -> None:
    text = units(("a", "a1", "plan", ["就业", "环境", "，", "环境", "。"]))
    assert row(measured(units=text), "a", "green")["hits"] == 1


def test_a_term_over_several_words_and_a_repeated_one() -> None:
    concepts = {"乡村建设": ConceptTerm({"rural": 1.0}, frozenset())}
    text = units(("a", "a1", "plan", ["乡村", "建设", "，", "乡村", "建设", "者", "。"]))
    assert row(measured(units=text, concepts=concepts), "a", "rural")["hits"] == 2


def test_order_of_units_changes_nothing() -> None:
    shuffled = UNITS.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(measured(), measured(units=shuffled))


def test_intervals_hold_the_rate_and_grow_with_clumping() -> None:
    def text(spread: bool) -> pd.DataFrame:
        rows = []
        for at in range(20):
            hits = 1 if spread else 20 * (at == 0)
            rows.append(("a", f"a{at:02d}", "plan", ["环境", "，"] * hits + ["学校", "。"] * 30))
        return units(*rows)

    even, clumped = (row(measured(units=text(each)), "a", "green") for each in (True, False))
    assert even["rate_low"] < even["rate"] < even["rate_high"]
    assert clumped["rate_high"] - clumped["rate_low"] > 2 * (even["rate_high"] - even["rate_low"])
    assert clumped["rate_low"] >= 0


def test_the_interval_covers_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(5)
    rate, inside = 0.02, 0
    for _ in range(150):
        rows = [
            ("a", f"a{at:02d}", "plan", [*np.where(rng.random(50) < rate, "环境", "学校"), "。"])
            for at in range(30)
        ]
        found = row(measured(units=units(*rows)), "a", "green")
        inside += found["rate_low"] <= 10_000 * rate * 50 / 51 <= found["rate_high"]
    assert inside / 150 > 0.9


def test_a_concept_that_nobody_names_is_told() -> None:
    concepts = {**GREEN, "月球": ConceptTerm({"moon": 1.0}, frozenset())}
    (line,) = never(measured(concepts=concepts))
    assert "no document names moon" in line
    assert never(measured(units=UNITS)) == []


def test_lists_are_read(tmp_path: Path) -> None:
    path = tmp_path / "concepts.csv"
    path.write_text(
        "concept,term,weight,exclusions\ng,环境,,就业环境|环境卫生\ng,碳,2,\nh,碳,.5,\n"
    )
    terms = read_concepts(path)
    assert terms["环境"] == ConceptTerm({"g": 1.0}, frozenset({"就业环境", "环境卫生"}))
    assert terms["碳"].weights == {"g": 2.0, "h": 0.5}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (",环境,\n", "2: a row without concept"),
        ("g,,\n", "2: a row without term"),
        ("g,环境,0\n", "2: the weight '0' is no number above 0"),
        ("g,环境,-1\n", "the weight '-1'"),
        ("g,环境,x\n", "the weight 'x'"),
        ("g,环境,\ng,环境,2\n", "3: the term 环境 stands twice in g"),
        ("", "has no rows"),
    ],
)
def test_a_broken_list_is_told(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "concepts.csv"
    path.write_text("concept,term,weight\n" + rows, encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        read_concepts(path)
    assert message in str(raised.value)
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize("path", sorted(Path("resources/concepts").glob("*.csv")))
def test_our_own_lists_can_be_read(path: Path) -> None:
    terms = read_concepts(path)
    assert len(terms) > 20
    assert {concept for term in terms.values() for concept in term.weights} == {path.stem}
