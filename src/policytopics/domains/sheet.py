"""The sheet that a person codes, its key, and what comes back.

The sheet shows sentences and nothing else: who codes it must not know what the instrument said.
The key lies beside it: which sentence is whose, its probability of being drawn, its machine codes.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from policytopics.domains.sample import PROBABILITY
from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.sheets import column_problems, given_sheet

__all__ = ["CodedSheet", "blind_sheet", "read_coded_sheet", "read_sheet_key", "sheet_key"]

_SHEET = ("sentence_id", "text", "domain_id", "second")
_ABOUT = ("unit_id", "document_id", "region_id", "stratum", "stratum_weight", "weight", "drawn")
_KEY_FIX = "give the key that was drawn with the sheet, or draw both anew"


class CodedSheet(NamedTuple):
    """Sentences coded by hand, with their key.

    Attributes
    ----------
    rows : DataFrame
        Of each coded sentence: what the key says of it, domain_id, second, and coded_part: how much
        of what was drawn of its stratum was coded.
    domains : list of str
        The codebook's, `none` last.
    number : int
        Sentences of the sheet, coded or not.
    """

    rows: pd.DataFrame
    domains: list[str]
    number: int


def sheet_key(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the key of sentences drawn: their names, then what the sheet does not show.

    Parameters
    ----------
    drawn : DataFrame
        From `policytopics.domains.sample.draw_sentences`.
    """
    shares = drawn.filter(regex=f"^{PROBABILITY}").round(6)
    about = drawn[list(_ABOUT)]
    content = about.to_csv() + shares.to_csv() + "\n".join(drawn["text"])
    mark = hashlib.sha256(content.encode()).hexdigest()[:6]
    ids = [f"s-{mark}-{number:04d}" for number in range(1, len(drawn) + 1)]
    return pd.concat([pd.Series(ids, name="sentence_id"), about, shares], axis=1)


def blind_sheet(drawn: pd.DataFrame, key: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet to fill in: sentence_id, text, and domain_id and second, both empty."""
    shown = {
        "sentence_id": key["sentence_id"],
        "text": drawn["text"],
        "domain_id": "",
        "second": "",
    }
    return pd.DataFrame(shown)


def read_sheet_key(path: str | Path) -> pd.DataFrame:
    """Return the key as `sheet_key` made it.

    Raises
    ------
    ProblemsError
        If it is missing, no key, or its numbers are none.
    """
    table = given_sheet(path)
    if column_problems(table, str(path), ["sentence_id", *_ABOUT]):
        raise ProblemsError([Problem(str(path), "is no key of a sheet of sentences", _KEY_FIX)])
    numbers = ["stratum_weight", "weight", "drawn", *table.filter(regex=f"^{PROBABILITY}").columns]
    try:
        key = table.astype(dict.fromkeys(numbers, float)).reset_index(drop=True)
    except ValueError:
        what = "a cell of numbers holds something else"
        raise ProblemsError([Problem(str(path), what, _KEY_FIX)]) from None
    return key


def read_coded_sheet(path: str | Path, key: pd.DataFrame) -> CodedSheet:
    """Return the sentences of a returned sheet that were coded.

    Parameters
    ----------
    path : str or Path
        The sheet, filled in; rows without domain_id are not coded.
    key : DataFrame
        From `read_sheet_key`.

    Raises
    ------
    ProblemsError
        If the sheet belongs to another key or holds no code; with every unknown domain, sentence
        that the key does not know or that stands twice, and second domain without a first.
    """
    table = given_sheet(path)
    if missing := column_problems(table, str(path), ["sentence_id", "domain_id"]):
        raise ProblemsError(missing)
    sheet = table.assign(second=table.get("second", ""))
    _stop_at_another(sheet, key, path)
    machine = map(str, key.filter(regex=f"^{PROBABILITY}").columns)
    domains = [name.removeprefix(PROBABILITY) for name in machine]
    if problems := [*_wrong_rows(sheet, {*key["sentence_id"]}, domains, path)]:
        raise ProblemsError(problems)
    coded = sheet.loc[sheet["domain_id"] != "", ["sentence_id", "domain_id", "second"]]
    if coded.empty:
        fix = f"write a domain's name into domain_id: {', '.join(domains[:3])} …"
        raise ProblemsError([Problem(str(path), "holds no code yet", fix)])
    rows = coded.merge(key, on="sentence_id")
    part = rows["stratum"].value_counts() / key["stratum"].value_counts()
    return CodedSheet(rows.assign(coded_part=rows["stratum"].map(part)), domains, len(key))


def _stop_at_another(sheet: pd.DataFrame, key: pd.DataFrame, path: str | Path) -> None:
    """Raise the one problem of a sheet none of whose sentences the key knows."""
    if sheet.empty:
        raise ProblemsError([Problem(str(path), "has no rows", "give the sheet that was drawn")])
    if not sheet["sentence_id"].isin(key["sentence_id"]).any():
        what = "is the sheet of another study, or of another drawing: its key knows no sentence"
        raise ProblemsError([Problem(str(path), what, _KEY_FIX)])


def _wrong_rows(
    sheet: pd.DataFrame, known: set[str], domains: list[str], path: str | Path
) -> Iterator[Problem]:
    seen: set[str] = set()
    columns = (sheet.index, sheet["sentence_id"], sheet["domain_id"], sheet["second"])
    for line, sentence, first, second in zip(*columns, strict=True):
        where = f"{path}:{line}"
        if sentence not in known:
            yield Problem(where, f"the key has no sentence {sentence!r}", _KEY_FIX)
        elif sentence in seen:
            yield Problem(where, f"{sentence} stands twice", "delete one of the rows")
        for cell in {first, second} - {"", *domains}:
            yield Problem(where, f"{cell!r} is no domain", suggestion(cell, domains))
        if second and not first:
            yield Problem(where, "a second domain without a first", "write it into domain_id")
        seen.add(sentence)
