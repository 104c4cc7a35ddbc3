"""The study in two minutes: what was found, how sure it is, what was left out.

Only counts and names stand here; the template makes the sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from policytopics.labels import FLAG_LABELS
from policytopics.report.findings import findings, firsts
from policytopics.report.inputs import Inputs
from policytopics.report.names import DisplayName, DisplayNames, records
from policytopics.tables.robustness import MAIN
from policytopics.tables.schemes import UNRANKED

__all__ = ["Leak", "Summary", "summarised"]

# What a reader must know of a region's text, in the order in which it matters.
_RESERVATIONS = ("insufficient", "fragment", "other_kind", "other_year")


@dataclass(frozen=True)
class Leak:
    """How well topics tell the region of a unit, against guessing; all in [0, 1]."""

    accuracy: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True)
class Summary:
    """What the first lines of the page say.

    Attributes
    ----------
    cells, distinct : int
        Differences between a region and the others, and how many exclude 0.
    regions, apart, certain : int
        Regions; how many differ in any topic; how many have one topic first in all resamples.
    specifications, agreeing : int
        The other specifications that ran to their end; the distinct differences that all of them
        recover with the same sign.
    topics, unstable : int
    stability : tuple of float, or None
        The least and the largest stability of a topic; None in a scheme of domains.
    agreement : mapping or None
        The row of ``domain_quality`` for all coded sentences; None in a scheme of topics.
    unassigned : tuple of float, or None
        The least and the largest share of a region's text that is of no domain.
    leak : Leak or None
        None where it could not be measured.
    in_text : int
        Differences between the texts that matter, whatever chance does to other texts.
    noise : str
        Where the noise of drafting is from: own, borrowed; unknown if nothing is known of
        governments.
    false_share : float or None
        Measured share of claims about governments that is of these years alone.
    visible : float or None
        The difference that would have been seen alone, middle over the cells.
    reserved : tuple of (what, regions)
        What limits the comparison, and which regions it concerns.
    """

    cells: int
    distinct: int
    regions: int
    apart: int
    certain: int
    specifications: int
    agreeing: int
    topics: int
    unstable: int
    stability: tuple[float, float] | None
    agreement: Mapping[str, object] | None
    unassigned: tuple[float, float] | None
    leak: Leak | None
    in_text: int
    noise: str
    false_share: float | None
    visible: float | None
    reserved: tuple[tuple[str, tuple[DisplayName, ...]], ...]


def summarised(inputs: Inputs, names: DisplayNames) -> Summary:
    """Return the summary.

    Parameters
    ----------
    inputs : Inputs
        All tables.
    names : DisplayNames
        How regions and topics are called.
    """
    cells, told = inputs.headline, findings(inputs.claims, names)
    topics, found = inputs.topic_summary, inputs.scheme == "topics"
    return Summary(
        cells=len(cells.dropna(subset=["difference"])),
        distinct=len(told),
        regions=cells["region_id"].nunique(),
        apart=len({one.region.key for one in told}),
        certain=sum(
            one.sufficient and (one.row["rank_low"], one.row["rank_high"]) == (1, 1)
            for one in firsts(cells, names)
        ),
        specifications=_done(inputs.specifications),
        agreeing=sum(one.row["n_same_sign"] == one.row["n_specifications"] for one in told),
        topics=len(topics),
        unstable=int(sum("unstable" in flags for flags in topics["flags"])),
        stability=_range(topics["stability"]) if found else None,
        agreement=None if found else _agreement(inputs.domain_quality),
        unassigned=_range(cells.loc[cells["category_id"] == UNRANKED, "share"]),
        leak=_leak(inputs.leak) if found else None,
        in_text=int(cells["in_text"].sum()),
        noise=_noise(cells),
        false_share=_middle(cells["false_share"]),
        visible=_middle(cells["visible"]),
        reserved=_reserved(cells, names),
    )


def _noise(cells: pd.DataFrame) -> str:
    """Return where the noise is from, of what is known of governments."""
    known = cells.loc[cells["q"].notna(), "noise"]
    return str(known.iloc[0]) if len(known) else "unknown"


def _middle(values: pd.Series) -> float | None:
    known = pd.to_numeric(values).dropna()
    return float(known.median()) if len(known) else None


def _done(specifications: pd.DataFrame) -> int:
    """Return how many specifications beside the study itself ran to their end."""
    others = specifications[specifications["specification"] != MAIN]
    return int((others["status"] == "done").sum())


def _agreement(quality: pd.DataFrame) -> Mapping[str, object] | None:
    """Return how far the coding of all coded sentences agrees with their readers."""
    rows = records(quality[(quality["domain_id"] == "all") & (quality["by"] == "all")])
    return rows[0] if rows and rows[0]["n"] else None


def _range(values: pd.Series) -> tuple[float, float] | None:
    known = values.dropna()
    return (float(known.min()), float(known.max())) if len(known) else None


def _leak(leak: pd.DataFrame) -> Leak | None:
    """Return the leak of the regions through the topics as the study uses them."""
    rows = records(leak[(leak["target"] == "region") & (leak["features"] == "topics")])
    # Masked before unmasked: a study that masks names has both.
    ordered = sorted(rows, key=lambda row: not row["mask"])
    columns = ("balanced_accuracy", "low", "high", "chance")
    return Leak(*(float(str(ordered[0][name])) for name in columns)) if ordered else None


def _reserved(
    cells: pd.DataFrame, names: DisplayNames
) -> tuple[tuple[str, tuple[DisplayName, ...]], ...]:
    """Return every reservation with the regions it concerns."""
    found = []
    for flag in _RESERVATIONS:
        concerned = _concerned(cells, flag)
        if concerned:
            found.append(
                (FLAG_LABELS[flag][0], tuple(names.regions[region] for region in concerned))
            )
    return tuple(found)


def _concerned(cells: pd.DataFrame, flag: str) -> Sequence[str]:
    flagged = cells[[flag in flags for flags in cells["flags"]]]
    return sorted(set(flagged["region_id"]))
