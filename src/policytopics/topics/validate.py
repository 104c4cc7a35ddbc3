"""How near the pipeline comes to labels that people have given: parts and topics.

The labels serve this table alone, never the model.
"""

import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from policytopics.problems import ProblemsError
from policytopics.sheets import column_problems, given_sheet

__all__ = ["domains_of_units", "read_gold", "validate"]

_COLUMNS = ("file", "role", "part", "domain", "text")
_TEXT_ROLES = ("heading", "body")
_NO_SUBJECT = ("", "general")


def read_gold(path: str | Path) -> pd.DataFrame:
    """Return the labels of ``gold.csv``: columns file, role, part, domain, text.

    Raises
    ------
    ProblemsError
        If the file is no such table.
    """
    gold = given_sheet(path)
    if missing := column_problems(gold, str(path), _COLUMNS):
        raise ProblemsError(missing)
    return gold[list(_COLUMNS)].reset_index(drop=True)


def validate(
    gold: pd.DataFrame,
    documents: pd.DataFrame,
    paragraphs: pd.DataFrame,
    units: pd.DataFrame,
    unit_topics: pd.DataFrame,
) -> pd.DataFrame:
    """Return the table ``validation``.

    Parameters
    ----------
    gold : DataFrame
        From `read_gold`.
    documents, paragraphs, units, unit_topics : DataFrame
        As the tables.

    Returns
    -------
    DataFrame
        Columns measure, value, low, high (both empty), n; a measure without anything to compare is
        left out.

    Notes
    -----
    A gold paragraph is found if a paragraph of the same file has the same letters and digits. Parts
    are compared on headings and body, weighted by characters. Topics are compared on units of the
    plan with a domain: normalized mutual information (arithmetic mean) and adjusted Rand index of
    each unit's largest topic, and the share of units right if topics and domains are paired one
    to one as well as can be.
    """
    text = gold[gold["role"].isin(_TEXT_ROLES)]
    found = _join(text, documents, paragraphs)
    measures = [("paragraphs_found", len(found) / max(len(text), 1), len(text))]
    labelled = found[found["gold_part"] != ""]
    if len(labelled):
        right = (labelled["gold_part"] == labelled["part"]).to_numpy(float)
        length = labelled["key"].str.len().to_numpy(float)
        measures.append(("part_accuracy", float(np.average(right, weights=length)), len(labelled)))
    measures += _compare_topics(_largest_topics(found, units, unit_topics))
    found = pd.DataFrame(measures, columns=["measure", "value", "n"])
    return found.assign(low=np.nan, high=np.nan)[["measure", "value", "low", "high", "n"]]


def domains_of_units(
    gold: pd.DataFrame, documents: pd.DataFrame, paragraphs: pd.DataFrame, units: pd.DataFrame
) -> pd.Series:
    """Return the gold domain of each unit of the plan that has one, by unit_id."""
    return _domains(_join(gold[gold["role"].isin(_TEXT_ROLES)], documents, paragraphs), units)


def _domains(found: pd.DataFrame, units: pd.DataFrame) -> pd.Series:
    domains = found.loc[~found["gold_domain"].isin(_NO_SUBJECT), ["paragraph_id", "gold_domain"]]
    plan = units.loc[units["part"] == "plan", ["unit_id", "paragraph_id"]].merge(domains)
    return plan.set_index("unit_id")["gold_domain"]


def _join(gold: pd.DataFrame, documents: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs with gold part and domain; of equal texts the n-th is the n-th."""
    files = paragraphs.merge(documents[["document_id", "file"]], on="document_id")
    files = _keyed(files.sort_values(["document_id", "line", "paragraph_id"]))
    labels = _keyed(gold).rename(columns={"part": "gold_part", "domain": "gold_domain"})
    labels = labels[["file", "key", "turn", "gold_part", "gold_domain"]]
    return files.merge(labels, on=["file", "key", "turn"])


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with ``key``, the text's letters and digits, and ``turn`` among equals."""
    frame = frame.assign(
        key=[
            "".join(
                character
                for character in unicodedata.normalize("NFKC", text)
                if character.isalnum()
            )
            for text in frame["text"]
        ]
    )
    return frame.assign(turn=frame.groupby(["file", "key"]).cumcount())


def _largest_topics(
    found: pd.DataFrame, units: pd.DataFrame, unit_topics: pd.DataFrame
) -> pd.DataFrame:
    """Return topic and domain of each unit of the plan that has both."""
    largest = unit_topics.sort_values(["share", "topic_id"], ascending=[False, True])
    plan = _domains(found, units).reset_index()
    return plan.merge(largest.drop_duplicates("unit_id"), on="unit_id")


def _compare_topics(pairs: pd.DataFrame) -> list[tuple[str, float, int]]:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    if pairs.empty:
        return []
    domain, topic = pairs["gold_domain"], pairs["topic_id"]
    table = pd.crosstab(domain, topic).to_numpy()
    matched = table[linear_sum_assignment(table, maximize=True)].sum() / len(pairs)
    return [
        ("topic_nmi", float(normalized_mutual_info_score(domain, topic)), len(pairs)),
        ("topic_ari", float(adjusted_rand_score(domain, topic)), len(pairs)),
        ("topic_matched_accuracy", float(matched), len(pairs)),
    ]
