"""File names, folders and columns of tables as evidence beside the text."""

from pathlib import Path
from typing import Any

import pytest

from policytopics.corpus.file_names import outside
from policytopics.corpus.lines import Line
from policytopics.corpus.places import Places
from policytopics.corpus.recognise import SURE, Identity, recognise
from policytopics.gazetteer import read_divisions

GAZETTEER = Path(__file__).parents[2] / "resources/gazetteer/divisions.csv"
SILENT = [
    "各位代表：",
    "现在，我代表市人民政府，向大会报告政府工作，请予审议。",
    "一、工作回顾",
    "学校扩建。",
]


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.of(read_divisions(GAZETTEER))


def found(texts: list[str], places: Places, file: str, **cells: str) -> Identity:
    roles = ["front", "front", "heading"] + ["body"] * len(texts)
    lines = [Line(n, roles[n], "other", text) for n, text in enumerate(texts)]
    return recognise(lines, places, {"file": file, **cells})


@pytest.mark.parametrize(
    ("file", "code", "year"),
    [
        ("合肥市2021.txt", "340100", "2021"),
        ("安徽省-合肥市-2022.txt", "340100", "2022"),
        ("邯郸市2021.txt", "130400", "2021"),
        ("2021_合肥.txt", "340100", "2021"),
        ("合肥市政府工作报告（2021年）.docx", "340100", "2021"),
        ("合肥/2021.txt", "340100", "2021"),
        ("安徽省/合肥市/2021.txt", "340100", "2021"),
        ("2021/合肥市.txt", "340100", "2021"),
        ("合肥市二〇二一年.txt", "340100", "2021"),
        ("合肥20210115.txt", "340100", "2021"),
    ],
)
def test_names_and_folders_tell_what_the_text_does_not(
    places: Places, file: str, code: str, year: str
) -> None:
    known = found(SILENT, places, file)
    assert (known.region.value, known.year.value) == (code, year)
    assert known.region.confidence >= SURE
    assert "file name" in known.region.evidence


BARE = ["各位代表：", "现在，我报告工作，请予审议。", "一、工作回顾", "学校扩建。"]


@pytest.mark.parametrize(
    ("file", "code", "year"),
    [
        ("云南-怒江傈僳族自治州-2016.txt", "533300", "2016"),
        ("省报告/2013-青海.txt", "630000", "2013"),
        ("x.zip/山东省/德州市/2018.txt", "371400", "2018"),
        ("江西省/吉安市/政府工作报告2017.txt", "360800", "2017"),
        ("南昌2016.txt", "360100", "2016"),
        ("海南2019.txt", "460000", "2019"),
        ("20220711_德州_2018年政府工作报告.txt", "371400", "2018"),
    ],
)
def test_one_place_named_outside_is_it_if_the_text_names_none(
    places: Places, file: str, code: str, year: str
) -> None:
    for text in (BARE, SILENT):
        known = found(text, places, file)
        if file == "海南2019.txt" and text == SILENT:
            continue  # 市人民政府 is no province's
        assert (known.region.value, known.year.value) == (code, year)
        assert known.region.confidence >= SURE


@pytest.mark.parametrize("file", ["朝阳2018.txt", "鼓楼区2018.txt", "普陀2018.txt"])
def test_a_name_of_strangers_is_asked_with_all_of_them(places: Places, file: str) -> None:
    for text in (BARE, SILENT):
        known = found(text, places, file)
        assert known.region.confidence < SURE
        assert known.region.rivals


def test_a_province_alone_in_a_table_is_the_region_or_holds_it(places: Places) -> None:
    cells = {"given_province": "江西省", "given_city": "", "given_year": "2019"}
    assert found(BARE, places, "a.csv#3", **cells).region.value == "360000"
    text = told("吉安市", "2019年1月9日", 2019)
    known = found(text, places, "a.csv#3", **cells)
    assert known.region.value == "360800"
    assert known.region.confidence >= SURE
    other = found(told("芜湖市", "2019年1月9日", 2019), places, "a.csv#3", **cells)
    assert other.region.confidence < SURE


def test_the_day_of_a_download_neither_contradicts_nor_proves(places: Places) -> None:
    text = told("芜湖市", "2019年1月9日", 2019)
    assert found(text, places, "芜湖_20230614.txt").year.value == "2019"
    assert found(text, places, "2023-02-11 芜湖.txt").year.value == "2019"
    known = found(BARE, places, "芜湖_20230614.txt")
    assert known.year.value == ""
    assert "2023" in known.year.rivals


@pytest.mark.parametrize(
    "file", ["000123.txt", "2021.txt", "报告.txt", "上海支援喀什.txt", "a/1.txt"]
)
def test_names_that_say_nothing(places: Places, file: str) -> None:
    known = found(SILENT, places, file)
    assert known.region.confidence < SURE
    assert known.year.value == ""


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"given_city": "合肥市", "given_year": "2021"}, "340100"),
        ({"given_province": "安徽", "given_city": "合肥", "given_year": "2021.0"}, "340100"),
        ({"given_region": "安徽省合肥市", "given_year": "2021年"}, "340100"),
        ({"given_code": "340100", "given_year": "2021"}, "340100"),
        ({"given_province": "北京市", "given_county": "朝阳区", "given_year": "2021"}, "110105"),
    ],
)
def test_columns_of_a_table(places: Places, cells: dict[str, Any], code: str) -> None:
    texts = ["各位代表：", "现在，向大会报告工作。", "一、工作回顾", "学校扩建。"]
    known = found(texts, places, "table.csv#12", **cells)
    assert (known.region.value, known.year.value) == (code, "2021")
    assert known.region.evidence.startswith("table")


def told(city: str, date: str, year: int) -> list[str]:
    return [
        f"——{date}在{city}第六届人民代表大会第三次会议上",
        f"现在，我代表{city}人民政府，向大会报告政府工作，请予审议。",
        f"一、{year - 1}年工作回顾",
        f"{year - 1}年增长。{year}年安排。",
    ]


def test_a_contradiction_is_asked_about(places: Places) -> None:
    text = told("芜湖市", "2019年1月9日", 2019)
    known = found(text, places, "合肥市2021.txt")
    assert known.region.confidence < SURE
    assert {known.region.value, *known.region.rivals} == {"340200", "340100"}
    assert known.year.value == ""
    assert set(known.year.rivals) == {"2019", "2021"}
    folder = found(text, places, "河南省/1.txt")
    assert folder.region.confidence < SURE


def test_what_agrees_is_believed(places: Places) -> None:
    text = told("芜湖市", "2019年1月9日", 2019)
    for file in ("芜湖市2019.txt", "安徽省/1.txt", "安徽省/芜湖市/2019.txt"):
        known = found(text, places, file)
        assert (known.region.value, known.year.value) == ("340200", "2019")
        assert known.region.confidence >= SURE


def test_a_december_meeting_is_filed_under_either_year(places: Places) -> None:
    text = told("芜湖市", "2021年12月28日", 2022)
    for file in ("芜湖市2021.txt", "芜湖市2022.txt"):
        assert found(text, places, file).year.value == "2022"


def test_years_of_names(places: Places) -> None:
    def year(file: str) -> str:
        return outside({"file": file}, places).year

    assert year("合肥市2020-2022.txt") == ""
    assert year("合肥市2020和2022.txt") == ""
    assert year("合肥市1234567.txt") == ""
    assert year("1953.txt") == ""
