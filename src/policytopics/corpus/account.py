"""The account of every document: what was read is what is kept and what is dropped, by reason.

Nothing is lost unsaid: the characters of all reasons add up to those read, with what the repairs
added (`n_characters` in table ``repairs``).
"""

from collections.abc import Mapping

import pandas as pd

from policytopics.problems import Problem
from policytopics.tables.corpus import ACCOUNT, LEAST_KEPT, NAMED_REASONS, REASONS

__all__ = ["account", "share_kept", "summary_lines", "unexplained", "without_empty"]


def account(files: Mapping[str, str], paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``account``.

    Parameters
    ----------
    files : mapping of str to str
        document_id → file, of all documents read.
    paragraphs : pd.DataFrame
        Table of this name.

    Returns
    -------
    pd.DataFrame
        A row per document and reason that it has, sorted by file and in the order of the reasons;
        a document without a paragraph has the row ``kept`` with zeros.
    """
    sizes = paragraphs["text"].str.len()
    counted = sizes.groupby([paragraphs["document_id"], paragraphs["reason"]]).agg(["size", "sum"])
    found = {key: (int(n), int(total)) for key, n, total in counted.itertuples(name=None)}
    rows = [
        (name, file, reason, *found.get((name, reason), (0, 0)))
        for name, file in sorted(files.items(), key=lambda pair: pair[1])
        for reason in REASONS
        if reason == "kept" or (name, reason) in found
    ]
    return pd.DataFrame(rows, columns=ACCOUNT.names)


def unexplained(table: pd.DataFrame) -> pd.DataFrame:
    """Return the documents of which too little is kept without a reason that is named.

    Parameters
    ----------
    table : pd.DataFrame
        Table ``account``.

    Returns
    -------
    pd.DataFrame
        Columns file, share: of the characters that are no glossary, appendix, furniture and the
        like, how many are kept; below `LEAST_KEPT`. Sorted by file.
    """
    rows = []
    for file, own in table.groupby("file", sort=True):
        share = share_kept(dict(zip(own["reason"], own["characters"], strict=True)))
        if share < LEAST_KEPT:
            rows.append((file, round(share, 3)))
    return pd.DataFrame(rows, columns=["file", "share"])


def share_kept(sizes: Mapping[str, int]) -> float:
    """Return which share is kept of the characters that no named reason explains.

    Parameters
    ----------
    sizes : mapping of str to int
        Reason → characters of one document.

    Examples
    --------
    >>> share_kept({"kept": 30, "outside": 10, "glossary": 60})
    0.75
    """
    total = sum(size for reason, size in sizes.items() if reason not in NAMED_REASONS)
    return sizes.get("kept", 0) / total if total else 0.0


def summary_lines(table: pd.DataFrame) -> list[str]:
    """Return what is said at the end of a run: what was read, kept, and dropped for what reason.

    Examples
    --------
    >>> rows = [("a", "a.txt", "kept", 9, 900), ("a", "a.txt", "glossary", 2, 100)]
    >>> summary_lines(pd.DataFrame(rows, columns=ACCOUNT.names))
    ['1 document read, 1,000 characters: 900 kept (90.0%); dropped: glossary 100']
    """
    number = table["document_id"].nunique()
    sums = table.groupby("reason")["characters"].sum()
    total, kept = int(sums.sum()), int(sums.get("kept", 0))
    dropped = [f"{one} {int(sums[one]):,}" for one in REASONS[1:] if sums.get(one, 0)]
    share = f" ({kept / total:.1%})" if total else ""
    first = (
        f"{number} document{'s' * (number != 1)} read, {total:,} characters: {kept:,} kept{share}; "
        f"dropped: {', '.join(dropped) or 'nothing'}"
    )
    low = [
        f"warning: {row.file}: only {row.share:.0%} of its text is kept; look at paragraphs.csv"
        for row in unexplained(table).itertuples()
    ]
    return [first, *low]


def without_empty(documents: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the documents of which something is kept, and a problem for each of the others.

    Parameters
    ----------
    documents : pd.DataFrame
        Table of this name.
    """
    empty = documents["characters_kept"] == 0
    problems = [
        Problem(
            str(file),
            f"none of its {dropped:,} characters is text of a report",
            "look at its rows in paragraphs.csv; correct them (corrections.csv) or exclude it",
        )
        for file, dropped in documents.loc[empty, ["file", "characters_dropped"]].itertuples(
            index=False
        )
    ]
    return documents[~empty].reset_index(drop=True), problems
