"""What the page says of the codebook: its domains, how good the coding is, and of concepts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.report.names import DisplayName, DisplayNames, records

__all__ = ["CodedDomain", "CountedConcept", "coded_domains", "coding_groups", "counted_concepts"]

_TERMS = 12
# What groups the coded sentences, in the order of reading.
_GROUPINGS = ("all", "level", "period", "length", "part")


@dataclass(frozen=True)
class CodedDomain:
    """A domain: its row of the table ``domains``, and how good its coding is (None: unknown)."""

    name: DisplayName
    row: Mapping[str, Any]
    terms: tuple[str, ...]
    quality: Mapping[str, Any] | None


def coded_domains(
    domains: pd.DataFrame, quality: pd.DataFrame, names: DisplayNames
) -> tuple[CodedDomain, ...]:
    """Return the domains in the order of the names.

    Parameters
    ----------
    domains, quality : DataFrame
        The tables ``domains`` and ``domain_quality``.
    names : DisplayNames
        How domains are called.
    """
    rows = {str(row["domain_id"]): row for row in records(domains)}
    checked = {str(row["domain_id"]): row for row in records(quality[quality["by"] == "all"])}
    return tuple(
        CodedDomain(
            name=name,
            row=rows[key],
            terms=tuple(_list(rows[key]["terms"])[:_TERMS]),
            quality=checked.get(key) if checked.get(key, {}).get("n") else None,
        )
        for key, name in names.categories.items()
    )


def _list(value: Any) -> list[str]:
    return [str(each) for each in value]


def coding_groups(quality: pd.DataFrame) -> list[dict[str, object]]:
    """Return how good the coding is in all groups of sentences; n of 0: not validated."""
    rows = records(quality[quality["domain_id"] == "all"].sort_values(["by", "group"]))
    return sorted(rows, key=lambda row: _GROUPINGS.index(str(row["by"])))


@dataclass(frozen=True)
class CountedConcept:
    """A concept: its rates in every region, all years together and year by year.

    Attributes
    ----------
    name : str
    named : bool
        Whether any document names it.
    rows : tuple of (region, row, rows by year)
        Regions by falling rate, those without text last; rows of ``region_concepts``.
    """

    name: str
    named: bool
    rows: tuple[tuple[DisplayName, Mapping[str, Any], tuple[Mapping[str, Any], ...]], ...]


def counted_concepts(table: pd.DataFrame, names: DisplayNames) -> tuple[CountedConcept, ...]:
    """Return the concepts by name, from the table ``region_concepts``."""
    return tuple(
        CountedConcept(
            name=str(concept),
            named=bool(group["hits"].sum() > 0),
            rows=tuple(_by_rate(group, names)),
        )
        for concept, group in table.groupby("concept", sort=True)
    )


def _by_rate(
    group: pd.DataFrame, names: DisplayNames
) -> list[tuple[DisplayName, Mapping[str, Any], tuple[Mapping[str, Any], ...]]]:
    """Return one concept's rows, the region with the highest rate first."""
    whole = group[group["year"].isna()]
    ordered = whole.sort_values(["rate", "region_id"], ascending=[False, True])
    by_year = group[group["year"].notna()].sort_values("year")
    return [
        (
            names.regions[str(row["region_id"])],
            row,
            tuple(records(by_year[by_year["region_id"] == row["region_id"]])),
        )
        for row in records(ordered)
    ]
