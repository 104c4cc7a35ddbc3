"""How far answers and paragraphs agree with what is known of a folder of reports."""

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from policytopics.corpus.characters import count_han

__all__ = ["closing_line", "kept", "plan_found", "verdicts"]

# The index's levels and the product's. A city may be a development zone's or a county-level one.
_LEVELS = {
    "country": {"country"},
    "province": {"province"},
    "city": {"prefecture", "county", "other"},
    "county": {"county", "other"},
}
# Reports that are no yearly report in full: no review, or no plan, can be asked of them.
_OTHER_FORM = re.compile("摘要|有删减|abridg|takes the place of the annual report")
_CLOSING = re.compile("各位代表|同志们|让我们|而努力奋斗|而奋斗")
_OWN = ("title", "front", "heading", "body")
_LEAST_SHARE = 0.1


def verdicts(index: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Return for each file what became of its region and its year: right, wrong or asked.

    Parameters
    ----------
    index : pd.DataFrame
        The truth, all strings: file, region, level, year.
    answers : pd.DataFrame
        `Result.answers`, its files named as in the index.

    Returns
    -------
    pd.DataFrame
        Columns file, region, year. A year left empty counts as asked.
    """
    rows = index.merge(answers, on="file", how="left", suffixes=("", "_found")).fillna("")
    return pd.DataFrame(
        {
            "file": rows["file"],
            "region": [
                _region(row.region, row.level, row.regions, row.level_found)
                for row in rows.itertuples()
            ],
            "year": [
                "right" if year == found else "wrong" if found else "asked"
                for year, found in zip(rows["year"], rows["year_found"], strict=True)
            ],
        }
    )


def _region(name: str, level: str, found: str, level_found: str) -> str:
    """Return whether a region is right, wrong or asked for."""
    if not found:
        return "asked"
    right = name in found.split("|") and level_found in _LEVELS.get(level, {level})
    return "right" if right else "wrong"


def plan_found(index: pd.DataFrame, paragraphs: pd.DataFrame) -> Mapping[str, bool]:
    """Return for each yearly report in full whether review and plan are both there, in order.

    Each must hold at least a tenth of the characters kept (headings and body), and half of the
    review's characters must stand before half of the plan's.
    """
    yearly = index[~index["note"].str.contains(_OTHER_FORM)]["file"]
    text = paragraphs[paragraphs["role"].isin(["heading", "body"])]
    groups = dict(tuple(text.groupby("file", sort=False)))
    return {file: file in groups and _both(groups[file]) for file in yearly}


def _both(own: pd.DataFrame) -> bool:
    """Return whether review and plan are there, in order, each of a tenth at least."""
    sizes = own["text"].str.len()
    done = sizes.cumsum()
    places = {}
    for part in ("review", "plan"):
        of_part = sizes.where(own["part"] == part, 0)
        if of_part.sum() < _LEAST_SHARE * sizes.sum():
            return False
        places[part] = done[of_part.cumsum() >= of_part.sum() / 2].iloc[0]
    return bool(places["review"] < places["plan"])


def closing_line(lines: Sequence[str]) -> int:
    """Return the 1-based line of a report's closing words; without any, its last line.

    The last line in the second half of the text that addresses the deputies or appeals to them.

    Examples
    --------
    >>> closing_line(["一年来成绩显著。", "今年要做好工作。", "让我们努力奋斗！", "注释", "略"])
    3
    """
    half, done, last = sum(map(len, lines)) / 2, 0, len(lines)
    for number, line in enumerate(lines, start=1):
        done += len(line)
        if done > half and _CLOSING.search(line):
            last = number
    return last


def kept(sources: Mapping[str, list[str]], paragraphs: pd.DataFrame) -> Mapping[str, float]:
    """Return the share of each report's Han characters before its closing that the product keeps.

    Parameters
    ----------
    sources : mapping of str to list of str
        The lines of each file.
    paragraphs : pd.DataFrame
        `Result.paragraphs`.

    Returns
    -------
    mapping of str to float
        Han characters of paragraphs up to the closing that are title, front, heading or body, over
        the Han characters of the lines up to it, each text counted once; at most 1.
    """
    own = paragraphs[paragraphs["role"].isin(_OWN)]
    groups = dict(tuple(own.groupby("file", sort=False)))
    return {
        file: _kept(lines, groups[file]) if file in groups else 0.0
        for file, lines in sources.items()
    }


def _kept(lines: Sequence[str], own: pd.DataFrame) -> float:
    """Return the share of one report."""
    last = closing_line(lines)
    wanted = _n_han(line.strip() for line in lines[:last])
    found = _n_han(own.loc[own["line"] <= last, "text"])
    return min(1.0, found / wanted) if wanted else 1.0


def _n_han(texts: Iterable[str]) -> int:
    """Return the number of Han characters of the texts, each counted once."""
    return sum(map(count_han, dict.fromkeys(texts)))
