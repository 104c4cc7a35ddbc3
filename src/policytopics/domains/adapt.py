"""An instrument of the study's own: for its own codebook, or from its own coded sentences.

Learnt as the default was, but on the study's text: what is known beforehand of its sentences (by
the default instrument, by seed words) and the sentences that the user coded.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.domains.calibrate import calibrate, instrument
from policytopics.domains.code import Coder, probabilities
from policytopics.domains.context import context, in_context
from policytopics.domains.embed import embed
from policytopics.domains.learn import Learnt, Space, learn, space_of, targets, taught
from policytopics.domains.own import seeds_by_domain
from policytopics.domains.seeds import count_seeds, seeded
from policytopics.domains.shapes import Float32Array, Int64Array
from policytopics.domains.share import sentences_of
from policytopics.domains.terms import TermFinder, weighted
from policytopics.domains.vocabulary import Panel, split_panel, vocabulary
from policytopics.domains.weights import Weights

__all__ = ["Wanted", "adapted", "known_beforehand", "panel_of"]

_LONGEST = 3  # characters of a term
_DOCUMENTS = 2  # that hold a term: weights stay with the study, so its own words may be in
_DIMENSIONS = 60
_DIRECT = 3_000
_SENTENCES = 40_000  # that teach


class Wanted(NamedTuple):
    """What to learn.

    Attributes
    ----------
    domains : DataFrame
        The codebook: domain_id, seeds; `none` last.
    seeded : frozenset of str
        Domains known by their seeds alone.
    coded : DataFrame or None
        The study's own coded sentences: text, domain_id, second.
    """

    domains: pd.DataFrame
    seeded: frozenset[str]
    coded: pd.DataFrame | None


def panel_of(units: pd.DataFrame) -> Panel:
    """Return a study's sentences.

    Parameters
    ----------
    units : DataFrame
        document_id, paragraph_id, order, region_id, text; in any order.
    """
    rows = units.sort_values(["document_id", "order", "paragraph_id"])
    documents = []
    for _, document in rows.groupby("document_id", sort=True):
        paragraphs = [
            [each for text in texts for each in sentences_of(text)]
            for _, texts in document.groupby("paragraph_id", sort=False)["text"]
        ]
        documents.append((str(document["region_id"].iloc[0]), paragraphs))
    return split_panel(documents)


def known_beforehand(panel: Panel, wanted: Wanted, default: Coder) -> Float32Array:
    """Return the probability of each domain for each sentence, before anything is learnt.

    Domains of the default as it codes them; where a sentence names seeds of own domains, these;
    where the user coded the very sentence, as coded.
    """
    ids = wanted.domains["domain_id"].tolist()
    own = [domain for domain in ids if domain in wanted.seeded]
    seeds = seeds_by_domain(wanted.domains.set_index("domain_id").loc[own].reset_index())
    by_seeds = seeded(counts := count_seeds(panel.texts, seeds))
    known = [domain for domain in default.weights.domains if domain in ids and domain not in own]
    shares = np.zeros((len(panel.texts), len(ids)), dtype=np.float32)
    if len(known) > 1:
        of = [default.weights.domains.index(domain) for domain in known]
        found = probabilities(default, panel.texts)[:, of]
        shares[:, [ids.index(domain) for domain in known]] = found / found.sum(1, keepdims=True)
    places = [ids.index(domain) for domain in [*seeds, ids[-1]]]
    named = counts.sum(axis=1) > 0 if len(known) > 1 else np.ones(len(counts), dtype=bool)
    shares[named] = 0
    shares[np.ix_(np.flatnonzero(named), np.array(places))] = by_seeds[named]
    texts, codes = _coded(wanted, ids)
    known_codes = dict(zip(texts, codes, strict=True))
    for row, text in enumerate(panel.texts):
        if text in known_codes:
            shares[row] = known_codes[text]
    return shares


def adapted(panel: Panel, wanted: Wanted, default: Coder, *, seed: int) -> Weights:
    """Return weights learnt on the study's own text.

    Parameters
    ----------
    panel : Panel
        From `panel_of`.
    wanted : Wanted
    default : Coder
        The default instrument.
    seed : int

    Notes
    -----
    Calibrated on what was known beforehand of every other paragraph, neighbours heard, by weights
    learnt on the rest: that is no agreement with readers, and results say so.
    """
    rng = np.random.default_rng(seed)
    words = vocabulary(panel, default.names, _LONGEST, documents=_DOCUMENTS, regions=1)
    finder = TermFinder(words.terms, default.names)
    matrix = weighted(finder.count(panel.texts), words.rarity)
    number = np.diff(matrix.indptr)
    known = known_beforehand(panel, wanted, default)
    space = _space(matrix, panel, rng)
    around = context(panel, number)
    texts, codes = _coded(wanted, wanted.domains["domain_id"].tolist())
    coded = weighted(finder.count(texts), words.rarity)

    def learnt(teaching: Int64Array) -> Learnt:
        ready = taught(matrix, around, teaching, space)
        return learn(coded, codes, space, ready, start=known)

    rows = np.flatnonzero(number > 0)
    rows = np.sort(rng.choice(rows, min(_SENTENCES, len(rows)), replace=False))
    odd = panel.paragraph[rows] % 2 == 1
    judged = rows[odd]
    evidence = learnt(rows[~odd]).evidence(matrix[judged]).astype(np.float64)
    calibration = calibrate(evidence, number[judged], in_context(known, around)[judged])
    return instrument(wanted.domains["domain_id"], words, learnt(rows), calibration)


def _space(matrix: sparse.csr_matrix, panel: Panel, rng: np.random.Generator) -> Space:
    """Return the space to learn in, smaller than the default's."""
    dimensions = min(_DIMENSIONS, matrix.shape[1] // 2)
    coordinates = embed(matrix, panel.paragraph, dimensions=dimensions, rng=rng)
    return space_of(matrix, coordinates, direct=_DIRECT)


def _coded(wanted: Wanted, ids: list[str]) -> tuple[list[str], Float32Array]:
    """Return the user's coded sentences and what they should be."""
    if wanted.coded is None:
        return [], np.zeros((0, len(ids)), dtype=np.float32)
    number = {domain: at for at, domain in enumerate(ids)}
    first, second = (
        np.array([number.get(domain, -1) for domain in wanted.coded[column]])
        for column in ("domain_id", "second")
    )
    return wanted.coded["text"].tolist(), targets(first, second, len(ids))
