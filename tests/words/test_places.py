"""Names of places, and the ordinary words that look like them."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.gazetteer import read_divisions
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.places import division_names, local_names, own_names, place_names

GAZETTEER = Path(__file__).parents[2] / "resources" / "gazetteer" / "divisions.csv"
TAGS = parts_of_speech()
NAMES = division_names(read_divisions(GAZETTEER), TAGS)


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
    return {"name_zh": name, "short_zh": "", "parents": [], "aliases": [], **more}


def test_own_names_include_parents_aliases_and_short_forms() -> None:
    regions = pd.DataFrame(
        [
            region("霁川市", short_zh="霁川", parents=["瀛东省", "望沧市"]),
            region("平安区", short_zh="平安", aliases=["岚浦县", ""]),
        ]
    )
    assert own_names(regions, TAGS) == {
        "霁川市", "霁川", "瀛东省", "瀛东", "望沧市", "望沧", "平安区", "岚浦县", "岚浦",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("霁川", True),
        ("望沧市霁川市", True),  # two names stuck together
        ("沧市", True),  # cut from a name
        ("霁川通", True),
        ("苏州", True),
        ("市场", False),
        ("开发区", False),
        ("数字", False),
    ],
)
def test_place_names(term: str, expected: bool) -> None:
    own = frozenset({"霁川市", "霁川", "望沧市"})
    assert place_names([term], frozenset({"苏州"}), own, TAGS).tolist() == [expected]


@pytest.mark.parametrize(
    ("term", "before", "expected"),
    [
        ("荻川河", 0.0, True),
        ("石橹镇", 0.0, True),
        ("九鸾山", 0.0, True),
        ("太湖", 0.0, True),  # a place to the dictionary
        ("大道", 0.0, False),  # a word for a spot alone
        ("青碓", 0.6, True),
        ("青碓", 0.4, False),
        ("产业园", 0.9, False),  # words of the dictionary
        ("养老院", 0.0, False),
        ("古镇", 0.0, False),
        ("康养馆", 0.0, True),  # its stem is no word: taken for a name
        ("智慧社区", 0.0, False),  # the stem is a word
        ("进村", 0.0, False),
        ("百县", 0.0, False),
        ("一圈一带两区", 0.0, False),
        ("两园一河", 0.9, False),
        ("山区", 0.9, False),  # an ordinary word
        ("零碳", 0.0, False),
    ],
)
def test_local_names(term: str, before: float, expected: bool) -> None:
    terms = pd.DataFrame(
        {"term": [term], "frequency": [3], "n_regions": [1], "before_spot": [before]}
    )
    assert local_names(terms, 5, TAGS).tolist() == [expected]


@pytest.mark.parametrize(
    ("frequency", "n_regions", "regions", "expected"),
    [(3, 1, 2, True), (1, 1, 2, False), (3, 2, 2, False), (3, 1, 1, False)],
)
def test_local_means_one_of_several_regions_and_more_than_once(
    frequency: int, n_regions: int, regions: int, expected: bool
) -> None:
    terms = pd.DataFrame(
        {"term": ["荻川河"], "frequency": frequency, "n_regions": n_regions, "before_spot": 0.0}
    )
    assert local_names(terms, regions, TAGS).tolist() == [expected]
