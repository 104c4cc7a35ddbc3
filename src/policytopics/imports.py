"""What code a script reaches: the files whose change must rerun its rule, and no others.

Snakemake sees a change of the script, not of the modules it imports. Here a rule lists its
script's import closure as an input, which Snakemake compares by content: editing a module reruns
exactly the rules that reach it, touching one reruns nothing.

Imports are read from the syntax tree, functions' and ``TYPE_CHECKING`` blocks' included: a module
too many costs a rerun, one too few a stale figure. Dynamic imports are not used in the project.

The package's own ``__init__.py`` is listed and not followed: it loads the API, which reaches all
rooms, only for those who ask for it, and no script or module of the project does (a test holds it).
"""

import ast
import importlib.metadata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["code_of", "libraries_of"]

_SOURCE = Path(__file__).parents[1]  # the folder that holds the package
_PACKAGE = Path(__file__).parent.name
_FRONT_DOOR = Path(__file__).with_name("__init__.py")


def code_of(script: str | Path) -> list[str]:
    """Return the script and every module of the project that it reaches, sorted.

    Parameters
    ----------
    script : str or path
        A Python file.

    Returns
    -------
    list of str
        Paths; packages' ``__init__.py`` included, for importing a module runs them.

    Raises
    ------
    FileNotFoundError
        If the script does not exist.
    """
    return sorted({str(script), *map(str, _closure(Path(script)))})


def libraries_of(script: str | Path) -> dict[str, str]:
    """Return name → version of the installed packages that the script and its closure import.

    A rule takes them as a parameter, so that a new scikit-learn reruns the topics and a new
    linter reruns nothing.
    """
    names = {name.partition(".")[0] for file in code_of(script) for name in _imported(Path(file))}
    packages = _distributions()
    found = {package for name in names - {_PACKAGE} for package in packages.get(name, ())}
    return {package: importlib.metadata.version(package) for package in sorted(found)}


@cache
def _distributions() -> dict[str, tuple[str, ...]]:
    found = importlib.metadata.packages_distributions()
    return {name: tuple(packages) for name, packages in found.items()}


def _closure(start: Path) -> set[Path]:
    """Return all project files reached from ``start``, itself left out."""
    reached: set[Path] = set()
    waiting = [start]
    while waiting:
        for name in _imported(waiting.pop()):
            for file in _files(name):
                if file not in reached:
                    reached.add(file)
                    waiting += [file] if file != _FRONT_DOOR else []
    return reached


@cache
def _imported(file: Path) -> frozenset[str]:
    """Return the dotted names a file imports (``from a import b`` gives ``a`` and ``a.b``)."""
    return frozenset(_names(ast.parse(file.read_text(encoding="utf-8"), str(file))))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # The linter forbids relative imports, so `module` is never empty.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield str(node.module)


def _files(name: str) -> Iterator[Path]:
    """Yield the project files that importing ``name`` runs; nothing for other packages."""
    parts = name.split(".")
    if parts[0] != _PACKAGE:
        return
    for depth in range(1, len(parts) + 1):
        path = _SOURCE.joinpath(*parts[:depth])
        if (path / "__init__.py").is_file():
            yield path / "__init__.py"
        elif path.with_suffix(".py").is_file():
            yield path.with_suffix(".py")
