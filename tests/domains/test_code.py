import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from policytopics.domains.code import Coder, code, probabilities
from policytopics.domains.share import sentences_of, unit_domains, unit_shares
from policytopics.domains.weights import heaviest, quantized, read_weights, write_weights

TEXTS = st.lists(st.text(alphabet="水库堤防学校教师推进，。；1", max_size=40), max_size=8)


@given(texts=TEXTS)
def test_probabilities_sum_to_one_and_belong_to_the_sentence_alone(coder: Coder, texts) -> None:
    together = probabilities(coder, texts)
    assert together.shape == (len(texts), 3)
    np.testing.assert_allclose(together.sum(axis=1), 1)
    for text, row in zip(texts, together, strict=True):
        assert probabilities(coder, [text])[0].tolist() == row.tolist()


def test_a_sentence_is_coded_and_says_what_decided(coder: Coder) -> None:
    table = code(coder, ["推进水库堤防建设", "学校教师，水库", "123。", ""])
    assert table["line"].tolist() == [1, 2, 3, 4]
    assert table["domain"].tolist() == ["water", "school", "none", "none"]
    assert table["second"].tolist()[1:] == ["water", "", ""]
    assert table["terms"].tolist() == ["水库|堤防", "学校|教师", "", ""]
    assert table["share"].between(0, 1).all()
    assert table["share"].tolist()[2:] == [1, 1]


def test_no_sentences_are_no_rows(coder: Coder) -> None:
    assert list(code(coder, []).columns) == [
        "line", "domain", "share", "second", "second_share", "terms",
    ]  # fmt: skip


def test_a_name_decides_nothing(coder: Coder) -> None:
    one, other = probabilities(coder, ["水库县的教师", "某某县的教师"])
    assert one.tolist() == other.tolist()


def test_a_unit_is_the_mean_of_its_sentences_by_letters(coder: Coder) -> None:
    parts = ["推进水库堤防。", "学校！"]
    first, second = probabilities(coder, parts)
    expected = (6 * first + 2 * second) / 8
    found = unit_shares(coder, ["".join(parts)])
    np.testing.assert_allclose(found.shares[0], expected)
    variance = (36 * first * (1 - first) + 4 * second * (1 - second)) / 64
    np.testing.assert_allclose(found.errors[0], np.sqrt(variance))
    wider = unit_shares(coder, ["".join(parts)], np.array([4.0, 1.0, 1.0]))
    np.testing.assert_allclose(wider.errors[0], np.sqrt(variance * [4, 1, 1]))


def test_a_unit_that_says_nothing_is_none(coder: Coder) -> None:
    found = unit_shares(coder, ["", "2024。"])
    assert found.shares.tolist() == [[0, 0, 1], [0, 0, 1]]
    assert found.errors.tolist() == [[0, 0, 0], [0, 0, 0]]


def test_long_sentences_are_cut_at_semicolons() -> None:
    clause = "推进水库建设" * 14 + "；"
    assert sentences_of(clause * 2) == [clause, clause]
    assert sentences_of("修；建。") == ["修；建。"]
    assert sentences_of("") == []


def test_shares_of_units_in_parts_are_those_of_all(coder: Coder) -> None:
    units = pd.DataFrame({"unit_id": [*"abc"], "text": ["水库。", "学校。教师。", "伟大"]})
    whole = pd.concat(unit_domains(coder, [units]), ignore_index=True)
    parts = pd.concat(unit_domains(coder, [units[:1], units[1:]]), ignore_index=True)
    pd.testing.assert_frame_equal(whole, parts)
    assert whole.groupby("unit_id")["share"].sum().round(9).tolist() == [1, 1, 1]
    assert whole["domain_id"].tolist() == ["water", "school", "none"] * 3


def test_weights_come_back_and_are_the_same_bytes(coder: Coder, tmp_path) -> None:
    for name in ("one.npz", "two.npz"):
        write_weights(coder.weights, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    read = read_weights(tmp_path / "one.npz")
    assert (read.domains, read.terms) == (coder.weights.domains, coder.weights.terms)
    np.testing.assert_array_equal(read.matrix, coder.weights.matrix)


def test_heaviest_terms(coder: Coder) -> None:
    assert heaviest(coder.weights, 2) == {
        "water": ["水库", "堤防"],
        "school": ["学校", "教师"],
        "none": ["推进"],
    }


def test_whole_numbers_lose_less_than_half_a_step() -> None:
    matrix = np.random.default_rng(1).standard_normal((50, 4))
    whole, step = quantized(matrix)
    assert np.abs(whole * step - matrix).max() <= step.max() / 2 + 1e-6


def test_parts_of_words_are_not_told_where_whole_words_decided(coder: Coder) -> None:
    knowing = Coder(coder.weights, coder.names, frozenset({"堤防"}))
    assert code(knowing, ["水库和堤防"])["terms"].tolist() == ["堤防"]
    assert heaviest(coder.weights, 5, frozenset({"堤防"}))["water"] == ["堤防"]
