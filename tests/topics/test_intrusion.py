"""Intrusion sheets: what is asked, that the key fits, and what is said of sheets that do not."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from policytopics.commands.cli import main
from policytopics.commands.intrusion_scores import scores, told
from policytopics.files import write
from policytopics.problems import ProblemsError
from policytopics.tables.contract import check
from policytopics.tables.topics import SHEET_KEY, TOPIC_SHEET, WORD_SHEET
from policytopics.topics.intrusion import Sheets, draw, read_answers, read_key, score

TOPICS, TERMS, UNITS = 5, 12, 60


def tables(silent: float = 0.0) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return five topics without a common term, and units that speak of three of them each."""
    terms = [
        (f"t{topic:02d}", f"词{topic}{rank:02d}", rank)
        for topic in range(1, TOPICS + 1)
        for rank in range(1, TERMS + 1)
    ]
    units = [(f"u{number:02d}", f"第{number:02d}段") for number in range(UNITS)]
    shares = []
    for number, (unit, _) in enumerate(units):
        spoken = [(number + step) % TOPICS for step in range(3)]
        for topic in range(TOPICS):
            share = [0.5, 0.3, 0.2][spoken.index(topic)] if topic in spoken else silent
            shares.append((unit, f"t{topic + 1:02d}", share))
    return (
        pd.DataFrame(terms, columns=["topic_id", "term", "rank"]),
        pd.DataFrame(units, columns=["unit_id", "text"]),
        pd.DataFrame(shares, columns=["unit_id", "topic_id", "share"]),
    )


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return draw(*tables(), seed=1)


def test_the_sheets_keep_their_contracts_and_hold_no_answer(sheets: Sheets) -> None:
    for sheet, table in zip(sheets, (WORD_SHEET, TOPIC_SHEET, SHEET_KEY), strict=True):
        check(sheet, table)
    assert set(sheets.words["intruder"]) == set(sheets.passages["intruder"]) == {""}
    assert set(sheets.key["question"]) == {*sheets.words["question"], *sheets.passages["question"]}


def test_five_words_are_the_topics_and_the_answer_is_not(sheets: Sheets) -> None:
    key = sheets.key.set_index("question")
    assert len(sheets.words) == 2 * TOPICS
    for row in sheets.words.itertuples():
        shown, of = list(row[2:8]), key.loc[row.question]
        intruder = shown.pop(of["answer"] - 1)
        assert {word[1] for word in shown} == {str(int(of["topic_id"][1:]))}
        assert intruder[1] != shown[0][1]
        assert of["choices"] == 6


def test_a_passage_speaks_of_three_topics_and_not_of_the_answer(sheets: Sheets) -> None:
    key = sheets.key.set_index("question")
    assert len(sheets.passages) == 30
    for row in sheets.passages.itertuples():
        shown, of = list(row[3:7]), key.loc[row.question]
        intruder = shown.pop(of["answer"] - 1)
        number = int(row.text[1:3])
        spoken = {(number + step) % TOPICS + 1 for step in range(3)}
        assert {int(each[1]) for each in shown} == spoken
        assert int(intruder[1]) not in spoken
        assert of["topic_id"] == f"t0{intruder[1]}"


def test_answers_stand_in_every_place(sheets: Sheets) -> None:
    places = sheets.key.groupby("kind")["answer"].agg(set)
    assert places["topic"] == {1, 2, 3, 4}
    assert len(places["word"]) >= 4


def test_the_same_seed_asks_the_same_in_any_order_of_rows(sheets: Sheets) -> None:
    shuffled = (each.sample(frac=1, random_state=3) for each in tables())
    for again, first in zip(draw(*shuffled, seed=1), sheets, strict=True):
        pd.testing.assert_frame_equal(again, first)
    assert not draw(*tables(), seed=2).words.equals(sheets.words)


def test_passages_that_speak_of_all_topics_ask_nothing() -> None:
    assert draw(*tables(silent=0.02), seed=1).passages.empty


def test_two_topics_give_words_but_no_passages() -> None:
    topics, units, shares = tables()
    two = ["t01", "t02"]
    found = draw(
        topics[topics["topic_id"].isin(two)], units, shares[shares["topic_id"].isin(two)], seed=1
    )
    assert (len(found.words), len(found.passages)) == (4, 0)


def answered(sheet: pd.DataFrame, key: pd.DataFrame, wrong: int = 0) -> pd.DataFrame:
    """Return the sheet filled in, so many answers wrong."""
    right = sheet[["question"]].merge(key)
    told = right["answer"].to_numpy().copy()
    told[:wrong] = told[:wrong] % 4 + 1
    return sheet.assign(intruder=[str(each) for each in told])


def save(folder: Path, sheets: Sheets, **returned: pd.DataFrame) -> tuple[str, list[str]]:
    write(sheets.key, SHEET_KEY, folder / "sheet_key.parquet")
    for name, sheet in returned.items():
        sheet.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig")
    return str(folder / "sheet_key.csv"), [str(folder / f"{name}.csv") for name in returned]


def test_returned_sheets_are_scored_against_chance(sheets: Sheets, tmp_path: Path) -> None:
    words = answered(sheets.words, sheets.key, wrong=5)
    passages = answered(sheets.passages, sheets.key)
    found = scores(*save(tmp_path, sheets, words=words, passages=passages))
    all_topics = found[found["topic_id"] == ""].set_index("kind")
    assert all_topics["accuracy"].to_dict() == {"word": 0.5, "topic": 1.0}
    assert all_topics["chance"].tolist() == pytest.approx([1 / 6, 1 / 4])
    # Wilson's interval of 5 in 10
    assert all_topics.loc["word", ["low", "high"]].tolist() == pytest.approx(
        [0.2366, 0.7634], abs=1e-4
    )
    lines = told(found).splitlines()
    assert lines[0].startswith("word intrusion: 50% found (95 % interval 24% to 76%; by chance 17%")
    assert lines[-1].startswith("topic intrusion: 100% found")


def test_readers_share_their_questions(sheets: Sheets) -> None:
    key = sheets.key
    one, two = (
        answered(sheets.words, key, wrong).assign(told=lambda sheet: sheet["intruder"].astype(int))
        for wrong in (0, 10)
    )
    found = score([one[["question", "told"]], two[["question", "told"]]], key).iloc[0]
    assert found["accuracy"] == 0.5
    assert (found["n_questions"], found["n_answers"]) == (10, 20)


def test_what_spreadsheets_do_to_a_sheet_is_read(sheets: Sheets, tmp_path: Path) -> None:
    sheet = answered(sheets.words, sheets.key)
    sheet["intruder"] = sheet["intruder"].str.translate(str.maketrans("123456", "１２３４５６"))
    path = tmp_path / "sheet.csv"
    sheet.to_csv(path, index=False, encoding="gb18030")
    assert score([read_answers(path, sheets.key)], sheets.key)["accuracy"].eq(1).all()


def test_every_wrong_cell_is_told_with_its_line(sheets: Sheets, tmp_path: Path) -> None:
    words = answered(sheets.words, sheets.key)
    words.loc[[0, 1, 2], "intruder"] = ["7", "甲", ""]
    words.loc[4, "question"] = words.loc[3, "question"]
    words.loc[5, "question"] = "word-000000-01"
    with pytest.raises(ProblemsError) as caught:
        scores(*save(tmp_path, sheets, words=words))
    said = [(each.where.rpartition(":")[2], each.what) for each in caught.value.problems]
    assert said == [
        ("2", "'7' is no choice"),
        ("3", "'甲' is no choice"),
        ("6", f"{words.loc[3, 'question']} stands twice"),
        ("7", "the key has no question 'word-000000-01'"),
    ]


def test_the_command_prints_and_writes_and_ends_with_2_at_a_mistake(
    sheets: Sheets,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key, (path,) = save(tmp_path, sheets, words=answered(sheets.words, sheets.key))
    out = tmp_path / "scores.csv"
    with pytest.raises(SystemExit, match="0"):
        main(["score", key, path, "--out", str(out)])
    assert "word intrusion: 100% found" in capsys.readouterr().out
    assert len(pd.read_csv(out)) == 1 + TOPICS
    with pytest.raises(SystemExit, match="2"):
        main(["score", key, key])
    assert "no column intruder" in capsys.readouterr().err


def test_sheets_without_an_answer_are_told(sheets: Sheets, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="holds no answer"):
        scores(*save(tmp_path, sheets, words=sheets.words))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"question,kind\na,word\n", "sheet.csv:1: no column intruder"),
        (b"", "the file is empty"),
        (b"\xff\xff\xff", "not a text file"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_sheet_is_told(
    sheets: Sheets, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "sheet.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProblemsError, match=said):
        read_answers(path, sheets.key)


def test_the_key_is_asked_for_its_columns(sheets: Sheets, tmp_path: Path) -> None:
    sheets.words.to_csv(tmp_path / "words.csv", index=False)
    with pytest.raises(ProblemsError, match="no column choices"):
        read_key(tmp_path / "words.csv")


def test_a_reader_who_guesses_is_near_chance(sheets: Sheets) -> None:
    rng = np.random.default_rng(0)
    guesses = [
        pd.DataFrame(
            {"question": sheets.words["question"], "told": rng.integers(1, 7, len(sheets.words))}
        )
        for _ in range(50)
    ]
    found = score(guesses, sheets.key).iloc[0]
    assert found["accuracy"] == pytest.approx(found["chance"], abs=0.06)
