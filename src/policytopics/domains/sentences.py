"""Coding sentences that come without a study: by the default codebook, or by one's own.

With an own codebook or own coded sentences the instrument is learnt on the sentences given; where
they are too few to learn from, own domains are known by their seed words alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.domains.adapt import Wanted, adapted, known_beforehand
from policytopics.domains.code import Coder, code
from policytopics.domains.names import masked_names
from policytopics.domains.own import codebook, read_coded, read_own_codebook, seeds_by_domain
from policytopics.domains.resources import read_codebook, read_firms, whole_words
from policytopics.domains.vocabulary import split_panel
from policytopics.domains.weights import read_weights
from policytopics.gazetteer import read_divisions
from policytopics.problems import Problem, ProblemsError

__all__ = ["Own", "code_sentences", "default_coder"]

# Lists of what a reader takes for a whole word.
_WORDS = ("codebook/words.csv", "lexicon/policy_terms.csv", "lexicon/glosses.csv")
_LEAST = 300  # sentences to learn from
_LISTED = 5  # seeds told of a sentence


class Own(NamedTuple):
    """What a user brings.

    Attributes
    ----------
    codebook, coded : str or Path or None
        Files as a study's ``codebook.csv`` and ``coded.csv``.
    extend : bool
        Whether own domains are added to the default's, or stand in their place.
    seed : int
        Of what the instrument is learnt on.
    """

    codebook: str | Path | None = None
    coded: str | Path | None = None
    extend: bool = True
    seed: int = 1


_NOTHING = Own()


def default_coder(resources: str | Path) -> Coder:
    """Return the default instrument from the folder ``resources``."""
    folder = Path(resources)
    firms = read_firms(folder / "codebook" / "firms.txt")
    divisions = read_divisions(folder / "gazetteer" / "divisions.csv")
    lexicon = [folder / each for each in _WORDS]
    weights = read_weights(folder / "codebook" / "weights.npz")
    return Coder(weights, masked_names(divisions, firms), whole_words(lexicon))


def code_sentences(
    texts: Sequence[str], resources: str | Path, own: Own = _NOTHING
) -> tuple[pd.DataFrame, list[str]]:
    """Return the domain of each sentence, and what must be said of how it was found.

    Parameters
    ----------
    texts : sequence of str
        Sentences.
    resources : str or Path
        The folder ``resources`` that comes with the program.
    own : Own

    Returns
    -------
    table : DataFrame
        As `policytopics.domains.code.code`.
    notes : list of str
        Where an own codebook or own coded sentences are in use: how they were learnt.

    Raises
    ------
    ProblemsError
        With every mistake in the own files, or if own coded sentences and those given together are
        too few to learn from.
    """
    default = default_coder(resources)
    if own.codebook is None and own.coded is None:
        return code(default, texts), []
    wanted = _wanted(Path(resources), own)
    taught = [*texts, *([] if wanted.coded is None else wanted.coded["text"])]
    number = f"{len(taught):,} sentences"
    if len(taught) >= _LEAST:
        # Each line stands alone: nobody said that its neighbours treat the same.
        panel = split_panel([(str(at), [[text]]) for at, text in enumerate(taught)])
        coder = replace(default, weights=adapted(panel, wanted, default, seed=own.seed))
        how = "from coded sentences" if wanted.coded is not None else "from seed words"
        return code(coder, texts), [f"learnt {how}, widened on {number}; not checked by readers"]
    if wanted.coded is not None:
        fix = f"give {_LEAST} sentences or more, coded and to be coded together"
        what = f"too few sentences to learn from: {len(taught)}"
        raise ProblemsError([Problem(str(own.coded), what, fix)])
    told = f"{number} are too few to widen seeds on: own domains by their seed words alone"
    return _by_seeds(texts, wanted, default), [f"{told}; not checked by readers"]


def _wanted(resources: Path, own: Own) -> Wanted:
    """Return what is to be learnt, the own files checked whole."""
    book = None if own.codebook is None else read_own_codebook(own.codebook)
    default = read_codebook(resources / "codebook" / "domains.csv")
    used = codebook(default, book, extend=own.extend)
    coded = None if own.coded is None else read_coded(own.coded, used["domain_id"])
    return Wanted(used, frozenset(() if book is None else book["domain_id"]), coded)


def _by_seeds(texts: Sequence[str], wanted: Wanted, default: Coder) -> pd.DataFrame:
    """Return the domains as they are known before anything is learnt; seeds are what decided."""
    panel = split_panel([(str(at), [[text]]) for at, text in enumerate(texts)])
    shares = known_beforehand(panel, wanted, default).astype(float)
    ids = wanted.domains["domain_id"].to_numpy(dtype=object)
    seeds = seeds_by_domain(wanted.domains[wanted.domains["domain_id"].isin(wanted.seeded)])
    order, rows = np.argsort(-shares, axis=1, kind="stable")[:, :2], np.arange(len(texts))
    table = code(default, texts)
    first = ids[order[:, 0]]
    named = [
        "|".join([seed for seed in seeds.get(domain, []) if seed in text][:_LISTED])
        for domain, text in zip(first, texts, strict=True)
    ]
    kept = table["terms"].where(table["domain"] == first, "")
    return table.assign(
        domain=first,
        share=shares[rows, order[:, 0]].round(4),
        second=ids[order[:, 1]],
        second_share=shares[rows, order[:, 1]].round(4),
        terms=[seed or other for seed, other in zip(named, kept, strict=True)],
    )
