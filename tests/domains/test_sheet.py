"""Sheets coded by hand: drawn with known probabilities, blind, and what they correct."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.domains.agreement import agreement_by_domain, confused
from policytopics.domains.code import Coder
from policytopics.domains.correct import correct_shares, corrections, estimated_bias
from policytopics.domains.sample import draw_sentences, drawing_probabilities, sentence_frame
from policytopics.domains.share import unit_shares
from policytopics.domains.sheet import (
    CodedSheet,
    blind_sheet,
    read_coded_sheet,
    read_sheet_key,
    sheet_key,
)
from policytopics.files import write_sheet
from policytopics.problems import ProblemsError

DOMAINS = ["a", "b", "c", "d", "none"]


@dataclass
class Made:
    """A text of known codes: its sentences, and the bias of its instrument."""

    sentences: pd.DataFrame
    bias: np.ndarray

    def coded(self, number: int, seed: int) -> CodedSheet:
        drawn = draw_sentences(self.sentences, number, seed=seed)
        rows = sheet_key(drawn).assign(domain_id=drawn["truth"], second="", coded_part=1.0)
        return CodedSheet(rows, DOMAINS, len(rows))


def made(seed: int = 1, regions: int = 4, number: int = 400) -> Made:
    """Make sentences; the instrument takes half of b for a, and more in the last region."""
    rng = np.random.default_rng(seed)
    total = regions * number
    truth = rng.choice(len(DOMAINS), total, p=[0.35, 0.25, 0.2, 0.05, 0.15])
    region = np.repeat(np.arange(regions), number)
    seen = truth.copy()
    seen[(truth == 1) & (rng.random(total) < np.where(region == regions - 1, 0.8, 0.3))] = 0
    evidence = rng.normal(0, 0.7, (total, len(DOMAINS)))
    evidence[np.arange(total), seen] += 4
    shares = np.exp(evidence) / np.exp(evidence).sum(axis=1, keepdims=True)
    weight = rng.integers(5, 60, total).astype(float)
    frame = pd.DataFrame(shares, columns=[f"p_{domain}" for domain in DOMAINS]).assign(
        unit_id=[f"u{at}" for at in range(total)],
        document_id="d",
        region_id=[f"r{at}" for at in region],
        text=[f"第{at}句。" for at in range(total)],
        weight=weight / weight.sum(),
        truth=np.array(DOMAINS, dtype=object)[truth],
    )
    wrong = np.eye(len(DOMAINS))[truth] - shares
    return Made(frame, frame["weight"].to_numpy() @ wrong)


@pytest.fixture(scope="module")
def text() -> Made:
    return made()


@given(
    st.lists(st.floats(0.01, 50), min_size=1, max_size=40).map(np.array),
    st.integers(1, 60),
)
def test_probabilities_of_drawing_sum_to_the_number(sizes: np.ndarray, number: int) -> None:
    drawn = drawing_probabilities(sizes, number)
    assert drawn.sum() == pytest.approx(min(number, len(sizes)))
    assert ((drawn > 0) & (drawn <= 1)).all()
    assert (np.diff(drawn[np.argsort(sizes, kind="stable")]) >= -1e-12).all()


@pytest.mark.parametrize("number", [12, 100, 1_600, 9_999])
def test_as_many_are_drawn_as_asked_for_each_once(text: Made, number: int) -> None:
    drawn = draw_sentences(text.sentences, number, seed=1)
    assert len(drawn) == min(number, len(text.sentences))
    assert drawn["unit_id"].is_unique
    if number >= 40:
        assert set(drawn["region_id"].value_counts()) == {len(drawn) // 4}


def test_a_sentence_is_drawn_as_often_as_its_probability_says(text: Made) -> None:
    times = np.zeros(len(text.sentences))
    for seed in range(60):
        drawn = draw_sentences(text.sentences, 200, seed=seed)
        times[drawn["unit_id"].str[1:].astype(int)] += 1 / drawn["drawn"].to_numpy()
    # Each is 1 on average; doubtful ones are drawn more often.
    assert times.mean() / 60 == pytest.approx(1, abs=0.03)
    shares = text.sentences.filter(regex="^p_").to_numpy()
    rate = draw_sentences(text.sentences, 1_599, seed=1).set_index("unit_id")["drawn"]
    assert rate.max() <= 1
    doubt = pd.Series(shares.max(axis=1), text.sentences["unit_id"])
    few = draw_sentences(text.sentences, 200, seed=1).set_index("unit_id")
    relative = few["drawn"] / few["weight"]
    assert np.corrcoef(relative, doubt[relative.index])[0, 1] < -0.8


def test_the_same_seed_draws_the_same_whatever_the_order_of_units(coder: Coder) -> None:
    units = pd.DataFrame(
        {
            "unit_id": ["u1", "u2", "u3"],
            "document_id": "d",
            "region_id": ["r", "r", "s"],
            "text": ["修水库。建学校。", "坚定信心。", "2024"],
            "n_tokens": [8, 2, 3],
        }
    )
    one = sentence_frame(units, coder)
    pd.testing.assert_frame_equal(one, sentence_frame(units[::-1], coder))
    assert one["text"].tolist() == ["修水库。", "建学校。", "坚定信心。"]
    assert one["weight"].tolist() == pytest.approx([0.343, 0.457, 0.2], abs=0.06)
    # The sentences' weighted probabilities are the study's shares.
    shares = unit_shares(coder, units["text"].tolist()[:2]).shares
    measured = np.average(shares, axis=0, weights=[8, 2])
    found = one["weight"].to_numpy() @ one.filter(regex="^p_").to_numpy()
    assert found == pytest.approx(measured)


def test_the_correction_is_right_on_average_and_its_interval_covers(text: Made) -> None:
    """Known answers: 95 % intervals, whatever the instrument's bias."""
    found = [estimated_bias(text.coded(240, seed)) for seed in range(60)]
    bias = np.array([each.bias for each in found])
    assert np.abs(text.bias).max() > 0.08
    assert np.abs(bias.mean(axis=0) - text.bias).max() < 0.006
    covered = [np.abs(each.bias - text.bias) <= each.reach * each.error for each in found]
    assert np.mean(covered, axis=0).min() > 0.89
    assert np.mean([np.abs(each.bias).sum() for each in found]) > 0.1
    assert abs(bias.sum(axis=1)).max() < 1e-4


def test_a_region_with_fifty_sentences_has_its_own_correction(text: Made) -> None:
    found = corrections(text.coded(240, 3)).set_index(["region_id", "domain_id"])
    assert found["own"].all()
    assert found.loc[("r3", "b"), "bias"] > found.loc[("r0", "b"), "bias"] + 0.03
    common = corrections(text.coded(160, 3))
    assert common[common["region_id"] != ""]["own"].sum() == 0
    wide = common.pivot_table(index="region_id", columns="domain_id", values="bias")
    assert (wide.max() == wide.min()).all()
    assert set(common["n_coded"]) == {160, 40}


def test_corrected_shares_are_those_of_the_readers(text: Made) -> None:
    sentences = text.sentences
    shares = sentences["weight"].to_numpy() @ sentences.filter(regex="^p_").to_numpy()
    measured = pd.DataFrame({"region_id": "", "domain_id": DOMAINS, "share": shares})
    elsewhere = measured.assign(region_id="new")
    found = correct_shares(pd.concat([measured, elsewhere]), corrections(text.coded(1_600, 1)))
    truth = sentences.groupby("truth")["weight"].sum()
    here = found[found["region_id"] == ""].set_index("domain_id")
    # All sentences are coded: nothing is left to chance.
    assert here["corrected"].to_numpy() == pytest.approx(truth[here.index].to_numpy(), abs=1e-5)
    assert here["error"].max() < 1e-9
    other = found[found["region_id"] == "new"]
    assert not other["own"].any()
    assert found.groupby("region_id")["corrected"].sum().tolist() == pytest.approx([1, 1], abs=1e-5)


def test_a_sheet_coded_in_part_says_the_same_less_surely(text: Made, tmp_path: Path) -> None:
    drawn = draw_sentences(text.sentences, 400, seed=2)
    key = sheet_key(drawn)
    sheet = blind_sheet(drawn, key).assign(domain_id=drawn["truth"])
    sheet.loc[200:, "domain_id"] = ""
    write_sheet(sheet, tmp_path / "sheet.csv")
    write_sheet(key, tmp_path / "key.csv")
    half = read_coded_sheet(tmp_path / "sheet.csv", read_sheet_key(tmp_path / "key.csv"))
    assert (len(half.rows), half.number) == (200, 400)
    found, whole = estimated_bias(half), estimated_bias(text.coded(400, 2))
    assert (np.abs(found.bias - text.bias) <= 1.5 * found.reach * found.error).all()
    assert found.error[1] > 1.2 * whole.error[1]


def test_agreement_and_what_is_confused(text: Made) -> None:
    sheet = text.coded(400, 1)
    table = agreement_by_domain(sheet).set_index("domain_id")
    shares = text.sentences.filter(regex="^p_").to_numpy().argmax(axis=1)
    true = (np.array(DOMAINS)[shares] == text.sentences["truth"]).mean()
    assert table.loc["all", "low"] < true < table.loc["all", "high"]
    assert table["n"].tolist()[1:] == [(sheet.rows["domain_id"] == each).sum() for each in DOMAINS]
    assert table.loc["b", "agreement"] < 0.7 < table.loc["c", "agreement"]
    assert table.loc["b", "kappa"] < table.loc["c", "kappa"]
    assert (table["kappa_low"] <= table["kappa"]).all()
    assert confused(sheet).iloc[0].tolist()[:2] == ["b", "a"]


def test_a_perfect_instrument_agrees_wholly(text: Made) -> None:
    sheet = text.coded(100, 1)
    shares = sheet.rows.filter(regex="^p_").to_numpy()
    codes = np.array(DOMAINS, dtype=object)[shares.argmax(axis=1)]
    table = agreement_by_domain(sheet._replace(rows=sheet.rows.assign(domain_id=codes)))
    assert table.iloc[0][["agreement", "kappa"]].tolist() == [1, 1]
    assert table.iloc[0]["kappa_low"] < 1
    assert confused(sheet._replace(rows=sheet.rows.assign(domain_id=codes))).empty


def test_the_sheet_is_blind_and_the_key_is_not(text: Made, tmp_path: Path) -> None:
    drawn = draw_sentences(text.sentences, 20, seed=1)
    drawn.loc[0, "text"] = "=1+1"
    key = sheet_key(drawn)
    sheet = blind_sheet(drawn, key)
    assert [*sheet] == ["sentence_id", "text", "domain_id", "second"]
    assert not sheet["text"].str.contains("r0|r1").any()
    assert {"drawn", "weight", "p_a"} <= {*key}
    write_sheet(sheet, tmp_path / "sheet.csv")
    assert "'=1+1" in (tmp_path / "sheet.csv").read_text("utf-8-sig")
    again = sheet_key(draw_sentences(text.sentences, 20, seed=2))
    assert not {*again["sentence_id"]} & {*key["sentence_id"]}


@pytest.fixture
def files(text: Made, tmp_path: Path) -> tuple[Path, pd.DataFrame]:
    drawn = draw_sentences(text.sentences, 20, seed=1)
    key = sheet_key(drawn)
    write_sheet(key, tmp_path / "key.csv")
    return tmp_path, blind_sheet(drawn, key)


def told(folder: Path, sheet: pd.DataFrame) -> str:
    sheet.to_csv(folder / "sheet.csv", index=False)
    with pytest.raises(ProblemsError) as caught:
        read_coded_sheet(folder / "sheet.csv", read_sheet_key(folder / "key.csv"))
    return str(caught.value)


def test_each_mistake_in_a_sheet_is_one_message(files: tuple[Path, pd.DataFrame]) -> None:
    folder, sheet = files
    first = sheet["sentence_id"][0]
    assert "holds no code yet" in told(folder, sheet)
    assert "has no rows" in told(folder, sheet.iloc[:0])
    other = told(folder, sheet.assign(sentence_id="s-000000-0001", domain_id="a"))
    assert ("sheet of another study" in other, other.count("fix:")) == (True, 1)
    assert "no column domain_id" in told(folder, sheet.drop(columns="domain_id"))
    coded = sheet.assign(domain_id="a")
    coded.loc[0, "domain_id"] = "nome"
    assert "sheet.csv:2: 'nome' is no domain\n    fix: did you mean none?" in told(folder, coded)
    coded.loc[0, ["domain_id", "second"]] = ["", "b"]
    assert "a second domain without a first" in told(folder, coded)
    twice = pd.concat([sheet.assign(domain_id="a"), sheet.iloc[:1]])
    assert f"sheet.csv:22: {first} stands twice" in told(folder, twice)
    unknown = sheet.assign(domain_id="a")
    unknown.loc[3, "sentence_id"] = "x"
    assert "sheet.csv:5: the key has no sentence 'x'" in told(folder, unknown)


def test_a_file_that_is_no_key_is_told(files: tuple[Path, pd.DataFrame]) -> None:
    folder, sheet = files
    (folder / "key.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "is no key of a sheet of sentences" in told(folder, sheet)
