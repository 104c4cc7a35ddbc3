"""What the codebook in use is: its domains, how each is coded, and how far that was checked."""

import pandas as pd

from policytopics.domains.adapt import Wanted
from policytopics.domains.code import Coder
from policytopics.domains.weights import heaviest

__all__ = ["described", "own_quality"]

_LISTED = 20  # terms of a domain


def described(coder: Coder, wanted: Wanted) -> pd.DataFrame:
    """Return the table ``domains``.

    Parameters
    ----------
    coder : Coder
        The instrument in use.
    wanted : Wanted
        The codebook in use, and what the study brought of its own.
    """
    terms = heaviest(coder.weights, _LISTED, coder.words)
    learnt = "trained" if wanted.coded is None else "retrained"
    book = wanted.domains
    return pd.DataFrame(
        {
            "domain_id": book["domain_id"],
            "name_zh": book["name_zh"],
            "name_en": book["name_en"],
            "cap": [each.split("|") if each else [] for each in book["cap"]],
            "source": [
                "seeds" if domain in wanted.seeded and wanted.coded is None else learnt
                for domain in book["domain_id"]
            ],
            "terms": [terms[domain] for domain in book["domain_id"]],
        }
    )


def own_quality(quality: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Return the table ``domain_quality`` for the codebook in use.

    Parameters
    ----------
    quality : DataFrame
        The default's, cross-validated.
    wanted : Wanted

    Returns
    -------
    DataFrame
        The default's rows where the default instrument is in use. What a study changed of it was
        not checked against readers: a row without coded sentences for each domain.
    """
    if not wanted.seeded and wanted.coded is None:
        return quality
    ids = ["all", *wanted.domains["domain_id"]]
    rows = [{"domain_id": domain, "by": "all", "group": "", "n": 0} for domain in ids]
    return pd.DataFrame(rows).reindex(columns=quality.columns)
