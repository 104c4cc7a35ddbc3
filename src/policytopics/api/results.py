"""What the functions of the API return: named tuples of tables."""

from typing import NamedTuple

import pandas as pd

from policytopics.member_shares import MemberShares

__all__ = ["Cleaned", "Fitted", "Measured", "Segmented"]


class Cleaned(NamedTuple):
    """What `clean` returns: clean text, whose it is, and what was done to it.

    Attributes
    ----------
    paragraphs : DataFrame
        One row per paragraph of every document read, with its role, part and text.
    documents, regions : DataFrame
        One row per document (region, year, kind) and per region that the study takes.
    repairs, account, omissions : DataFrame
        Changes made; what was kept and dropped of each document, in characters; documents left out
        here (`read` prints those that it leaves out).
    own_regions : list of str
        The ``regions.csv`` given, if any: its names stay whole words.
    """

    paragraphs: pd.DataFrame
    documents: pd.DataFrame
    regions: pd.DataFrame
    repairs: pd.DataFrame
    account: pd.DataFrame
    omissions: pd.DataFrame
    own_regions: list[str]


class Segmented(NamedTuple):
    """What `segment` returns.

    Attributes
    ----------
    units : DataFrame
        One row per modelling unit, some 60 to 150 characters of text, with its list of tokens.
    vocabulary : DataFrame
        One row per term; ``status`` says whether the model sees it.
    """

    units: pd.DataFrame
    vocabulary: pd.DataFrame


class Fitted(NamedTuple):
    """What `fit` returns.

    Attributes
    ----------
    topics, topic_summary, composition, unit_topics : DataFrame
        Terms of each topic; name and quality of each topic; share of each policy domain in each
        topic's text; share of each topic in each unit (0 to 1, those of a unit sum to 1).
    candidates, choice : DataFrame
        Criteria for the number of topics; the number taken and why.
    members : MemberShares
        The shares as every fit of the ensemble sees them: shape (fits, units, topics).
    """

    topics: pd.DataFrame
    topic_summary: pd.DataFrame
    composition: pd.DataFrame
    unit_topics: pd.DataFrame
    candidates: pd.DataFrame
    choice: pd.DataFrame
    members: MemberShares


class Measured(NamedTuple):
    """What `measure` returns; shares and their intervals are parts of text, 0 to 1.

    Attributes
    ----------
    priorities : DataFrame
        One row per region, part, kind of document, year and topic (``category_id``).
    headline : DataFrame
        Those of them that a study asks for: the parts that count, all kinds and years together.
    """

    priorities: pd.DataFrame
    headline: pd.DataFrame
