"""Read a study: its ``study.yaml`` over the defaults, checked whole, every mistake at once."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Field, ValidationError

from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.study.corpus import CorpusSettings
from policytopics.study.domains import DomainsSettings
from policytopics.study.figures import FiguresSettings
from policytopics.study.own_files import known_studies, remembered_folder
from policytopics.study.regions import RegionsSettings
from policytopics.study.report import ReportSettings
from policytopics.study.robustness import RobustnessSettings
from policytopics.study.section import Section
from policytopics.study.topics import TopicsSettings
from policytopics.study.words import WordsSettings

__all__ = ["LONGEST_NAME", "SECTIONS", "STAGES", "Study", "check_study", "load", "nested"]

STAGES = ("corpus", "words", "domains", "topics", "regions")
# No choices of method: where documents lie, and what the report leads with.
_NOT_SWEPT = {("corpus", "folder"), ("regions", "scheme")}
LONGEST_NAME = 40
_NAME = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_NAME - 1}}}")
KeyPath = tuple[str | int, ...]


SECTIONS: dict[str, type[Section]] = {
    "corpus": CorpusSettings,
    "words": WordsSettings,
    "domains": DomainsSettings,
    "topics": TopicsSettings,
    "regions": RegionsSettings,
    "robustness": RobustnessSettings,
    "figures": FiguresSettings,
    "report": ReportSettings,
}


class Study(Section):
    """A study's whole configuration: a section for each room."""

    corpus: CorpusSettings = Field(default_factory=CorpusSettings)
    words: WordsSettings = Field(default_factory=WordsSettings)
    domains: DomainsSettings = Field(default_factory=DomainsSettings)
    topics: TopicsSettings = Field(default_factory=TopicsSettings)
    regions: RegionsSettings = Field(default_factory=RegionsSettings)
    robustness: RobustnessSettings = Field(default_factory=RobustnessSettings)
    figures: FiguresSettings = Field(default_factory=FiguresSettings)
    report: ReportSettings = Field(default_factory=ReportSettings)


def load(
    name: str,
    overrides: Mapping[str, Any],
    *,
    config: Path = Path("config"),
    shipped: Path | None = None,
) -> Study:
    """Return the study ``name``, with ``--config`` overrides on top.

    Parameters
    ----------
    name : str
        Folder below ``config/``: an ASCII slug.
    overrides : mapping
        Sections given on the command line, as ``{"topics": {"number": 8}}``.
    config : path
        The folder of the studies.
    shipped : path or None
        The folder of the studies that come with the program, if it is another one.

    Raises
    ------
    ProblemsError
        With every mistake in the file and in the overrides.
    """
    configs = [config, *([shipped] if shipped else [])]
    file = next((each / name / "study.yaml" for each in configs if _has(each, name)), None)
    if file is None:
        fix = suggestion(name, known_studies(configs))
        fix += ", or make a study of your own: policytopics run FOLDER"
        raise ProblemsError([Problem("config", f"there is no study named {name!r}", fix)])
    content, lines = _parse(file)
    over = {key: _typed(value) for key, value in overrides.items() if key != "study"}
    study = check_study(_merged(content, over), str(file), lines)
    folder = _documents_of(study, file, config / name)
    corpus = study.corpus.model_copy(update={"folder": folder})
    return study.model_copy(update={"corpus": corpus})


def _has(config: Path, name: str) -> bool:
    """Return whether a folder holds a study of this name."""
    return bool(_NAME.fullmatch(name)) and (config / name / "study.yaml").is_file()


def _documents_of(study: Study, file: Path, own: Path) -> str:
    """Return the folder of a study's documents: its own key's, the remembered, the environment's.

    A shipped study's relative folder lies beside the program.
    """
    folder = study.corpus.folder
    if folder and file.parent != own:
        return str(file.parents[2] / folder)
    return folder or remembered_folder(own) or os.environ.get("POLICYTOPICS_CORPUS", "")


def check_study(content: Any, where: str, lines: Mapping[KeyPath, int]) -> Study:
    """Return the study that ``content`` describes.

    Parameters
    ----------
    content : mapping
        Section → key → value.
    where : str
        The file, for messages.
    lines : mapping
        Line of each key path; paths that lack come from the command line.

    Raises
    ------
    ProblemsError
        With every mistake.
    """
    try:
        study = Study.model_validate(content)
    except ValidationError as error:
        problems = [_problem(dict(detail), where, lines) for detail in error.errors()]
        # A value that may be of two types and is of neither is one mistake, not two.
        raise ProblemsError({each.where: each for each in sorted(problems)}.values()) from None
    if problems := list(_across(study, where, lines)):
        raise ProblemsError(problems)
    return study


def nested(changes: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return ``{"topics.number": 8}`` as ``{"topics": {"number": 8}}``.

    Examples
    --------
    >>> nested({"topics.number": 8, "topics.seed": 2})
    {'topics': {'number': 8, 'seed': 2}}
    """
    sections: dict[str, dict[str, Any]] = {}
    for dotted, value in changes.items():
        section, _, key = dotted.partition(".")
        sections.setdefault(section, {})[key] = value
    return sections


def _parse(file: Path) -> tuple[dict[str, Any], dict[KeyPath, int]]:
    try:
        text = file.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except UnicodeDecodeError:
        raise ProblemsError([Problem(str(file), "is not UTF-8 text", "save it as UTF-8")]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"is not YAML: {error.problem}"
        fix = "mend the indentation, quotes or colon near this line"
        raise ProblemsError([Problem(f"{file}:{line}", what, fix)]) from None
    if not isinstance(content, dict | None):
        fix = "write `section:` and its keys below it; see config/README.md"
        raise ProblemsError([Problem(f"{file}:1", "holds no sections", fix)])
    return content or {}, dict(_lines(tree, ())) if tree else {}


def _typed(value: Any) -> Any:
    """Return a value of the command line, inside of which Snakemake leaves every number a text."""
    if isinstance(value, Mapping):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return yaml.safe_load(value) if isinstance(value, str) else value


def _lines(node: yaml.Node, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*path, number))


def _merged(content: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(content)
    for key, value in over.items():
        section = merged.get(key)
        both = isinstance(section, Mapping) and isinstance(value, Mapping)
        merged[key] = {**section, **value} if both else value  # type: ignore[dict-item]
    return merged


def _problem(detail: dict[str, Any], where: str, lines: Mapping[KeyPath, int]) -> Problem:
    path: KeyPath = tuple(part for part in detail["loc"] if part not in _UNION_TAGS)
    key = ".".join(map(str, path))
    line = lines.get(path)
    spot = f"{where}:{line}: {key}" if line else f"{where if not path else '--config'}: {key}"
    if detail["type"] == "extra_forbidden":
        return Problem(spot, "is not a key", suggestion(str(path[-1]), _siblings(path)))
    message = detail["msg"].removeprefix("Value error, ")
    what = f"{message[0].lower()}{message[1:]}; got {_shown(detail['input'])}"
    return Problem(spot, what, f"{_description(path)} Default: {_default(path)}")


# Pydantic names the branch of a union in the path of an error; a reader wants the key alone.
_UNION_TAGS = frozenset({"int", "literal['auto']"})


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def _section(path: KeyPath) -> type[BaseModel] | None:
    return SECTIONS.get(str(path[0])) if path else None


def _siblings(path: KeyPath) -> list[str]:
    section = _section(path) if len(path) > 1 else Study
    return list((section or Study).model_fields)


def _field(path: KeyPath) -> Any:
    section = _section(path)
    return section.model_fields.get(str(path[1])) if section and len(path) > 1 else None


def _description(path: KeyPath) -> str:
    field = _field(path)
    return str(field.description) if field else "See config/README.md."


def _default(path: KeyPath) -> str:
    field = _field(path)
    return f"{_shown(field.default)}." if field else "the section's defaults."


def _across(study: Study, where: str, lines: Mapping[KeyPath, int]) -> Iterator[Problem]:
    """Yield what no single section can see: sweeps over keys that do not exist."""
    swept: dict[KeyPath, list[Any]] = {
        ("robustness", "sweep", key): values for key, values in study.robustness.sweep.items()
    }
    for path, values in swept.items():
        if not values:
            spot = f"{where}:{lines.get(path, 1)}: {'.'.join(map(str, path))}"
            yield Problem(spot, "lists no values", "list at least one value, as [8, 10]")
    named: dict[KeyPath, list[Any]] = {
        ("robustness", "specifications", name, key): [value]
        for name, changes in study.robustness.specifications.items()
        for key, value in changes.items()
    }
    for path, values in {**swept, **named}.items():
        yield from _swept(path, values, where, lines)


def _swept(
    path: KeyPath, values: list[Any], where: str, lines: Mapping[KeyPath, int]
) -> Iterator[Problem]:
    """Yield what is wrong with one swept key or its values."""
    spot = f"{where}:{lines.get(path, 1)}: {'.'.join(map(str, path))}"
    section, _, key = str(path[-1]).partition(".")
    model = SECTIONS[section] if section in STAGES else None
    if model is None or key not in model.model_fields or (section, key) in _NOT_SWEPT:
        keys = [
            f"{stage}.{name}"
            for stage in STAGES
            for name in SECTIONS[stage].model_fields
            if (stage, name) not in _NOT_SWEPT
        ]
        yield Problem(spot, "is not a key that can be swept", suggestion(str(path[-1]), keys))
        return
    for value in values:
        try:
            model.model_validate({key: value})
        except ValidationError as error:
            what = f"{_shown(value)}: {error.errors()[0]['msg']}"
            yield Problem(spot, what, f"{_description((section, key))}")
