"""A study's configuration: closed, checked whole, every mistake with its file and line."""

from pathlib import Path

import pytest

from policytopics.problems import ProblemsError
from policytopics.study.load import Study, load

NAMES = ("demo", "suzhou")


def study(tmp_path: Path, text: str, **overrides) -> Study:
    (tmp_path / "mine").mkdir(exist_ok=True)
    (tmp_path / "mine" / "study.yaml").write_text(text, encoding="utf-8")
    return load("mine", overrides, config=tmp_path)


def problems(tmp_path: Path, text: str, **overrides) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        study(tmp_path, text, **overrides)
    return [str(each).replace(str(tmp_path), "config") for each in caught.value.problems]


def test_an_empty_file_is_the_defaults(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("POLICYTOPICS_CORPUS", raising=False)
    assert study(tmp_path, "") == Study()


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_studies_are_sound(name: str) -> None:
    assert isinstance(load(name, {}), Study)


def test_the_environment_names_the_folder_only_where_the_study_does_not(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("POLICYTOPICS_CORPUS", "elsewhere")
    assert study(tmp_path, "").corpus.folder == "elsewhere"
    assert study(tmp_path, "corpus: {folder: here}").corpus.folder == "here"


def test_the_command_line_wins_key_by_key(tmp_path: Path) -> None:
    found = study(tmp_path, "topics:\n  number: 8\n  seed: 3\n", topics={"number": 9})
    assert (found.topics.number, found.topics.seed) == (9, 3)
    # Inside a value Snakemake hands numbers on as text.
    found = study(tmp_path, "", topics={"number": "9", "candidates": ["4", "5"]})
    assert (found.topics.number, found.topics.candidates) == (9, [4, 5])


def test_all_mistakes_are_told_at_once_with_line_key_and_fix(tmp_path: Path) -> None:
    text = (
        "topics:\n  nubmer: 8\n  runs: -1\nwords:\n  engine: jeiba\n  unit_characters: [150, 60]\n"
        "figurs: {}\nregions:\n  draws: many\n"
    )
    found = "\n".join(problems(tmp_path, text))
    for line in (
        "config/mine/study.yaml:2: topics.nubmer: is not a key\n    fix: did you mean number?",
        "config/mine/study.yaml:3: topics.runs: input should be greater than or equal to 3; got -1",
        "study.yaml:5: words.engine: input should be 'jieba' or 'rjieba'; got \"jeiba\"",
        "config/mine/study.yaml:7: figurs: is not a key\n    fix: did you mean figures?",
        'config/mine/study.yaml:9: regions.draws: input should be a valid integer; got "many"',
    ):
        assert line in found
    assert "study.yaml:6: words.unit_characters: the shortest must be" in found
    assert len(problems(tmp_path, text)) == 6


def test_a_wrong_value_of_a_choice_of_types_is_told_by_its_key(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "topics:\n  number: many\n")
    assert found.startswith("config/mine/study.yaml:2: topics.number: input should be")


def test_a_mistake_on_the_command_line_is_told_as_one(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "", topics={"sed": 1})
    assert found == "--config: topics.sed: is not a key\n    fix: did you mean seed?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("topics: [\n", "study.yaml:2: is not YAML"),
        ("- 1\n", "study.yaml:1: holds no sections"),
        ("topics: 8\n", "study.yaml:1: topics: "),
        (
            "robustness:\n  sweep:\n    topics.k: [8]\n",
            ":3: robustness.sweep.topics.k: is not a key",
        ),
        ("robustness:\n  sweep:\n    corpus.folder: [x]\n", "is not a key that can be swept"),
        ("robustness:\n  sweep:\n    topics.number: []\n", "lists no values"),
        ("robustness:\n  sweep:\n    topics.runs: [1]\n", "topics.runs: 1: Input should be"),
        ("robustness:\n  specifications:\n    a: {topics.los: x}\n", "did you mean topics.loss?"),
    ],
)
def test_each_kind_of_mistake_has_its_message(tmp_path: Path, text: str, message: str) -> None:
    assert message in "\n".join(problems(tmp_path, text))


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "study.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProblemsError, match="is not UTF-8"):
        load("mine", {}, config=tmp_path)


@pytest.mark.parametrize("name", ["dmeo", "../x", ""])
def test_an_unknown_study_lists_what_there_is(name: str) -> None:
    with pytest.raises(ProblemsError, match="policytopics run FOLDER"):
        load(name, {})
    if name == "dmeo":
        with pytest.raises(ProblemsError, match="did you mean demo"):
            load(name, {})
