"""The house's conventions, held by the syntax tree and by Snakemake's own parser."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOMS = ("corpus", "words", "topics", "regions", "robustness", "figures", "report")
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


def test_every_rule_has_its_script_and_every_script_its_rule() -> None:
    assert sorted(RULES) == [path.stem for path in SCRIPTS]


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
