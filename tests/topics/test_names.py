from pathlib import Path

import pandas as pd
import pytest

from policytopics.problems import ProblemsError
from policytopics.topics.names import Name, assign, read_names, warnings

GOOD = """\
# ours
- {name_zh: 水利建设, name_en: Water, terms: [水利, 防洪, 河道, 灌区]}
- name_zh: 港口
  name_en: Ports
  terms: [港口, 口岸, 班列]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "topics.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def topics(**terms: str) -> pd.DataFrame:
    rows = [
        (name, term, rank)
        for name, text in terms.items()
        for rank, term in enumerate(text.split(), 1)
    ]
    return pd.DataFrame(rows, columns=["topic_id", "term", "rank"])


def test_names_are_read_in_their_order(tmp_path: Path) -> None:
    water, ports = read_names(write(tmp_path, GOOD))
    assert water == Name("水利建设", "Water", ("水利", "防洪", "河道", "灌区"))
    assert ports.name_en == "Ports"


def test_an_empty_file_names_nothing(tmp_path: Path) -> None:
    assert read_names(write(tmp_path, "# nothing yet\n")) == []


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    text = GOOD + (
        "- 水利\n"
        "- {name_zh: 水利建设, name_en: Dams, terms: [水利, 防洪, 河道]}\n"
        "- {name_zh: 农业, name_eng: Farms, terms: [农业, 农业, 粮食]}\n"
    )
    path = write(tmp_path, text)
    with pytest.raises(ProblemsError) as raised:
        read_names(path)
    assert [f"{problem.where}: {problem.what}" for problem in raised.value.problems] == [
        f"{path}:6: is not a name with terms",
        f"{path}:8: name_eng: is not a key",
        f"{path}:8: name_en: is missing or empty",
        f"{path}:8: terms: is not a list of 3 different terms or more",
        f"{path}:7: name_zh: 水利建设 stands twice",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name_zh: a", "topics.yaml:1: is not a list of names"),
        (b"- {name_zh: [", "topics.yaml:1: is not YAML"),
        (b"- \xff\xff", "not a text file"),
        (b"- {name_zh: \x08}", "topics.yaml:1: holds a control character, U\\+0008"),
    ],
)
def test_a_file_that_is_no_list_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "topics.yaml"
    path.write_bytes(content)
    with pytest.raises(ProblemsError, match=said):
        read_names(path)


def test_a_name_goes_to_the_topic_that_shares_most_of_its_terms() -> None:
    names = [
        Name("甲", "A", ("水利", "防洪", "河道", "灌区")),
        Name("乙", "B", ("学校", "教师", "学位")),
    ]
    table = topics(t01="教师 学校 学位 水利", t02="水利 防洪 河道 水库", t03="灌区 河道 防洪 水利")
    given, left, moved = assign(names, table)
    assert {topic: name.name_zh for topic, name in given.items()} == {"t01": "乙", "t03": "甲"}
    assert left == []
    assert moved == {}


def test_a_name_without_three_shared_terms_is_left_over() -> None:
    name = Name("甲", "A", ("水利", "防洪", "河道"))
    found = assign([name], topics(t01="水利 防洪 学校"))
    assert found == ({}, [name], {})
    assert warnings(found, "topics.yaml") == [
        "topics.yaml: no topic has 3 of the terms listed for 甲"
    ]


def test_a_name_whose_terms_have_gone_elsewhere_is_warned_of() -> None:
    name = Name("甲", "A", ("水利", "防洪", "河道", "灌区", "水库", "泵站"))
    found = assign([name], topics(t01="水利 防洪 河道 学校", t02="灌区 粮食 水库"))
    assert found.given == {"t01": name}
    assert found.moved == {"t01": ["灌区", "水库", "泵站"]}
    (said,) = warnings(found, "topics.yaml")
    assert said.startswith("topics.yaml: 甲 now names t01, which lacks 灌区, 水库, 泵站")
    kept = assign([name], topics(t01="水利 防洪 河道 灌区"))
    assert kept.moved == {}


def test_terms_below_the_twentieth_do_not_count() -> None:
    table = topics(t01="水利 防洪 " + " ".join(f"词{n}" for n in range(18)) + " 河道")
    assert assign([Name("甲", "A", ("水利", "防洪", "河道"))], table)[0] == {}


def test_without_names_there_is_nothing_to_do() -> None:
    assert assign([], topics(t01="水利")) == ({}, [], {})
