"""The house on one page, drawn from the code: rooms, their rules, the tables between them.

Nothing on the page is kept by hand: rooms and rules are read from ``workflow/rules/``, what a
module is for from its docstring.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policytopics.report.inputs import REPORT_TABLES
from policytopics.tables.figures import FIGURES
from policytopics.tables.rooms import STAGE_OF
from policytopics.tables.schemes import SCHEMES

__all__ = ["Room", "Rule", "page", "rooms"]

_RULE = re.compile(r"^(?:rule|checkpoint) (\w+):\n((?:(?: .*)?\n)+)", re.MULTILINE)
_SECTION = re.compile(r"^    (\w+):\n((?:        .*\n|\n)+)", re.MULTILINE)
_MESSAGE = re.compile(r'^    message:\n        "(.+)"', re.MULTILINE)
# A result as rules name it: <results>/{topics}/unit_topics.parquet, upstream("words", "units…").
_RESULT = re.compile(
    r'(?:<results>/\{?(\w+)\}?(?:/\{\w+\})?/|\(\s*"(\w+)",\s*")([\w/-]+)\.(?:parquet|npz)'
)
_TABLE = re.compile(r'flow\.table\("(\w+)"')
# What a rule reads of whatever scheme it is run for.
_OF_SCHEMES = {
    "flow.unit_shares": [(one.stage, one.shares.name) for one in SCHEMES.values()],
    "flow.categories": [(one.stage, one.categories.name) for one in SCHEMES.values()],
    "flow.members": [
        (one.stage, Path(one.members).stem) for one in SCHEMES.values() if one.members
    ],
    "flow.terms": [(one.stage, one.terms.name) for one in SCHEMES.values() if one.terms],
    "REPORT_TABLES": [(STAGE_OF[name], name) for name in REPORT_TABLES],
}
_INCLUDE = re.compile(r'include: "workflow/rules/(\w+)\.smk"')
_HEAD = """\
# The house on one page

Drawn from the code (`make docs`; a test holds it in step). Text flows one way, from room to room,
and rooms meet in tables: an arrow names the tables that one room reads of another. A room bears
one name on every floor: `config/<study>/study.yaml` (section), `workflow/rules/<room>.smk`,
`src/policytopics/<room>/`, `results/<study>/<room>/`, `tests/<room>/`. What a table's columns mean
stands in `src/policytopics/tables/`, every key of a study in `config/README.md`.

"""


@dataclass(frozen=True)
class Rule:
    """A rule of the workflow.

    Attributes
    ----------
    name, message : str
        As in the rules' file.
    reads, writes : tuple of (room, table)
        Tables and matrices that are results.
    """

    name: str
    message: str
    reads: tuple[tuple[str, str], ...]
    writes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Room:
    """A room: its name, what it is for, its rules and its modules with their first lines."""

    name: str
    purpose: str
    rules: tuple[Rule, ...]
    modules: tuple[tuple[str, str], ...]


def rooms(root: Path) -> list[Room]:
    """Return the rooms in the order the Snakefile includes them.

    Parameters
    ----------
    root : Path
        Of the project.
    """
    names = _INCLUDE.findall((root / "Snakefile").read_text(encoding="utf-8"))
    return [_room(root, name) for name in names]


def _room(root: Path, name: str) -> Room:
    """Return a room of the page."""
    text = (root / "workflow" / "rules" / f"{name}.smk").read_text(encoding="utf-8")
    purpose = text.splitlines()[0].lstrip("# ").partition(": ")[2]
    rules = tuple(_rule(found, body) for found, body in _RULE.findall(text + "\n"))
    if name == "figures":
        rules = (*_figure_rules(), *rules)
    files = sorted((root / "src" / "policytopics" / name).glob("*.py"))
    modules = tuple((file.stem, _first_line(file)) for file in files if file.stem != "__init__")
    return Room(name, purpose, rules, modules)


def _rule(name: str, body: str) -> Rule:
    """Return a rule of the page."""
    sections = dict(_SECTION.findall(body))
    message = _MESSAGE.search(body)
    return Rule(
        name,
        message[1] if message else "",
        _results(sections.get("input", "")),
        _results(sections.get("output", "")),
    )


def _figure_rules() -> list[Rule]:
    """Return the rules that the list of figures makes."""
    named = _OF_SCHEMES["flow.categories"]
    return [
        Rule(
            figure.rule,
            figure.draws,
            tuple(
                one
                for table in figure.inputs
                for one in (named if table == "categories" else [(STAGE_OF[table], table)])
            ),
            (),
        )
        for figure in FIGURES
    ]


def _results(section: str) -> tuple[tuple[str, str], ...]:
    """Return room and table of each result that a section names, each once, in order."""
    found = [(one or other, table) for one, other, table in _RESULT.findall(section)]
    found += [(STAGE_OF[table], table) for table in _TABLE.findall(section)]
    found += [one for name, tables in _OF_SCHEMES.items() if name in section for one in tables]
    return tuple(dict.fromkeys(found))


def _first_line(file: Path) -> str:
    """Return the first line of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def page(root: Path) -> str:
    """Return the page as Markdown, with its drawing in Mermaid.

    Parameters
    ----------
    root : Path
        Of the project.
    """
    house = rooms(root)
    return _HEAD + _drawing(house) + "".join(map(_section, house))


def _drawing(house: Sequence[Room]) -> str:
    """Return the rooms and what each reads of the others as a flow chart."""
    names = [room.name for room in house]
    lines = ["```mermaid", "flowchart LR", *(f"  {name}([{name}])" for name in names)]
    for room in house:
        read = [one for rule in room.rules for one in rule.reads if one[0] != room.name]
        for source in names:
            tables = sorted({table for owner, table in read if owner == source})
            if tables:
                lines.append(f'  {source} -- "{"<br/>".join(tables)}" --> {room.name}')
    return "\n".join([*lines, "```", ""])


def _section(room: Room) -> str:
    """Return what the page says of a room."""
    rules = [
        f"| `{rule.name}` | {rule.message} | {_listed(rule.reads)} | {_listed(rule.writes)} |"
        for rule in room.rules
    ]
    modules = [f"| `{name}` | {purpose} |" for name, purpose in room.modules]
    return "\n".join(
        [
            f"\n## {room.name}\n\n{room.purpose}\n",
            "| rule | does | reads | writes |\n|---|---|---|---|",
            *rules,
            "\n| module | is for |\n|---|---|",
            *modules,
            "",
        ]
    )


def _listed(tables: Sequence[tuple[str, str]]) -> str:
    """Return tables as a cell of the page."""
    return ", ".join(f"{room}/{table}" for room, table in tables)
