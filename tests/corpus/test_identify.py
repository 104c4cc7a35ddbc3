"""Region, year and kind: recognised with evidence, or given, or asked for."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.corpus.draft import DRAFT_COLUMNS, manifest_frame
from policytopics.corpus.identify import Unchosen, identify, region_ids
from policytopics.corpus.lines import Line
from policytopics.corpus.manifest import check_manifest
from policytopics.corpus.places import Place, PlaceName, Places
from policytopics.corpus.recognise import period_of, title_of
from policytopics.corpus.repair import repair
from policytopics.corpus.selection import Choice
from policytopics.corpus.settle import counted_draft, omitted, settle_documents
from policytopics.corpus.structure import structure
from policytopics.corpus.study_regions import STUDY_COLUMNS, read_places, study_places
from policytopics.gazetteer import read_divisions
from policytopics.problems import Problem, ProblemsError
from policytopics.sheets import parse_sheet, read_sheet

GAZETTEER = Path(__file__).parents[2] / "resources/gazetteer/divisions.csv"
STUDY = [
    Place(
        "jichuan",
        "",
        "霁川市",
        "Jichuan",
        "霁川",
        "county",
        ("瀛东省",),
        region_id="jichuan",
        names=(PlaceName("霁川市", "霁川"),),
    )
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


def test_what_the_study_does_not_choose_is_left_out_and_said(places: Places) -> None:
    for choice, reason in (
        (
            Choice(years={2020}),
            "year 2024 (line 1: 霁川市2024年政府工作报告) is not in corpus.years",
        ),
        (Choice(levels=["province"]), "level county (霁川市) is not in corpus.levels"),
        (Choice(kinds=["five_year_plan"]), "kind work_report"),
    ):
        documents, _, problems = identify(*tables(), places, choice=choice)
        assert documents.empty
        told = {one.where: one for one in problems if isinstance(one, Unchosen)}
        assert told["a.txt"].what.startswith(reason)
        assert omitted(tables()[0], documents, problems)["file"].tolist() == ["a.txt", "b.txt"]
    taken, _, _ = identify(*tables(), places, choice=Choice(years={2024}, levels=["county"]))
    assert taken["document_id"].tolist() == ["a"]


def test_a_year_must_be_known_where_years_are_chosen(places: Places) -> None:
    manifest = sheet(file=["b.txt"], region=["霁川市"], kind=["work_report"])
    _, _, problems = identify(*tables(), places, manifest, choice=Choice(years={2024}))
    assert [str(one.what) for one in problems] == ["year not recognised"]
    documents, _, problems = identify(*tables(), places, manifest, choice=Choice(kinds=()))
    assert problems == []
    assert documents["year"].isna().tolist() == [False, True]


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
        ({"region": "遵义市"}, "520300"), ({"region": "雄安新区"}, "133100"),
        ({"region": "全国"}, "china"), ({"region_code": "000000"}, "china"),
    ],
)  # fmt: skip
def test_regions_are_given_by_name_code_or_id(
    places: Places, cells: dict[str, str], key: str
) -> None:
    manifest = sheet(file=["a.txt"], **{name: [value] for name, value in cells.items()})
    given, problems = check_manifest(manifest, ["a.txt"], places)
    assert problems == []
    assert given["a.txt"].region == key


def test_what_the_program_wrote_is_no_person_s_word(places: Places) -> None:
    wrote = "region=姑苏区; region_code=320508; year=2021"
    row = {"file": ["a.txt"], "region": ["姑苏区"], "region_code": ["320508"], "year": ["2021"]}

    def given(**changed: list[str]) -> tuple[str, str]:
        one, problems = check_manifest(
            sheet(**{**row, "recognised": [wrote], **changed}), ["a.txt"], places
        )
        assert problems == []
        return one["a.txt"].region, one["a.txt"].year

    assert given() == ("", "")
    assert given(year=["2022"]) == ("", "2022")
    assert given(region=["常熟市"]) == ("320581", "")
    assert given(region_code=["320581"]) == ("320581", "")
    assert given(checked=["yes"]) == ("320508", "2021")
    assert given(recognised=[""]) == ("320508", "2021")


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
        settle_documents(documents, problems, leave_out=False)
    assert len(settle_documents(documents, problems, leave_out=True)) == 1
    assert "left out: b.txt" in capsys.readouterr().out
    with pytest.raises(ProblemsError, match="unknown kind"):
        settle_documents(
            documents, [Problem("documents.csv:2", "unknown kind", "x")], leave_out=True
        )
    with pytest.raises(ProblemsError, match="no documents remain"):
        settle_documents(documents.iloc[:0], [], leave_out=True)


def test_a_manifest_to_fill_in(places: Places) -> None:
    sources, repaired, paragraphs = tables()
    frame = manifest_frame(sources, paragraphs, places)
    assert tuple(frame.columns) == DRAFT_COLUMNS
    assert frame["region"].tolist() == ["霁川市", ""]
    assert frame["year"].tolist() == ["2024", ""]
    assert frame["status"].tolist() == ["sure", "unknown"]
    assert counted_draft(frame) == "2 documents: 1 sure, 0 guessed, 1 unknown; 1 without a year"
    given, problems = check_manifest(frame, ["a.txt", "b.txt"], places)
    assert problems == []
    assert not any((one.region, one.year, one.kind) != ("", "", "") for one in given.values())
    documents, _, _ = identify(sources, repaired, paragraphs, places, frame)
    # Not 1, as if a person had said it.
    assert documents["confidence"].tolist() == pytest.approx(
        [float(frame["confidence"][0])], abs=0.01
    )


def test_the_questions_say_where_a_draft_is(places: Places) -> None:
    documents, _, problems = identify(*tables(), places)
    with pytest.raises(
        ProblemsError, match=r"a filled draft was written: draft\.csv \(2 documents"
    ):
        settle_documents(documents, problems, leave_out=False, draft="draft.csv (2 documents)")


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


@pytest.mark.parametrize(
    ("mark", "codec", "first"),
    [
        ("\t", "utf-16", ""), ("\t", "utf-8", ""), (";", "gb18030", ""), (";", "utf-8-sig", ""),
        (";", "utf-8-sig", "sep=;\r\n"), ("\t", "utf-16", "sep=\t\r\n"), (",", "utf-8", "sep=,\n"),
    ],
)  # fmt: skip
def test_sheets_are_read_with_the_delimiter_they_have(mark: str, codec: str, first: str) -> None:
    lines = [["file", "region", "note"], ["b, c.txt" if mark != "," else "b.txt", "某市", "一；二"]]
    text = first + "\r\n".join(map(mark.join, lines)) + "\r\n"
    found = parse_sheet(text.encode(codec), "regions.csv")
    assert [found.columns.tolist(), *found.to_numpy().tolist()] == lines
    assert found.index.tolist() == [2 + bool(first)]


def test_sheets_are_read_whatever_saved_them(tmp_path: Path) -> None:
    for codec in ("utf-8-sig", "gb18030"):
        found = parse_sheet("file,region\na.txt,姑苏区\n\nb.txt\n".encode(codec), "documents.csv")
        assert found.to_numpy().tolist() == [["a.txt", "姑苏区"], ["b.txt", ""]]
    for data, message in (
        (b"\xff\x00\x01", "not a text file"), (b"\n", "is empty"), (b"a,b\n1,2,3\n", "more cells"),
    ):  # fmt: skip
        with pytest.raises(ProblemsError, match=message):
            parse_sheet(data, "documents.csv")
    assert read_sheet(None) is None
    path = tmp_path / "regions.csv"
    path.write_text("region_id,name_zh\na,甲市\n", encoding="utf-8")
    assert "a" in read_places(str(GAZETTEER), str(path)).by_key
    assert "320508" in read_places(str(GAZETTEER), None).by_key
