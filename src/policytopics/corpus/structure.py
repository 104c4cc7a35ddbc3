"""From repaired lines to paragraphs with role, part and the headings above them."""

from collections.abc import Sequence

import pandas as pd

from policytopics.corpus.by_document import Rows, each, rows_by_document
from policytopics.corpus.cues import cue
from policytopics.corpus.headings import INNERMOST, OUTERMOST, nest, parse
from policytopics.corpus.parts import PartGuess, parts
from policytopics.corpus.roles import Role, roles
from policytopics.tables.corpus import PARAGRAPHS

__all__ = ["heading_paths", "structure"]

_READ = ["text", "given_role", "given_part"]
_KEPT = ["document_id", "line", "text", "text_hash", "doubtful"]
_COMPUTED = ["paragraph_id", "role", "reason", "part", "heading_path", "confidence"]


def structure(repaired: pd.DataFrame, *, processes: int = 1) -> pd.DataFrame:
    """Return the paragraphs of all documents.

    Parameters
    ----------
    repaired : pd.DataFrame
        Table ``repaired``, in the order of the documents and their lines.
    processes : int
        How many share the documents, where there are many; the answer is the same.

    Returns
    -------
    pd.DataFrame
        Table ``paragraphs``: a row per repaired line, in the same order.
    """
    documents = list(rows_by_document(repaired, _READ).items())
    table: Rows = {name: [] for name in _COMPUTED}
    for found in each(_document, documents, processes):
        for name, values in found.items():
            table[name] += values
    computed = pd.DataFrame(table, index=repaired.index)
    return repaired[_KEPT].join(computed)[PARAGRAPHS.names]


def _document(document: tuple[str, Rows]) -> Rows:
    """Return the computed columns of a document's paragraphs; given are its id and its lines."""
    document_id, lines = document
    text = lines["text"]
    known = [
        _by_hand(by_hand) if by_hand else role
        for role, by_hand in zip(roles(text), lines["given_role"], strict=True)
    ]
    found = [role.name for role in known]
    parts_found = [
        PartGuess(by_hand, 1.0) if by_hand else part
        for part, by_hand in zip(parts(text, found), lines["given_part"], strict=True)
    ]
    width = max(3, len(str(len(text))))
    return {
        "paragraph_id": [f"{document_id}:{n:0{width}}" for n in range(1, len(text) + 1)],
        "role": found,
        "reason": [role.reason for role in known],
        "part": [part.name for part in parts_found],
        "heading_path": heading_paths(text, found),
        "confidence": [part.confidence for part in parts_found],
    }


def _by_hand(name: str) -> Role:
    """Return the role that a person gave, which is reason enough."""
    kept = name in ("heading", "body")
    return Role(name, "kept" if kept else "excluded" if name == "boilerplate" else name)


def heading_paths(lines: Sequence[str], found: Sequence[str]) -> list[list[str]]:
    """Return the headings above each line, outermost first; a heading is in its own path.

    Parameters
    ----------
    lines, found : sequences of str, same length
        Lines of one document, and their roles.

    Returns
    -------
    list of list of str
        Empty for all that is neither heading nor body.
    """
    paths: list[list[str]] = []
    stack: list[tuple[int, str]] = []
    for line, role in zip(lines, found, strict=True):
        if role not in ("heading", "body"):
            paths.append([])
            continue
        heading = parse(line)
        if heading is not None:
            stack = nest(stack, heading.level, heading.text)
        elif role == "heading":
            outer = cue(line) in ("review", "plan", "closing") or "自身建设" in line
            stack = nest(stack, OUTERMOST if outer else INNERMOST, line)
        paths.append([text for _, text in stack])
    return paths
