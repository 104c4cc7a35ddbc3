"""Lines of code by room: no blank lines, no comments, no docstrings.

    python -m benchmarks.code_lines [FOLDER]

``FOLDER`` is a checkout (default: this one). The command line, the API and the registries (figures,
tables, settings), which every feature lengthens, are counted apart from the library.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

__all__ = ["code_lines", "lines_by_room"]

_NO_CODE = frozenset({
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
})  # fmt: skip
_APART = ("commands", "api", "tables", "study")


def code_lines(source: str) -> int:
    r"""Return the number of lines of Python source that hold code.

    Examples
    --------
    >>> code_lines('def half(x):\n    "Return x / 2."\n\n    # exact\n    return x / 2\n')
    2
    """
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    held = {
        line
        for token in tokens
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(held - _docstring_lines(ast.parse(source)))


def _docstring_lines(tree: ast.Module) -> set[int]:
    """Return the lines of all docstrings."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return found


def lines_by_room(package: Path) -> Counter[str]:
    """Return room → lines of code; modules of no room count as ``root``.

    Parameters
    ----------
    package : Path
        The folder ``src/policytopics`` of a checkout.
    """
    counts: Counter[str] = Counter()
    for path in sorted(package.rglob("*.py")):
        folders = path.relative_to(package).parts[:-1]
        counts[folders[0] if folders else "root"] += code_lines(path.read_text(encoding="utf-8"))
    return counts


def main() -> None:
    """Print the counts of a checkout."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    counts = lines_by_room(root / "src" / "policytopics")
    library = {room: number for room, number in counts.items() if room not in _APART}
    for room, number in [*sorted(library.items()), ("library", sum(library.values()))]:
        print(f"{room:<12}{number:>7,}")
    for room in _APART:
        print(f"{room:<12}{counts[room]:>7,}  (apart)")


if __name__ == "__main__":
    main()
