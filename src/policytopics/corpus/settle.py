"""Whether the run can go on with the documents that were identified, and what is said if not.

All questions are put at once, before any long step, and a draft to be filled in is written.
"""

from collections.abc import Sequence

import pandas as pd

from policytopics.corpus.account import without_empty
from policytopics.corpus.copies import counted_once
from policytopics.corpus.draft import STATES
from policytopics.corpus.identify import Unchosen
from policytopics.corpus.manifest import MANIFEST_CSV
from policytopics.problems import Problem, ProblemsError
from policytopics.study.corpus import CorpusSettings
from policytopics.tables.corpus import OMISSIONS

__all__ = ["chosen_tables", "counted_draft", "omitted", "settle_documents", "unanswered"]

# Warnings that are told in the run's output too; the others are in the table and in the report.
_LOUD = ("near-duplicate", "seems to be", "correction", "repeated text")


def unanswered(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that are questions or faults, not documents left out as unchosen."""
    return [one for one in problems if not isinstance(one, Unchosen)]


def counted_draft(draft: pd.DataFrame) -> str:
    """Return how many documents of a draft are sure, guessed and unknown.

    Examples
    --------
    >>> draft = pd.DataFrame({"status": ["sure", "sure", "unknown"], "year": ["2021", "", ""]})
    >>> counted_draft(draft)
    '3 documents: 2 sure, 0 guessed, 1 unknown; 2 without a year'
    """
    numbers = ", ".join(f"{int((draft['status'] == state).sum())} {state}" for state in STATES)
    without = int((draft["year"] == "").sum())
    return f"{len(draft)} documents: {numbers}" + (f"; {without} without a year" if without else "")


def settle_documents(
    documents: pd.DataFrame, problems: Sequence[Problem], *, leave_out: bool, draft: str = ""
) -> pd.DataFrame:
    """Return ``documents`` if the run can go on; say which are left out.

    Parameters
    ----------
    documents : pd.DataFrame
        Table of this name.
    problems : sequence of Problem
        As `policytopics.corpus.identify.identify` returns them.
    leave_out : bool
        Whether documents that are not recognised may be left out.
    draft : str
        Where a draft to be filled in was written, and what it holds; told with the questions.

    Raises
    ------
    ProblemsError
        If the manifest is wrong, a document is not recognised and may not be left out, or none
        remains.
    """
    open_ = unanswered(problems)
    fatal = [one for one in open_ if not leave_out or one.where.startswith(MANIFEST_CSV)]
    if fatal or (open_ and documents.empty):
        raise ProblemsError([*open_, *_where(draft)])
    if documents.empty:
        fix = (
            f"exclude fewer documents in {MANIFEST_CSV}, "
            "or choose more by corpus.kinds, years, levels"
        )
        raise ProblemsError([*problems, Problem("corpus.folder", "no documents remain", fix)])
    for problem in problems:
        print(f"left out: {problem}")
    for file, warnings in zip(documents["file"], documents["warnings"], strict=True):
        for warning in warnings:
            if warning.startswith(_LOUD):
                print(f"warning: {file}: {warning}")
    return documents


def chosen_tables(
    sources: pd.DataFrame,
    identified: tuple[pd.DataFrame, pd.DataFrame, Sequence[Problem]],
    settings: CorpusSettings,
    draft: str = "",
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables ``documents``, ``regions`` and ``omissions`` of identified documents.

    Parameters
    ----------
    sources : pd.DataFrame
        Table of this name.
    identified : documents, regions, problems
        As `policytopics.corpus.identify.identify` returns them.
    settings : CorpusSettings
        Whether bad documents are left out, and copies counted once.
    draft : str
        As `settle_documents` takes it.

    Raises
    ------
    ProblemsError
        As `settle_documents`.
    """
    found, regions, problems = identified
    found, empty = without_empty(found)
    problems = [*problems, *empty]
    found, copies = counted_once(found) if settings.copies == "once" else (found, [])
    leave_out = settings.on_bad_document == "leave_out"
    documents = settle_documents(found, problems, leave_out=leave_out, draft=draft)
    for copy in copies:
        print(f"counted once: {copy}")
    used = regions[regions["region_id"].isin(found["region_id"])]
    return documents, used, omitted(sources, found, [*problems, *copies])


def _where(draft: str) -> list[Problem]:
    """Return where the draft is, as the last of the problems."""
    if not draft:
        return []
    fix = f"fill its empty cells and save it as {MANIFEST_CSV} beside study.yaml"
    return [Problem(MANIFEST_CSV, f"a filled draft was written: {draft}", fix)]


def omitted(
    sources: pd.DataFrame, documents: pd.DataFrame, problems: Sequence[Problem]
) -> pd.DataFrame:
    """Return the table ``omissions`` of documents that were read, but are not in ``documents``."""
    told = {problem.where: problem for problem in problems}
    excluded = Problem("", f"excluded in {MANIFEST_CSV}", "empty its cell exclude to take it in")
    rows = [
        (file, told.get(file, excluded).what, told.get(file, excluded).fix)
        for file in sources["file"]
        if file not in set(documents["file"])
    ]
    return pd.DataFrame(rows, columns=OMISSIONS.names)
