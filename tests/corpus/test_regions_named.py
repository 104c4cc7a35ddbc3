"""Which region: by settings, by names, by years; asked for where that is not sure."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policytopics.corpus.lines import Line
from policytopics.corpus.places import Place, Places
from policytopics.corpus.recognise import SURE
from policytopics.corpus.regions_named import region_of
from policytopics.gazetteer import read_divisions

GAZETTEER = Path(__file__).parents[2] / "resources/gazetteer/divisions.csv"


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.of(read_divisions(GAZETTEER))


def head(*texts: str) -> list[Line]:
    return [Line(n, "title" if n == 1 else "front", "other", t) for n, t in enumerate(texts, 1)]


def body(*texts: str) -> list[Line]:
    return [Line(n, "body", "plan", text) for n, text in enumerate(texts, 20)]


def told(lines: list[Line], places: Places, year: int | None = None) -> str:
    """Return the name that is used without asking, or the empty string."""
    found = region_of(lines, places, year)
    return places.by_key[found.value].name_zh if found.confidence >= SURE else ""


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (head("2025年北京市政府工作报告"), "北京市"),
        (head("2025年宁夏政府工作报告"), "宁夏回族自治区"),
        (head("苏州姑苏区2021年政府工作报告"), "姑苏区"),
        (head("吉林省吉林市2025年政府工作报告"), "吉林市"),
        (head("北京市朝阳区2025年政府工作报告"), "朝阳区"),
        (head("吴江市2005年政府工作报告"), "吴江区"),
        (head("政府工作报告", "现在，我代表常熟市人民政府，向大会报告工作"), "常熟市"),
        (head("政府工作报告", "——2020年1月3日在海南省第六届人民代表大会第三次会议上"), "海南省"),
        (head("政府工作报告", "广东省省长 某某某"), "广东省"),
        (head("砚山县政府工作报告", "代县长 某某某"), "砚山县"),
        (head("政府工作报告", "凉山州人民政府州长 某某"), "凉山彝族自治州"),
        (head("雄安新区2024年政府工作报告"), "雄安新区"),
        (head("两江新区2024年政府工作报告"), "两江新区"),
        (head("天府新区2023年政府工作报告"), "天府新区"),
        (head("政府工作报告", "合肥经济技术开发区管理委员会主任 某某"), "合肥经济技术开发区"),
        (head("政府工作报告", "国务院总理 某某某"), "全国"),
        (head("现在，我代表国务院，向大会报告政府工作，请予审议"), "全国"),
        (head("遵义市2014年政府工作报告"), "遵义市"),
        (head("遵义县2014年政府工作报告"), "播州区"),
        (head("岳阳市2014年政府工作报告"), "岳阳市"),
    ],
)
def test_regions_of_titles_and_front_lines(places: Places, lines: list[Line], name: str) -> None:
    assert told(lines, places) == name


def test_a_county_district_whose_city_ends_in_its_first_character(places: Places) -> None:
    south = head("长沙市南区1990年政府工作报告", "长沙市南区人民政府区长 某某某")
    assert region_of(south, places, 1990).value == "430103"
    assert told(head("青岛市市南区2024年政府工作报告"), places, 2024) == "市南区"


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("邯郸市", 2024, "130400"), ("扬州市", 2024, "321000"), ("荆门市", 2024, "420800"),
        ("海口市", 2024, "460100"), ("上饶市", 2010, "361100"), ("上饶市", 1995, "362301"),
        ("巢湖市", 2005, "341400"), ("巢湖市", 2015, "340181"), ("东莞市", 2003, "441900"),
        ("重庆市", 1990, "500000"), ("襄樊市", 2005, "420600"), ("仙桃市", 2020, "429004"),
        ("济源市", 2020, "419001"),
    ],
)  # fmt: skip
def test_the_division_alive_in_the_year(places: Places, name: str, year: int, code: str) -> None:
    lines = head(f"{name}政府工作报告", f"——{year}年1月12日在{name}第六届人民代表大会第三次会议上")
    found = region_of(lines, places, year)
    assert found.confidence >= SURE
    assert places.by_key[found.value].code == code


def test_a_division_is_never_found_after_its_end(places: Places) -> None:
    for year in (2013, 2024):
        found = region_of(head("巢湖市政府工作报告", "巢湖市市长 某某"), places, year)
        assert found.value == "340181"
    assert region_of(head("邯郸县政府工作报告", "邯郸县县长 某某"), places, 2024).value == ""


def test_namesakes_are_told_apart_by_the_text_or_asked_about(places: Places) -> None:
    lines = [*head("朝阳区政府工作报告"), *body("融入长春都市圈，服务吉林振兴，建设长春。")]
    assert region_of(lines, places).value == "220104"
    assert told(head("朝阳区政府工作报告"), places, 2024) == ""
    lines = [*head("2025年吉林政府工作报告"), *body("全省经济增长，全省粮食丰收，我省出口增加。")]
    assert told(lines, places) == "吉林省"


def test_a_source_line_proves_nothing(places: Places) -> None:
    lines = [
        Line(1, "boilerplate", "other", "来源：青海日报 2020年政府工作报告"),
        Line(2, "title", "other", "宁夏政府工作报告"),
    ]
    assert region_of(lines, places).value == "640000"
    assert region_of(lines[:1], places).value == ""


def test_another_office_of_the_speaker_is_not_the_region(places: Places) -> None:
    lines = [
        *head("政府工作报告", "甘肃省委常委、兰州市委书记 某某", "兰州市市长 某某某"),
        *body("全市经济增长，全市收入增加，兰州向好，兰州变样。"),
    ]
    assert told(lines, places, 2017) == "兰州市"


def test_a_title_and_a_meeting_that_disagree_are_asked_about(places: Places) -> None:
    lines = head("2025年北京市政府工作报告", "在天津市第十八届人民代表大会上")
    found = region_of(lines, places, 2025)
    assert found.confidence < SURE
    assert {found.value, *found.rivals} >= {"110000", "120000"}


def test_a_place_that_no_table_lists_is_not_the_one_it_ends_like(places: Places) -> None:
    assert told(head("2020年乌有兴县政府工作报告"), places, 2020) == ""
    lines = head("政府工作报告", "在涞源县白石山镇第三届人民代表大会第一次会议上")
    assert told(lines, places, 2020) == ""


@pytest.mark.parametrize(
    "text",
    [
        "开发资源，资源节约，资源循环利用，合作共赢，和平发展，惠民利民，建设城区，改造郊区",
        "加快建设，促进发展",
        "学习苏州经验，对接常熟、昆山、太仓",
        "高新区扩建，开发区招商，经开区投产，新区建设",
    ],
)
def test_ordinary_words_and_scattered_names_are_no_region(places: Places, text: str) -> None:
    assert told(body(*[text] * 5), places) == ""


def test_a_fragment_is_guessed_by_its_names_and_asked_about(places: Places) -> None:
    lines = body("建设美丽秀洲、幸福秀洲、平安秀洲。" * 3, "融入嘉兴城区，争做浙江样板。")
    found = region_of(lines, places)
    assert found.value == "330411"
    assert found.confidence < SURE


def test_the_text_alone_tells_a_city_that_names_itself(places: Places) -> None:
    lines = [
        *head("现在，我代表市人民政府，向大会报告工作，请予审议。"),
        *body(
            "全市经济增长，合肥城区扩大，肥西、肥东、长丰、庐江、巢湖、瑶海、包河、蜀山、庐阳并进。"
            * 8
        ),
    ]
    assert told(lines, places, 2020) == "合肥市"


RANKS = {"省": "省长", "市": "市长", "县": "县长", "州": "州长", "盟": "盟长", "旗": "旗长"}


def made_up(name: str, year: int) -> list[Line]:
    """Return a report in the genre's form."""
    last = name.removesuffix("自治区")[-1] if not name.endswith("自治区") else "席"
    office = RANKS.get(last, "主席" if last == "席" else "区长")
    return [
        *head(
            f"{name}人民政府工作报告",
            f"——{year}年1月12日在{name}第六届人民代表大会第三次会议上",
            f"{name}人民政府{office} 某某某",
            f"现在，我代表{name}人民政府，向大会报告工作，请予审议。",
        ),
        *body("过去一年，我们稳中求进，经济发展。"),
    ]


def alive(places: Places, year: int) -> Iterator[tuple[Place, str]]:
    """Return each place that stands in a year, with its name then."""
    for place in places.by_key.values():
        name = place.name_in(year)
        if place.level != "country" and name and name.first <= year <= name.last:
            yield place, name.full


@pytest.mark.parametrize("year", [1986, 2004, 2024])
def test_every_division_is_recognised_or_asked_about_never_taken_for_another(
    places: Places, year: int
) -> None:
    standing = list(alive(places, year))
    bearers: dict[str, list[str]] = {}
    for place, name in standing:
        bearers.setdefault(name, []).append(place.key)
    # Every province and prefecture, and every third county.
    chosen = [pair for n, pair in enumerate(standing) if pair[0].level != "county" or not n % 3]
    wrong, asked, found_all = [], [], 0
    for place, name in chosen:
        found = region_of(made_up(name, year), places, year)
        if found.confidence < SURE:
            asked.append((name, len(bearers[name])))
        elif found.value != place.key:
            wrong.append((name, place.key, found))
        else:
            found_all += 1
    assert wrong == []
    assert found_all > 0.9 * len(chosen)
    alone = [name for name, bearing in asked if bearing == 1]
    assert len(alone) <= 0.01 * len(chosen)
    if year == max(2024, year):
        assert alone == []


@pytest.mark.parametrize("year", [2004, 2024])
def test_namesakes_are_recognised_with_what_is_above_them(places: Places, year: int) -> None:
    standing = list(alive(places, year))
    names = [name for _, name in standing]
    wrong = []
    n_asked = 0
    for place, name in standing:
        entry = place.name_in(year)
        if names.count(name) == 1 or entry is None or entry.parent not in places.by_key:
            continue
        above = places.by_key[entry.parent].name_in(year)
        assert above is not None
        found = region_of(made_up(above.full + name, year), places, year)
        n_asked += found.confidence < SURE
        if found.confidence >= SURE and found.value != place.key:
            wrong.append((above.full, name, found))
    assert wrong == []
    assert n_asked <= 20


def test_a_word_that_is_a_short_name_too_is_asked_about_however_often_it_stands(
    places: Places,
) -> None:
    words = ["岁岁永安，共建永安家园，全市上下齐心。"] * 15
    asked = region_of(body(*words), places, 2020)
    assert asked.confidence < SURE
    assert places.by_key[asked.value].name_zh == "永安市"
    sure = region_of(body(*words, *["永安市发展加快，三明市支持永安市。"] * 4), places, 2020)
    assert sure.value == asked.value
    assert sure.confidence > asked.confidence


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("兰州新区2021年政府工作报告", "other"),
        ("合肥经济技术开发区2021年政府工作报告", "other"),
        ("西海岸新区2021年政府工作报告", "county"),
        ("滨海新区2021年政府工作报告", "county"),
    ],
)
def test_zones_and_new_areas_that_are_no_district_have_a_level_of_their_own(
    places: Places, title: str, level: str
) -> None:
    found = region_of(head(title), places, 2021)
    assert places.by_key[found.value].level == level


def test_an_autonomous_region_that_speaks_of_urban_districts_is_none_of_them(
    places: Places,
) -> None:
    opening = head("现在，我代表自治区人民政府，向大会报告工作")
    words = body(*["全区经济平稳增长，市区面貌一新，郊区和城区协调发展。"] * 6)
    found = region_of([*opening, *words], places, 2001)
    assert found.confidence < SURE
    named = body(*["广西全区各市加快发展，桂林市、柳州市、南宁市走在广西前列。"] * 6)
    assert told([*opening, *words, *named], places, 2001) == "广西壮族自治区"
