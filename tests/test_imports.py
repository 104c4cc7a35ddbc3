"""The import closure: what must rerun a rule, and what must not."""

import ast
from pathlib import Path

import pytest

import policytopics
from policytopics.imports import code_of, libraries_of


def script(folder: Path, text: str) -> Path:
    path = folder / "script.py"
    path.write_text(text, encoding="utf-8")
    return path


def names(paths: list[str]) -> set[str]:
    return {Path(path).name for path in paths}


def test_a_script_reaches_modules_two_levels_down(tmp_path: Path) -> None:
    found = code_of(script(tmp_path, "from policytopics.logs import job\n"))
    # logs imports files, which imports the contract of tables.
    assert names(found) >= {"script.py", "logs.py", "files.py", "problems.py", "contract.py"}


def test_a_script_does_not_reach_other_rooms(tmp_path: Path) -> None:
    found = code_of(script(tmp_path, "from policytopics.study.figures import FiguresSettings\n"))
    assert names(found) == {"script.py", "__init__.py", "figures.py", "section.py"}


def test_imports_inside_functions_and_type_checking_count(tmp_path: Path) -> None:
    text = "def later():\n    import policytopics.problems\n"
    assert "problems.py" in names(code_of(script(tmp_path, text)))


def test_a_package_imported_by_name_brings_its_init(tmp_path: Path) -> None:
    found = code_of(script(tmp_path, "from policytopics import tables\n"))
    assert {Path(path).parent.name for path in found if path.endswith("__init__.py")} == {
        "policytopics",
        "tables",
    }


def test_a_missing_script_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        code_of(tmp_path / "none.py")


def test_libraries_are_those_the_closure_imports(tmp_path: Path) -> None:
    found = libraries_of(script(tmp_path, "from policytopics.files import read\nimport jinja2\n"))
    assert set(found) == {"Jinja2", "numpy", "pandas", "pyarrow"} or set(found) == {
        "jinja2", "numpy", "pandas", "pyarrow",
    }  # fmt: skip
    assert all(version[0].isdigit() for version in found.values())


def test_the_front_door_is_listed_and_its_api_is_not(tmp_path: Path) -> None:
    found = code_of(script(tmp_path, "from policytopics import __version__\n"))
    assert names(found) == {"script.py", "__init__.py"}

    (tmp_path / "other").mkdir()
    found = code_of(script(tmp_path / "other", "import policytopics.api\n"))
    assert "consensus.py" in names(found)


def through_the_front_door(text: str) -> set[str]:
    """Return what a file takes of the API from the package itself; a docstring does not count."""
    taken = {
        alias.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "policytopics"
        for alias in node.names
    }
    return taken & {*policytopics.__all__}


def test_no_rule_and_no_module_goes_through_the_front_door() -> None:
    files = [*Path("workflow/scripts").glob("*.py"), *Path("src/policytopics").rglob("*.py")]
    assert [file for file in files if through_the_front_door(file.read_text("utf-8"))] == []
    assert through_the_front_door("from policytopics import read, files\n") == {"read"}
