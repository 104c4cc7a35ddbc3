"""The specifications of a sweep, and where the results of each lie.

A specification is the study with some keys changed. Its stages are shared wherever they agree:
a stage's place depends only on the settings of that stage and of those before it, so a sweep over
the number of topics segments once, and a variant equal to the study *is* the study's file.
"""

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policytopics.problems import Problem, ProblemsError
from policytopics.tables.robustness import MAIN

__all__ = ["Settings", "Specification", "place", "specifications", "spread"]

Settings = Mapping[str, Mapping[str, Any]]
_ID_LENGTH = 10  # 40 bits: two of 10,000 variants collide with probability below 1e-4


@dataclass(frozen=True)
class Specification:
    """One set of choices.

    Attributes
    ----------
    name : str
        ``main`` for the study itself, the given name, or ``key=value, …``.
    changes : mapping
        Dotted key → value, only what differs from the study.
    settings : mapping
        Stage → key → value, complete.
    places : mapping
        Stage → folder of its results below ``results/<study>/``.
    """

    name: str
    changes: Mapping[str, Any]
    settings: Settings
    places: Mapping[str, str]


def specifications(
    main: Settings,
    stages: Sequence[str],
    *,
    sweep: Mapping[str, Sequence[Any]],
    named: Mapping[str, Mapping[str, Any]],
    most: int,
) -> tuple[Specification, ...]:
    """Return the study itself, then the sweep's combinations, then the named specifications.

    Keys of other stages change nothing: they are left out of the sweep and of what is named.

    Parameters
    ----------
    main : mapping
        Stage → key → value of the study; keys that do not change an answer (a folder) left out.
    stages : sequence of str
        The stages in their order.
    sweep : mapping
        Dotted key → values; every combination is a specification.
    named : mapping
        Name → dotted key → value.
    most : int
        The cap on their number.

    Raises
    ------
    ProblemsError
        If there are more than ``most``.

    Examples
    --------
    >>> found = specifications({"words": {}, "topics": {"k": 8}}, ["words", "topics"],
    ...                        sweep={"topics.k": [8, 9]}, named={}, most=10)
    >>> [(each.name, each.places["words"]) for each in found]
    [('main', 'words'), ('topics.k=9', 'words')]
    """
    sweep = _within(stages, sweep)
    named = {name: _within(stages, changes) for name, changes in named.items()}
    grid = [dict(zip(sweep, values, strict=True)) for values in itertools.product(*sweep.values())]
    wanted = [(MAIN, {}), *((_name(each), each) for each in grid if sweep), *named.items()]
    if len(wanted) - 1 > most:
        what = f"the sweep has {len(wanted) - 1} specifications; robustness.most allows {most}"
        fix = "list fewer values, name single specifications, or raise robustness.most"
        raise ProblemsError([Problem("study.yaml: robustness", what, fix)])
    found: dict[str, Specification] = {}
    for name, changes in wanted:
        each = _specification(name, changes, main, stages)
        # A combination equal to the study, or to one before it, is that one.
        if not any(each.places == other.places for other in found.values()):
            found[each.name] = each
    return tuple(found.values())


def _within(stages: Sequence[str], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the dotted keys of these stages."""
    return {key: value for key, value in changes.items() if key.partition(".")[0] in stages}


def spread(numbers: Sequence[int], most: int) -> list[int]:
    """Return at most ``most`` of the numbers, the smallest and largest first, then evenly between.

    Examples
    --------
    >>> spread([9, 10, 11, 12, 15], 2), spread([9, 10, 11, 12, 15], 3), spread([9], 2)
    ([9, 15], [9, 11, 15], [9])
    """
    ordered = sorted(numbers)
    if most >= len(ordered):
        return ordered
    if most < 2:
        return ordered[len(ordered) - most :]
    last = len(ordered) - 1
    return [ordered[i * last // (most - 1)] for i in range(most)]


def place(stage: str, settings: Settings, main: Settings, stages: Sequence[str]) -> str:
    """Return where a stage's results lie: its own folder, or a variant's below ``robustness``."""
    upto = list(stages)[: list(stages).index(stage) + 1]
    if all(settings[name] == main[name] for name in upto):
        return stage
    text = json.dumps([[name, settings[name]] for name in upto], ensure_ascii=False, sort_keys=True)
    return f"robustness/{stage}/{hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]}"


def _specification(
    name: str, changes: Mapping[str, Any], main: Settings, stages: Sequence[str]
) -> Specification:
    settings = {stage: dict(main[stage]) for stage in stages}
    for dotted, value in changes.items():
        stage, _, key = dotted.partition(".")
        settings[stage][key] = value
    differing = {
        dotted: value
        for dotted, value in changes.items()
        if main[dotted.partition(".")[0]][dotted.partition(".")[2]] != value
    }
    places = {stage: place(stage, settings, main, stages) for stage in stages}
    return Specification(name, differing, settings, places)


def _name(changes: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={_short(value)}" for key, value in changes.items())


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
