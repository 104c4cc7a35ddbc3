"""Region, year and kind: recognised with evidence, or given, or asked for."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.corpus.identify import identify, manifest_frame, region_ids, settle
from policytopics.corpus.manifest import check_manifest
from policytopics.corpus.places import STUDY_COLUMNS, Place, Places, study_places
from policytopics.corpus.recognise import Line, kind_of, period_of, region_of, title_of, year_of
from policytopics.corpus.repair import repair
from policytopics.corpus.sheets import parse_sheet, read_places, read_sheet
from policytopics.corpus.structure import structure
from policytopics.gazetteer import read_divisions
from policytopics.problems import Problem, ProblemsError

GAZETTEER = Path(__file__).parents[2] / "resources/gazetteer/divisions.csv"
STUDY = [
    Place("jichuan", "", "霁川市", "Jichuan", "霁川", "county", ("瀛东省",), region_id="jichuan")
]


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.of(read_divisions(GAZETTEER), STUDY)


def head(*texts: str) -> list[Line]:
    return [Line(n, "title" if n == 1 else "front", "other", t) for n, t in enumerate(texts, 1)]


def body(*texts: str) -> list[Line]:
    return [Line(n, "body", "plan", text) for n, text in enumerate(texts, 1)]


def sheet(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="str", index=range(2, 2 + len(next(iter(columns.values())))))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (head("2025年北京市政府工作报告"), "北京市"),
        (head("2025年宁夏政府工作报告"), "宁夏回族自治区"),
        (head("苏州姑苏区2021年政府工作报告"), "姑苏区"),
        (head("2025年吉林政府工作报告"), "吉林省"),
        (head("吉林省吉林市2025年政府工作报告"), "吉林市"),
        (head("北京市朝阳区2025年政府工作报告"), "朝阳区"),
        (head("霁川市2024年政府工作报告"), "霁川市"),
        (head("吴江市2005年政府工作报告"), "吴江区"),
        (head("政府工作报告", "现在，我代表常熟市人民政府，向大会报告工作"), "常熟市"),
        (head("政府工作报告", "——2020年1月3日在海南省第六届人民代表大会第三次会议上"), "海南省"),
        (head("政府工作报告", "广东省省长 某某某"), "广东省"),
        (head("砚山县政府工作报告", "代县长 某某某"), "砚山县"),
    ],
)
def test_regions_of_titles_and_front_lines(places: Places, lines: list[Line], name: str) -> None:
    found = region_of(lines, places)
    assert places.by_key[found.value].name_zh == name
    assert found.evidence.startswith("line ")
    assert found.confidence > 0.9


def test_namesakes_are_told_apart_by_the_text(places: Places) -> None:
    lines = [*head("朝阳区政府工作报告"), *body("融入长春都市圈，服务吉林振兴。")]
    assert region_of(lines, places).value == "220104"


def test_a_source_line_and_an_upload_date_prove_nothing(places: Places) -> None:
    lines = [
        Line(1, "boilerplate", "other", "来源：青海日报 2020年政府工作报告"),
        Line(2, "title", "other", "宁夏政府工作报告"),
        Line(3, "boilerplate", "other", "发布时间：2021年3月4日"),
    ]
    assert region_of(lines, places).value == "640000"
    assert year_of(lines, "work_report").value == ""
    assert region_of(lines[:1], places).value == ""


def test_a_title_and_a_meeting_that_disagree_lower_the_confidence(places: Places) -> None:
    one = region_of(head("2025年北京市政府工作报告", "在天津市人民代表大会上"), places)
    assert places.by_key[one.value].name_zh == "北京市"
    assert one.confidence < 0.7


def test_a_fragment_is_told_by_its_names(places: Places) -> None:
    found = region_of(
        body("建设美丽秀洲、幸福秀洲、平安秀洲。", "融入嘉兴城区，争做浙江样板。"), places
    )
    assert found.value == "330411"
    assert found.confidence <= 0.8
    zone = region_of(
        body("高新区人民医院开工，高新区学校扩建，平安高新区。", "提升苏州西部新城。"), places
    )
    assert zone.value == "320505"


@pytest.mark.parametrize(
    "text",
    [
        "开发资源，资源节约，资源循环利用",
        "加快建设，促进发展",
        "学习苏州经验，对接常熟、昆山、太仓",
    ],
)
def test_ordinary_words_and_scattered_names_are_no_region(places: Places, text: str) -> None:
    assert region_of(body(text), places).value == ""


@pytest.mark.parametrize(
    ("lines", "kind", "year"),
    [
        (head("某县2024年政府工作报告"), "work_report", "2024"),
        (head("政府工作报告", "——2019年1月9日在县人大会议上"), "work_report", "2019"),
        (
            head("某县国民经济和社会发展第十四个五年规划和2035年远景目标纲要"),
            "five_year_plan", "2021",
        ),
        (head("某县“十三五”发展规划", "2016年3月"), "five_year_plan", "2016"),
        ([Line(1, "heading", "review", "一、2023年工作回顾")], "other", "2024"),
        ([Line(1, "heading", "plan", "二、2024年工作安排")], "other", "2024"),
        (body("各位代表，民生是根本。"), "work_report", ""),
        (body("今年要加快发展。"), "work_report", ""),
        (body("第一章 总则", "第二章 目标", "第三章 保障"), "five_year_plan", ""),
    ],
)  # fmt: skip
def test_kind_and_year(lines: list[Line], kind: str, year: str) -> None:
    assert kind_of(lines).value == kind
    assert year_of(lines, kind).value == year


def test_period_and_title() -> None:
    plan = head("某县发展规划（2026—2030年）")
    assert period_of(plan, "five_year_plan", "").value == "2026-2030"
    assert period_of(body("无"), "five_year_plan", "").value == ""
    assert period_of([], "work_report", "2024").value == "2024"
    assert (
        title_of(head("某县2024年政府工作报告", "政府工作报告")).value == "某县2024年政府工作报告"
    )
    assert title_of(body("无")).value == ""


TEXTS = {
    "a.txt": ["霁川市2024年政府工作报告", "各位代表：", "一、2023年工作回顾", "经济增长。"],
    "b.txt": ["（二）加快发展", "今年要稳中求进。"],
}


def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    sources = pd.DataFrame({"file": list(TEXTS), "lines": list(TEXTS.values())}).assign(
        document_id=["a", "b"], sha256="0", format="txt", encoding="utf-8", warnings=[[], ["x"]]
    )
    repaired, _ = repair(sources)
    return sources, repaired, structure(repaired)


def test_documents_without_a_region_are_asked_for(places: Places) -> None:
    documents, regions, problems = identify(*tables(), places)
    assert documents["document_id"].tolist() == ["a"]
    row = documents.iloc[0]
    assert (row["region_id"], row["year"], row["period"]) == ("jichuan", 2024, "2024")
    assert row["evidence"].startswith("region: line 1: 霁川市2024年政府工作报告; year: line 1")
    assert regions["parents"].tolist() == [["瀛东省"]]
    assert [problem.where for problem in problems] == ["b.txt"]
    assert "documents.csv" in problems[0].fix


def test_what_the_manifest_gives_wins(places: Places) -> None:
    manifest = sheet(
        file=["b.txt", "a.txt"], region=["苏州高新区(虎丘区)", ""], year=["2023", ""],
        kind=["work_report", ""], starts_mid_document=["yes", "no"],
    )  # fmt: skip
    documents, regions, problems = identify(*tables(), places, manifest)
    assert problems == []
    row = documents.set_index("document_id").loc["b"]
    assert (row["region_id"], row["year"], row["confidence"]) == ("huqiu", 2023, 1.0)
    assert row["evidence"].startswith("region: documents.csv:2; year: documents.csv:2")
    assert row["starts_mid_document"]
    assert row["warnings"] == ["x", "the beginning is missing", "the end is missing"]
    assert regions["region_id"].tolist() == ["huqiu", "jichuan"]


def test_excluded_documents_go(places: Places) -> None:
    documents, _, problems = identify(*tables(), places, sheet(file=["b.txt"], exclude=["是"]))
    assert documents["document_id"].tolist() == ["a"]
    assert problems == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"file": ["c.txt"]}, "no file c.txt"),
        ({"file": ["a.txt", "a.txt"]}, "a second time, after documents.csv:2"),
        ({"file": ["a.txt"], "regoin": ["x"]}, "unknown column regoin"),
        ({"file": ["a.txt"], "year": ["20x4"]}, "year 20x4 is none"),
        ({"file": ["a.txt"], "year": ["1066"]}, "year 1066 is none"),
        ({"file": ["a.txt"], "kind": ["report"]}, "unknown kind report"),
        ({"file": ["a.txt"], "period": ["21-25"]}, "period 21-25 is none"),
        ({"file": ["a.txt"], "exclude": ["maybe"]}, "exclude: maybe is neither"),
        ({"file": ["a.txt"], "region": ["乌有市"]}, "unknown region 乌有市"),
        ({"file": ["a.txt"], "region": ["朝阳区"]}, "朝阳区 may be any of: 110105 北京市朝阳区"),
        ({"file": ["a.txt"], "region_code": ["999999"]}, "no division 999999"),
        ({"name": ["a.txt"]}, "no column file"),
        ({"file": ["d.txt"]}, "2 files are called d.txt"),
    ],
)
def test_faults_of_the_manifest(
    places: Places, columns: dict[str, list[str]], message: str
) -> None:
    files = ["a.txt", "x/d.txt", "y/d.txt"]
    _, problems = check_manifest(sheet(**columns), files, places)
    assert any(message in problem.what for problem in problems)
    assert all(problem.fix and problem.where.startswith("documents.csv:") for problem in problems)


def test_near_misses_are_suggested(places: Places) -> None:
    _, problems = check_manifest(sheet(file=["a.txt"], regoin=["x"]), ["a.txt"], places)
    assert problems[0].fix == "did you mean region?"


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"region": "jichuan"}, "jichuan"), ({"region": "320508"}, "320508"),
        ({"region": "姑苏区"}, "320508"), ({"region": "姑苏"}, "320508"),
        ({"region": "江苏省苏州市姑苏区"}, "320508"), ({"region": "Gusu"}, "320508"),
        ({"region": "朝阳区", "province": "北京市"}, "110105"),
        ({"region": "鼓楼区", "city": "南京市"}, "320106"),
        ({"region_code": "320509", "region": "随便"}, "320509"),
    ],
)  # fmt: skip
def test_regions_are_given_by_name_code_or_id(
    places: Places, cells: dict[str, str], key: str
) -> None:
    manifest = sheet(file=["a.txt"], **{name: [value] for name, value in cells.items()})
    given, problems = check_manifest(manifest, ["a.txt"], places)
    assert problems == []
    assert given["a.txt"].region == key


def test_a_place_has_its_earlier_names_and_its_parents(places: Places) -> None:
    place = places.by_key["320509"]
    assert place.name_zh == "吴江区"
    assert {"吴江市", "吴江县"} <= set(place.aliases)
    assert place.parents == ("江苏省", "苏州市")
    assert places.lineage("320509") == ("320000", "320500", "320509")


def test_a_studys_region_takes_the_place_of_the_gazetteers() -> None:
    own = Place("gs", "320508", "姑苏古城", "Old Town", "古城", "county", region_id="gs")
    places = Places.of(read_divisions(GAZETTEER), [own])
    assert "320508" not in places.by_key
    assert places.named("姑苏古城") == ("gs",)


def test_namesakes_get_ids_of_their_own(places: Places) -> None:
    chosen = [places.by_key[key] for key in ("110105", "220104", "610100", "150000")]
    assert region_ids(chosen) == {
        "110105": "chaoyang_110105", "220104": "chaoyang_220104", "610100": "xian",
        "150000": "inner_mongolia",
    }  # fmt: skip


def test_problems_end_the_run_or_leave_the_document_out(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    documents, _, problems = identify(*tables(), places)
    with pytest.raises(ProblemsError, match=r"b\.txt: region not recognised"):
        settle(documents, problems, leave_out=False)
    assert len(settle(documents, problems, leave_out=True)) == 1
    assert "left out: b.txt" in capsys.readouterr().out
    with pytest.raises(ProblemsError, match="unknown kind"):
        settle(documents, [Problem("documents.csv:2", "unknown kind", "x")], leave_out=True)
    with pytest.raises(ProblemsError, match="no documents remain"):
        settle(documents.iloc[:0], [], leave_out=True)


def test_a_manifest_to_fill_in(places: Places) -> None:
    sources, _, paragraphs = tables()
    frame = manifest_frame(sources, paragraphs, places)
    assert frame.columns.tolist() == [
        "file", "region", "region_code", "year", "period", "kind", "confidence", "evidence",
    ]  # fmt: skip
    assert frame["region"].tolist() == ["霁川市", ""]
    assert frame["year"].tolist() == ["2024", ""]
    _, problems = check_manifest(frame, ["a.txt", "b.txt"], places)
    assert problems == []


def test_regions_csv_is_checked() -> None:
    good = dict.fromkeys(STUDY_COLUMNS, "")
    rows = [
        {**good, "region_id": "a", "name_zh": "甲市", "parents": "乙省|丙市", "aliases": "甲县"},
        {**good, "region_id": "a", "name_zh": "", "level": "town"},
        {**good, "region_id": "Ü b", "name_zh": "丁市"},
    ]
    frame = pd.DataFrame(rows, index=range(2, 5))
    (place,) = study_places(frame.iloc[:1], "regions.csv")
    assert (place.parents, place.aliases, place.short_zh) == (("乙省", "丙市"), ("甲县",), "甲市")
    assert (place.name_en, place.level) == ("A", "other")
    with pytest.raises(ProblemsError) as error:
        study_places(frame.assign(colour="red"), "regions.csv")
    text = str(error.value)
    for part in (
        "unknown column colour", "region_id a stands twice", "name_zh is empty",
        "unknown level town", "no ASCII slug", "regions.csv:3", "regions.csv:4",
    ):  # fmt: skip
        assert part in text
    with pytest.raises(ProblemsError, match="no column name_zh"):
        study_places(frame[["region_id"]], "regions.csv")


def test_sheets_are_read_whatever_saved_them(tmp_path: Path) -> None:
    for codec in ("utf-8-sig", "gb18030"):
        found = parse_sheet("file,region\na.txt,姑苏区\n\nb.txt\n".encode(codec), "documents.csv")
        assert found.to_numpy().tolist() == [["a.txt", "姑苏区"], ["b.txt", ""]]
    for data, message in (
        (b"\x00\x01", "not a text file"), (b"\n", "is empty"), (b"a,b\n1,2,3\n", "more cells"),
    ):  # fmt: skip
        with pytest.raises(ProblemsError, match=message):
            parse_sheet(data, "documents.csv")
    assert read_sheet(None) is None
    path = tmp_path / "regions.csv"
    path.write_text("region_id,name_zh\na,甲市\n", encoding="utf-8")
    assert "a" in read_places(str(GAZETTEER), str(path)).by_key
    assert "320508" in read_places(str(GAZETTEER), None).by_key
