"""The house's conventions, held by the syntax tree and by Snakemake's own parser."""

import ast
import re
import sys
from pathlib import Path

import pytest

from policytopics import labels
from policytopics.tables.figures import FIGURES

ROOMS = ("corpus", "words", "domains", "topics", "regions", "robustness", "figures", "report")
SCRIPTS = sorted(Path("workflow/scripts").glob("*.py"))
RULES = {
    name: block
    for file in sorted(Path("workflow/rules").glob("*.smk"))
    for name, block in re.findall(
        r"^(?:rule|checkpoint) (\w+):\n((?:(?: .*)?\n)+)",
        file.read_text("utf-8") + "\n",
        re.MULTILINE,
    )
}


DRAWN = {figure.rule for figure in FIGURES}  # by one rule for them all
# Between rooms a public name has one meaning, in these within the room too; what each module of its
# kind has; who opens the rooms to people, in people's words.
SETTLED = ("corpus", "words", "regions", "robustness", "figures", "report", "tables")
DOORS = ("commands", "api")
OF_EVERY_MODULE = {"TABLES", "main"}


def test_every_rule_has_its_script_and_every_script_its_rule() -> None:
    assert sorted({*RULES, *DRAWN}) == [path.stem for path in SCRIPTS]


def test_figures_are_drawn_by_one_rule_that_names_script_code_and_log() -> None:
    text = Path("workflow/rules/figures.smk").read_text("utf-8")
    for line in (
        "for each in FIGURES:", '"../scripts/draw_{params.figure}.py"', "flow.code(each.rule)",
        "flow.libraries(each.rule)", "{each.rule}.log", "{each.rule}.tsv", "each.draws",
    ):  # fmt: skip
        assert line in text
    code = [line for line in text.splitlines() if line.strip()]
    assert len(code) <= 177  # half of what it was when each figure had its own


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_its_script_code_log_and_message(rule: str) -> None:
    block = RULES[rule]
    for line in (
        f'"../scripts/{rule}.py"', f'code=flow.code("{rule}")',
        f'libraries=flow.libraries("{rule}")', f"/{rule}.log", f"/{rule}.tsv", "message:",
    ):  # fmt: skip
        assert line in block


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_thin_and_can_be_imported(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    *rest, guard = tree.body
    assert isinstance(guard, ast.If)
    assert ast.unparse(guard.test) == "__name__ == '__main__'"
    allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.If)
    assert all(isinstance(node, allowed) for node in rest)
    guarded = [node for node in rest if isinstance(node, ast.If)]
    assert all(ast.unparse(node.test) == "TYPE_CHECKING" for node in guarded)
    assert "snakemake.config" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["workflow/scripts", "workflow/rules", "src/policytopics"])
def test_no_file_bears_the_name_of_a_standard_module(folder: str) -> None:
    names = {path.stem for path in Path(folder).glob("*") if path.suffix in {".py", ".smk"}}
    assert not (names - {"__init__"}) & set(sys.stdlib_module_names)


def test_rooms_have_one_name_on_every_floor() -> None:
    for room in ROOMS:
        assert Path(f"src/policytopics/{room}/__init__.py").is_file()
        assert Path(f"src/policytopics/study/{room}.py").is_file()
        assert Path(f"workflow/rules/{room}.smk").is_file()
        assert Path(f"tests/{room}").is_dir()


def test_the_library_has_no_dynamic_imports_and_no_asserts() -> None:
    for path in Path("src").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Assert), path
            assert not (isinstance(node, ast.ImportFrom) and node.level), path
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert name not in {"__import__", "importlib.import_module"}, path


def test_the_front_door_fits_one_screen() -> None:
    lines = Path("Snakefile").read_text("utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert len(code) <= 60


def public_names(path: Path) -> list[str]:
    """Return the names that a module defines for others."""
    names = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [each.id for each in targets if isinstance(each, ast.Name)]
    return [name for name in names if not name.startswith("_")]


def twice(modules: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the public names that several modules define, with the modules."""
    found: dict[str, list[str]] = {}
    for module, names in modules.items():
        for name in set(names) - OF_EVERY_MODULE:
            found.setdefault(name, []).append(module)
    return {name: places for name, places in found.items() if len(places) > 1}


def floor_of(path: str) -> str:
    """Return the room that a module is in; a root module is one by itself."""
    return Path(path).relative_to("src/policytopics").parts[0]


def test_no_public_name_means_two_things() -> None:
    modules = {
        str(path): public_names(path)
        for path in Path("src/policytopics").rglob("*.py")
        if floor_of(str(path)) not in DOORS
    }
    doubled = {
        name: places
        for name, places in twice(modules).items()
        if len({*map(floor_of, places)}) > 1 or floor_of(places[0]) in SETTLED
    }
    assert doubled == {}
    assert twice({"a": ["One", "main"], "b": ["One", "main"]}) == {"One": ["a", "b"]}
    assert floor_of("src/policytopics/corpus/read.py") == "corpus"


@pytest.mark.parametrize("room", [*SETTLED, "api"])
def test_modules_stay_short(room: str) -> None:
    long = [
        str(path)
        for path in Path(f"src/policytopics/{room}").glob("*.py")
        if len(path.read_text("utf-8").splitlines()) > 300
    ]
    assert long == []


LABELS = {
    zh
    for words in (
        labels.PART_LABELS, labels.DOCUMENT_KINDS, labels.ROLE_LABELS, labels.FATE_LABELS,
        labels.FLAG_LABELS, labels.CRITERION_LABELS,
    )
    for _, zh in words.values()
}  # fmt: skip
NUMBER_FORMAT = re.compile(r"\{[^{}]*:[-+,]*(?:,|\.?\d*[fg%])\}")


def second_labels(text: str) -> set[str]:
    """Return labels that a module of a room writes itself, alone in a string."""
    constants = [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    return LABELS & {value for value in constants if isinstance(value, str)}


@pytest.mark.parametrize(
    "path",
    [
        path
        for room in ("figures", "report")
        for path in Path(f"src/policytopics/{room}").glob("*.py")
    ],
    ids=str,
)
def test_words_and_number_formats_stand_in_labels_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    assert second_labels(text) - {"保留"} == set()
    assert NUMBER_FORMAT.findall(text) == []


def test_a_second_label_or_format_would_be_found() -> None:
    assert second_labels('PARTS = {"closing": ("closing", "结语")}') == {"结语"}
    assert NUMBER_FORMAT.findall('f"{100 * share:.0f}" f"{n:,}" f"{x:g}"') != []
    assert NUMBER_FORMAT.findall('f"{name}:{line}" f"{stem}.csv"') == []


# They read what the work wrote itself: resources, results, logs of runs. People's files are read by
# `policytopics.sheets` alone, and a delimited document by the corpus.
OWN_TABLES = {
    "api/findings",
    "commands/plan", "commands/record", "commands/workflow", "corpus/delimited",
    "domains/resources", "figures/collection", "gazetteer", "report/inputs", "sheets",
    "regions/borrowed", "words/towns",
}  # fmt: skip
CSV_READERS = {"csv.reader", "csv.DictReader", "pd.read_csv", "pd.read_table", "csv.Sniffer"}


def csv_readers(text: str) -> set[str]:
    """Return the readers of CSV files that a module uses, however it imports them."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            found.add(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom):
            module = {"pandas": "pd"}.get(str(node.module), node.module)
            found |= {f"{module}.{each.name}" for each in node.names}
    return found & CSV_READERS


def test_peoples_sheets_have_one_reader() -> None:
    root = Path("src/policytopics")
    readers = {
        path.relative_to(root).with_suffix("").as_posix()
        for path in root.rglob("*.py")
        if csv_readers(path.read_text("utf-8"))
    }
    assert readers == OWN_TABLES


def test_a_second_reader_would_be_found() -> None:
    assert csv_readers("pd.read_csv(path)") == {"pd.read_csv"}
    assert csv_readers("from csv import DictReader") == {"csv.DictReader"}
    assert csv_readers("from pandas import read_csv as r") == {"pd.read_csv"}
    assert csv_readers("frame.to_csv(path)") == set()
