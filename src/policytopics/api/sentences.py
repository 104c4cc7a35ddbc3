"""Coding single sentences by the codebook of policy domains."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from policytopics.api.settings import resource
from policytopics.domains.sentences import Own, code_sentences

__all__ = ["code"]


def code(
    sentences: Iterable[str],
    *,
    codebook: str | Path | None = None,
    coded: str | Path | None = None,
    extend: bool = True,
) -> pd.DataFrame:
    """Return the policy domain of each sentence, and the terms that decided.

    Parameters
    ----------
    sentences : iterable of str
        In simplified script, as `clean` makes it.
    codebook, coded : str, path or None
        A ``codebook.csv`` (domains of your own) and a ``coded.csv`` (sentences that you coded).
    extend : bool
        Whether own domains are added to the default's, or stand in their place.

    Returns
    -------
    DataFrame
        One row per sentence: line (from 1), domain, share (its probability, 0 to 1), second,
        second_share, terms (joined by ``|``).

    Raises
    ------
    ProblemsError
        With every mistake in the two files.

    Examples
    --------
    >>> table = code(["新建学校十所，加强教师队伍建设。", "推进水库除险加固和灌区改造。"])
    >>> table["domain"].tolist()
    ['education', 'water']
    """
    return code_sentences([*sentences], resource(""), Own(codebook, coded, extend))[0]
