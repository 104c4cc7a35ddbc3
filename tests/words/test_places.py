"""Names of places, and the ordinary words that look like them."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.gazetteer import read_divisions
from policytopics.jieba_words import frequencies, parts_of_speech
from policytopics.words.lexicon import read_words
from policytopics.words.places import (
    Names,
    division_names,
    names_of,
    names_to_cut,
    own_names,
    place_names,
    read_own_names,
)
from policytopics.words.towns import _short_town, read_towns, town_names

GAZETTEER = Path(__file__).parents[2] / "resources" / "gazetteer"
TAGS = parts_of_speech()
LEXICON = GAZETTEER.parent / "lexicon"
ORDINARY = read_words(LEXICON / "ordinary.txt")
PLACES = read_words(LEXICON / "places.txt")
DIVISIONS = read_divisions(GAZETTEER / "divisions.csv")
TOWNS = read_towns(GAZETTEER / "towns.csv")
NAMES = division_names(DIVISIONS, TAGS, ORDINARY)


@pytest.mark.parametrize(
    "name",
    [
        "苏州",
        "苏州市",
        "江苏省",
        "吴江",
        "吴江区",
        "姑苏区",
        "相城",
        "秀洲区",
        "嘉兴",
        "合肥",
        "保定",
        "大连",
        "资源县",
        "钱塘区",
        "常熟市",
    ],
)
def test_names_are_names(name: str) -> None:
    assert name in NAMES


@pytest.mark.parametrize(
    "word",
    [
        "资源",
        "合作",
        "开发区",
        "和平",
        "南部",
        "公安",
        "解放",
        "平安",
        "光明",
        "新兴",
        "延长",
        "安定",
        "前进",
        "凤凰",
        "红旗",
        "温泉",
        "城区",
        "新建",
        "振兴",
        "富民",
        "团结",
        "互助",
        "港口",
        "湿地",
        "山区",
    ],
)
def test_ordinary_words_are_not(word: str) -> None:
    assert word not in NAMES


def region(name: str, **more: object) -> dict[str, object]:
    return {
        "name_zh": name,
        "short_zh": "",
        "region_code": "",
        "parents": [],
        "aliases": [],
        **more,
    }


def test_own_names_include_parents_aliases_and_short_forms() -> None:
    regions = pd.DataFrame(
        [
            region("霁川市", short_zh="霁川", parents=["瀛东省", "望沧市"]),
            region("平安区", short_zh="平安", aliases=["岚浦县", "郊区", ""]),
        ]
    )
    # 平安 and 郊区 are ordinary words.
    assert own_names(regions, ORDINARY) == {
        "霁川市", "霁川", "瀛东省", "瀛东", "望沧市", "望沧", "平安区", "岚浦县", "岚浦",
    }  # fmt: skip


def test_what_a_name_adds_to_its_citys_is_a_name() -> None:
    regions = pd.DataFrame([region("望沧高新区", short_zh="望沧高新区", parents=["望沧市"])])
    assert own_names(regions, ORDINARY) == {"望沧高新区", "高新区", "望沧市", "望沧"}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("霁川", True),
        ("霁川通", True),
        ("苏州", True),
        ("苏州大学", True),  # the dictionary's, as an organisation
        ("大运河", False),
        ("南水北调", False),
        ("粤东", True),
        ("京津", True),
        ("川渝", True),
        ("首都", True),
        ("中东", True),
        ("市场", False),
        ("开发区", False),
        ("数字", False),
    ],
)
def test_place_names(term: str, expected: bool) -> None:
    own = frozenset({"霁川市", "霁川", "望沧市"})
    names = Names(frozenset({"苏州"}), frozenset(), own, others=PLACES)
    assert place_names([term], names, TAGS).tolist() == [expected]


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [
        ("320509", {"盛泽", "盛泽镇", "平望", "桃源", "震泽"}, {"沙家浜"}),
        ("320500", {"盛泽", "沙家浜", "同里"}, {"油车港镇"}),
        ("320000", {"盛泽", "沙家浜"}, {"油车港镇"}),
        ("", set(), {"盛泽"}),
    ],
)
def test_towns_are_those_of_the_studys_regions(code: str, inside: set, outside: set) -> None:
    regions = pd.DataFrame([region("某", region_code=code)])
    names = town_names(TOWNS, regions, frequencies(), ORDINARY)
    assert inside <= names
    assert not outside & names


def test_every_name_of_the_gazetteer_has_a_short_form() -> None:
    """Neither is empty nor a single character: 民族街道, 四族镇, 东街道 keep what they have."""
    full = {name for names in TOWNS["towns"] for name in names}
    assert min(len(_short_town(name)) for name in full) >= 2
    assert DIVISIONS["short_zh"].str.len().min() >= 2
    assert {"民族", "四族", "东街道", "南伊"} <= {*map(_short_town, full)}


def test_names_of_all_regions_at_once() -> None:
    borne = DIVISIONS[DIVISIONS["to_year"].isna()]
    every = borne.rename(columns={"code": "region_code"})
    every = every.assign(parents=[[] for _ in every.index], aliases=[[] for _ in every.index])
    names = names_of(DIVISIONS, TOWNS, every, PLACES, ORDINARY)
    assert min(map(len, names.known | names.towns)) >= 2
    assert {"鄂尔多斯", "民族街道", "合肥市"} <= names.known


@pytest.mark.parametrize("county", [*TOWNS["code"][::29]])
def test_a_study_of_any_county(county: str) -> None:
    names = names_of(
        DIVISIONS, TOWNS, pd.DataFrame([region("某县", region_code=county)]), PLACES, ORDINARY
    )
    assert min(map(len, names.known | names.towns)) >= 2


def test_towns_that_are_words_are_sure_only_where_they_live() -> None:
    names = names_of(
        DIVISIONS, TOWNS, pd.DataFrame([region("吴江区", region_code="320509")]), PLACES, ORDINARY
    )
    assert "盛泽" in names.sure
    assert "桃源" not in names.sure  # a word, too: masked if it lives in one region
    assert "桃源" in names.towns


def test_names_to_cut_are_whole_names_and_those_no_dictionary_has() -> None:
    names = names_to_cut(DIVISIONS, frozenset({"霁川市"}), ORDINARY)
    assert {"秀洲", "秀洲区", "霁川市", "霁川"} <= names
    assert not {"资源", "和平", "苏州", "苏州市", "城区", "万山区"} & names


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_own_names_are_read_from_the_studys_list(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "regions.csv"
    path.write_text(
        "region_id,name_zh,short_zh,parents,aliases\njc,霁川市,霁川,瀛东省|望沧市,\n",
        encoding=codec,
    )
    assert read_own_names([path]) == {"霁川市", "霁川", "瀛东省", "望沧市"}
    assert read_own_names([]) == frozenset()
