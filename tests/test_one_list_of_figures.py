"""Figures are listed once, in `policytopics.tables.figures`: who needs a list reads that one."""

import ast
from pathlib import Path

from policytopics.tables.figures import FIGURES

NAMES = {name for figure in FIGURES for name in (figure.name, figure.rule)}
MOST = 3  # a module may name a figure or two that it treats in its own way


def figures_listed(text: str) -> int:
    """Return the most figures that one literal of a module names."""
    collections = (ast.List, ast.Tuple, ast.Set, ast.Dict)
    most = 0
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, collections):
            cells = node.keys if isinstance(node, ast.Dict) else node.elts
            named = {cell.value for cell in cells if isinstance(cell, ast.Constant)}
            most = max(most, len(NAMES & {name for name in named if isinstance(name, str)}))
    return most


def test_no_module_and_no_script_keeps_a_list_of_its_own() -> None:
    files = [*Path("src/policytopics").rglob("*.py"), *Path("workflow/scripts").glob("*.py")]
    listed = {str(path): figures_listed(path.read_text("utf-8")) for path in files}
    assert {path for path, number in listed.items() if number > MOST} <= {
        "src/policytopics/tables/figures.py"
    }


def test_a_second_list_would_be_found() -> None:
    names = [figure.name for figure in FIGURES]
    assert figures_listed(f"ORDER = {names}") == len(names)
    assert figures_listed(f"CAPTIONS = {dict.fromkeys(names, '')}") == len(names)
    assert figures_listed(f"RULES = {tuple(figure.rule for figure in FIGURES)}") == len(names)
    assert figures_listed("ORDER = [figure.name for figure in FIGURES]") == 0
