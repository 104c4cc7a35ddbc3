"""What lies in ``resources/``: the default codebook, its quality, lists of firms and of words."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

__all__ = ["read_codebook", "read_firms", "read_quality", "whole_words"]


def read_codebook(path: str | Path) -> pd.DataFrame:
    """Return the default codebook: domain_id, name_zh, name_en, definitions, cap, seeds."""
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def read_quality(path: str | Path) -> pd.DataFrame:
    """Return the default's cross-validated agreement, as the table ``domain_quality``."""
    text = {"domain_id": "str", "by": "str", "group": "str"}
    return pd.read_csv(path, dtype=text, encoding="utf-8-sig").fillna({"group": ""})


def read_firms(path: str | Path) -> list[str]:
    """Return the names in a file of one name a line; ``#`` begins a comment."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def whole_words(paths: Iterable[str | Path]) -> frozenset[str]:
    """Return the first column of lists of words: what a reader takes for a whole word."""
    tables = [pd.read_csv(path, dtype="str", keep_default_na=False) for path in paths]
    return frozenset(word for table in tables for word in table.iloc[:, 0])
