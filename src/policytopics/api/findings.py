"""Units to topics and priorities: `fit` and `measure`."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from policytopics.api.results import Cleaned, Fitted, Measured, Segmented
from policytopics.api.settings import resource, study_with
from policytopics.domains.code import Coder
from policytopics.domains.names import masked_names
from policytopics.domains.resources import read_codebook, read_firms
from policytopics.domains.share import unit_domains
from policytopics.domains.weights import read_weights
from policytopics.gazetteer import read_divisions
from policytopics.regions.priorities import headline, measure_priorities
from policytopics.tables import regions as regions_tables
from policytopics.tables import topics as topics_tables
from policytopics.tables.contract import check
from policytopics.tables.domains import UNIT_DOMAINS
from policytopics.tables.schemes import by_category
from policytopics.topics.composition import compose
from policytopics.topics.consensus import settle as settle_topics
from policytopics.topics.exemplars import typical_units
from policytopics.topics.label import Words, label
from policytopics.topics.matrix import build
from policytopics.topics.select import scan

__all__ = ["fit", "measure"]


def fit(
    segmented: Segmented, number: int | Literal["auto"] = "auto", *, cores: int = 1, **settings: Any
) -> Fitted:
    """Return topics, their names, and the share of each topic in each unit.

    Parameters
    ----------
    segmented : Segmented
        From `segment`.
    number : int or "auto"
        Number of topics; ``"auto"`` tries many and chooses, which takes minutes.
    cores : int
        Ensembles fitted at a time; the result does not depend on it.
    **settings
        Other values for keys of the section ``topics``, such as ``runs=20``.

    Returns
    -------
    Fitted

    Raises
    ------
    ProblemsError
        If there is too little text for two topics, or a setting is wrong.
    """
    asked = study_with("fit", "topics", {**settings, "number": number}).topics
    units, vocabulary = segmented
    matrix = build(units, vocabulary, asked)
    found = scan(matrix, asked, cores=cores)
    if found.warning:
        print(f"warning: {found.warning}")
    # As the workflow keeps the ensemble between its two steps.
    ensemble = found.ensemble.H.round(6).astype(np.float32).astype(float)
    settled = settle_topics(matrix, ensemble, asked)
    topics = check(settled.topics, topics_tables.TOPICS)
    shares = check(settled.unit_topics, topics_tables.UNIT_TOPICS)
    domains = _code(units)
    composition = compose(units[units["part"].isin(asked.fit_parts)], shares, domains)
    composition = check(composition, topics_tables.COMPOSITION)
    quality = check(settled.quality, topics_tables.TOPIC_QUALITY)
    exemplars = typical_units(units, shares, topics, domains, composition)
    summary = label(topics, quality, composition, exemplars, _words(vocabulary), given={})
    return Fitted(
        topics,
        check(summary, topics_tables.TOPIC_SUMMARY),
        composition,
        shares,
        check(found.candidates, topics_tables.CANDIDATES),
        check(found.choice, topics_tables.CHOICE),
        settled.members,
    )


def _code(units: pd.DataFrame) -> pd.DataFrame:
    """Return the units' shares of the codebook's domains, as the table ``unit_domains``."""
    names = masked_names(
        read_divisions(resource("gazetteer/divisions.csv")),
        read_firms(resource("codebook/firms.txt")),
    )
    coder = Coder(read_weights(resource("codebook/weights.npz")), names)
    coded = pd.concat(unit_domains(coder, [units[["unit_id", "text"]]]), ignore_index=True)
    return check(coded, UNIT_DOMAINS)


def _words(vocabulary: pd.DataFrame) -> Words:
    """Return what topics are named by."""
    formulas = pd.read_csv(resource("lexicon/formulas.csv"), dtype=str, keep_default_na=False)
    domains = read_codebook(resource("codebook/domains.csv"))
    return Words(vocabulary[["term", "gloss_en"]], domains, formulas)


def measure(cleaned: Cleaned, segmented: Segmented, fitted: Fitted, **settings: Any) -> Measured:
    """Return what each region puts first, with intervals.

    Parameters
    ----------
    cleaned, segmented, fitted : Cleaned, Segmented, Fitted
        From `clean`, `segment` and `fit`.
    **settings
        Other values for keys of the section ``regions``, such as ``parts=["review"]``.

    Returns
    -------
    Measured

    Raises
    ------
    ProblemsError
        If no region has text in the parts that count, or a setting is wrong.
    """
    asked = study_with("measure", "regions", settings).regions
    shares = by_category(fitted.unit_topics)
    found = measure_priorities(segmented.units, shares, fitted.members, cleaned.documents, asked)
    return Measured(
        check(found, regions_tables.PRIORITIES),
        check(headline(found, asked), regions_tables.HEADLINE),
    )
