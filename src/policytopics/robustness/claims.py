"""What becomes of every claim under every specification.

A specification's topics are matched one to one to the study's (`policytopics.matching`). A topic
that finds no partner is *not recovered*: it stays in the table, empty, and is counted.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from policytopics.matching import match_topics
from policytopics.robustness.specifications import Specification

__all__ = ["Outcome", "collect"]

_VALUES = ["share", "difference", "difference_low", "difference_high"]


@dataclass(frozen=True)
class Outcome:
    """What a specification led to.

    Attributes
    ----------
    topics, priorities : DataFrame or None
        Its tables; None where it failed.
    reason : str
        Why it failed, or empty.
    """

    topics: pd.DataFrame | None
    priorities: pd.DataFrame | None
    reason: str = ""


def collect(
    specifications: Sequence[Specification],
    outcomes: Mapping[str, Outcome],
    *,
    threshold: float,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables ``specifications`` and ``robustness``.

    Parameters
    ----------
    specifications : sequence
        The first is the study itself.
    outcomes : mapping
        Name of the specification → its outcome.
    threshold : float
        Cosine of term weights from which a topic counts as recovered.

    Raises
    ------
    ValueError
        If the study itself has no outcome.
    """
    main = outcomes[specifications[0].name]
    if main.topics is None or main.priorities is None:
        raise ValueError(f"the study itself has no result: {main.reason}")
    cells = headline(main.priorities, specifications[0])[["region_id", "topic_id"]]
    rows, claims = [], []
    for each in specifications:
        outcome = outcomes[each.name]
        if outcome.topics is None or outcome.priorities is None:
            rows.append(_row(each, status="failed", reason=outcome.reason))
            continue
        pairs = match_topics(main.topics, outcome.topics, least=threshold)
        rows.append(
            _row(
                each,
                n_topics=outcome.topics["topic_id"].nunique(),
                n_matched=int(pairs["match"].notna().sum()),
            )
        )
        claims.append(_claims(each, cells, pairs, headline(outcome.priorities, each)))
    return pd.DataFrame(rows), pd.concat(claims, ignore_index=True)


def headline(priorities: pd.DataFrame, specification: Specification) -> pd.DataFrame:
    """Return the rows over all kinds and years of the parts that count as priority."""
    part = "+".join(specification.settings["regions"]["parts"])
    whole = (priorities["document_kind"] == "") & priorities["year"].isna()
    return priorities[whole & (priorities["part"] == part)]


def _row(
    each: Specification,
    *,
    status: str = "done",
    reason: str = "",
    n_topics: int | None = None,
    n_matched: int | None = None,
) -> dict[str, object]:
    changes = json.dumps(dict(each.changes), ensure_ascii=False, sort_keys=True)
    return {
        "specification": each.name,
        "settings": changes,
        **each.places,
        "status": status,
        "reason": reason,
        "n_topics": n_topics,
        "n_matched": n_matched,
    }


def _claims(
    each: Specification, cells: pd.DataFrame, pairs: pd.DataFrame, found: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per region and topic of the study, empty where it is not recovered."""
    values = found[["region_id", "topic_id", *_VALUES]].rename(
        columns={"topic_id": "matched_topic_id"}
    )
    joined = cells.merge(pairs, on="topic_id", how="left")
    joined = joined.merge(values, on=["region_id", "matched_topic_id"], how="left")
    return joined.assign(specification=each.name)
