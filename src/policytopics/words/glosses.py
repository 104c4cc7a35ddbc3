"""English for everyday words: so that a topic's terms can be read, and its name made of them.

The lexicon glosses policy terms. Many heavy terms of a topic are none: 投资, 项目, 水库. Their
English stands in ``glosses.csv`` and changes nothing but what is shown.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from policytopics.words.lexicon import read_rows

__all__ = ["gloss", "read_glosses"]


def read_glosses(path: str | Path) -> dict[str, str]:
    """Return English by word.

    Parameters
    ----------
    path : str or Path
        ``glosses.csv``: columns term and gloss_en.

    Raises
    ------
    ProblemsError
        With every line that has not two cells, an empty one, or a word for the second time.
    """
    return {term: english for _, (term, english) in read_rows(path, ("term", "gloss_en"))}


def gloss(vocabulary: pd.DataFrame, glosses: Mapping[str, str]) -> pd.DataFrame:
    """Return the vocabulary with English also for terms that the lexicon does not gloss.

    Parameters
    ----------
    vocabulary : DataFrame
        As the table.
    glosses : mapping
        Word → English.

    Examples
    --------
    >>> table = pd.DataFrame({"term": ["水库", "双碳"], "gloss_en": ["", "dual carbon goals"]})
    >>> gloss(table, {"水库": "reservoirs", "双碳": "carbon"})["gloss_en"].to_list()
    ['reservoirs', 'dual carbon goals']
    """
    everyday = vocabulary["term"].map(glosses).fillna("")
    return vocabulary.assign(
        gloss_en=vocabulary["gloss_en"].where(vocabulary["gloss_en"] != "", everyday)
    )
