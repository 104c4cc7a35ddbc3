"""Terms of the study's concepts, which segmentation keeps whole so that they can be counted."""

from collections.abc import Iterable
from pathlib import Path

from policytopics.problems import ProblemsError
from policytopics.sheets import column_problems, given_sheet
from policytopics.words.lexicon import is_term

__all__ = ["read_concept_terms"]


def read_concept_terms(paths: Iterable[str | Path]) -> frozenset[str]:
    """Return the terms of the study's ``concepts.csv`` that can be one token.

    What cannot, such as a term of two words, is counted where its words stand together.

    Raises
    ------
    ProblemsError
        If a file is no sheet or lacks a column.
    """
    terms: set[str] = set()
    for path in paths:
        sheet = given_sheet(path)
        if problems := column_problems(sheet, str(path), ["concept", "term"]):
            raise ProblemsError(problems)
        terms.update(term for term in sheet["term"] if is_term(term))
    return frozenset(terms)
