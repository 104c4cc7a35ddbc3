"""Write again what is generated, each from its one source; a test holds them in step.

    python -m policytopics.commands.generate

- ``config/README.md`` and ``workflow/schemas/study.schema.json`` from `policytopics.study`
- ``environment.yml`` from ``requirements.lock``
- ``docs/architecture.md`` from the rules and modules (`policytopics.commands.architecture`)
"""

import json
import re
from pathlib import Path
from typing import Any

from policytopics.commands import architecture
from policytopics.study.load import SECTIONS, Study
from policytopics.study.own_files import OWN_FILES

__all__ = ["generated"]

_HEAD = """\
# Configuration

A study is a folder below `config/`: `study.yaml` holds only what differs from the defaults below.
`config/config.yaml` names the study to run; `snakemake --config study=name` names another one.
Beside `study.yaml` may lie

| file | what for |
|---|---|
{files}

An unknown key, a wrong type or a value out of bounds ends the run before it begins, with the file,
the line and the way to mend it. Command line: `--config 'topics={"number": 8}'`.
For completion in editors, begin `study.yaml` with
`# yaml-language-server: $schema=../../workflow/schemas/study.schema.json`.

This page is generated from `src/policytopics/study/` (`make docs`).
"""


def generated(root: Path = Path()) -> dict[Path, str]:
    """Return path → content of every generated file."""
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    schema = json.dumps(_schema(), ensure_ascii=False, indent=1) + "\n"
    return {
        root / "config" / "README.md": _reference(),
        root / "workflow" / "schemas" / "study.schema.json": schema,
        root / "environment.yml": _environment(lock),
        root / "docs" / "architecture.md": architecture.page(root),
    }


def _reference() -> str:
    files = "\n".join(f"| `{name}` | {purpose} |" for name, purpose in OWN_FILES.items())
    return _HEAD.replace("{files}", files) + "".join(_section(name) for name in SECTIONS)


def _section(name: str) -> str:
    model = SECTIONS[name]
    summary = (model.__doc__ or "").strip().splitlines()[0]
    rows = [
        f"| `{key}` | `{_shown(field.get_default(call_default_factory=True))}` "
        f"| {_values(key, model.model_json_schema())} | {field.description} |"
        for key, field in model.model_fields.items()
    ]
    table = "\n".join(["| key | default | values | meaning |", "|---|---|---|---|", *rows])
    return f"\n## {name}\n\n{summary}\n\n{table}\n"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _values(key: str, schema: dict[str, Any]) -> str:
    """Return what a key may hold, in words."""
    entry = schema["properties"][key]
    return " or ".join(_value(each) for each in entry.get("anyOf", [entry]))


def _value(entry: dict[str, Any]) -> str:
    if "enum" in entry:
        return ", ".join(f"`{value}`" for value in entry["enum"])
    if "const" in entry:
        return f"`{entry['const']}`"
    kind = str(entry.get("type", "any"))
    if kind == "array":
        return f"list of {_value(entry.get('items', {}))}"
    bounds = [
        f"{sign} {entry[name]}"
        for name, sign in (
            ("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<")
        )
        if name in entry
    ]  # fmt: skip
    return " ".join([{"object": "mapping"}.get(kind, kind), *bounds])


def _schema() -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Study.model_json_schema()}


def _environment(lock: str) -> str:
    """Return the conda environment that installs exactly what the run-time lock says."""
    pins = re.findall(r"^([A-Za-z0-9_.-]+(?:\[[^]]*\])?==[^\\\n]+?)\s*\\?$", lock, re.MULTILINE)
    rows = "".join(f'      - "{pin}"\n' for pin in pins)
    return (
        "# Generated from requirements.lock (make docs): the same packages for users of conda.\n"
        "#   conda env create -f environment.yml\n"
        "#   conda activate policytopics && pip install --no-deps -e .\n"
        "name: policytopics\nchannels:\n  - conda-forge\n  - nodefaults\n"
        f"dependencies:\n  - python=3.11\n  - pip\n  - pip:\n{rows}"
    )


def main() -> None:
    """Write every generated file."""
    for path, content in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
