"""The vocabulary: every term of the units, and whether the model sees it or why not.

A status is decided once per term, never per token. A term of the lexicon is kept whatever else it
looks like, unless it is too rare or too common to tell units apart.
"""

import re
from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from policytopics.problems import Problem, ProblemsError
from policytopics.study.words import WordsSettings
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.places import SPOTS, division_names, local_names, own_names, place_names

__all__ = ["build_vocabulary", "count_terms", "is_number"]

Masks = dict[str, np.ndarray]  # status → whether a term has it, in the order of the terms

_MEASURE = (
    "年代|年|月|日|号|天|周|季度|小时|分钟|秒|美元|元|人次|人|名|户|家|个|项|件|条|座|处|所|张|台|套|辆|艘|列"
    "|批|届|次|期|轮|亩|公顷|平方米|平方公里|立方米|公里|千米|毫米|米|微克|吨|公斤|斤|克|千瓦时|千瓦|兆瓦|千伏"
    "|倍|成|位|个百分点|百分点|分点|大|类|级|步|场|部|篇|字|头|只|株|间|栋|幢|床|标箱|标准箱|吨级"
)
_DIGIT = "0-9〇○零一二三四五六七八九十百千万亿两几半"
_NUMBER = re.compile(
    rf"第?数?[{_DIGIT}]+[余多]?[{_DIGIT}]*(?:{_MEASURE})*|[首余多](?:{_MEASURE})|[百千万]分之.*|{_MEASURE}"
)
# The dictionary also tags 大米, 少年 and 良种 as numbers; a number begins with one.
_NUMBER_TAGS = ("m", "mq", "mg")
_BEGINS = re.compile(rf"[{_DIGIT}第首余]")


def is_number(term: str, tag: str = "") -> bool:
    """Return whether a term is a number, a date, an ordinal, a quantity or a unit of measure.

    Parameters
    ----------
    term : str
        The term.
    tag : str
        Its part of speech in the dictionary, or empty.

    Examples
    --------
    >>> [is_number(term) for term in ["十四五", "第一", "三千万元", "百分之五", "人次"]]
    [True, True, True, True, True]
    >>> [is_number(term, tag) for term, tag in [("三农", "nz"), ("良种", "m"), ("一窗", "")]]
    [False, False, False]
    """
    tagged = tag in _NUMBER_TAGS and _BEGINS.match(term) is not None
    return tagged or _NUMBER.fullmatch(term) is not None


def count_terms(units: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return how often and where each term occurs.

    Parameters
    ----------
    units : DataFrame
        Table ``units``.

    Returns
    -------
    terms : DataFrame
        ``term`` (sorted), ``frequency``, ``n_units``, ``n_regions``, and ``before_spot``: the share
        of occurrences right before a word for a spot in the same unit.
    units_by_region : DataFrame
        Number of units with the term (rows as ``terms``), by region (columns, sorted).
    """
    tokens = units["tokens"].explode().dropna()
    codes, names = pd.factorize(tokens.to_numpy(dtype=object), sort=True)
    unit = np.repeat(np.arange(len(units)), units["tokens"].map(len))
    regions, labels = pd.factorize(units["region_id"], sort=True)

    frequency = np.bincount(codes, minlength=len(names))
    spots = np.isin(names, SPOTS)[codes]
    before = np.zeros(len(codes), dtype=bool)
    before[:-1] = spots[1:] & (unit[1:] == unit[:-1])
    # Each term counts once in a unit; then unit → region.
    n_units = max(len(units), 1)
    term, where = np.divmod(np.unique(codes.astype(np.int64) * n_units + unit), n_units)
    cells = term * len(labels) + regions[where]
    by_region = np.bincount(cells, minlength=len(names) * len(labels))
    by_region = by_region.reshape(len(names), len(labels))
    terms = pd.DataFrame(
        {
            "term": pd.Series(names, dtype="str"),
            "frequency": frequency,
            "n_units": by_region.sum(axis=1),
            "n_regions": (by_region > 0).sum(axis=1),
            "before_spot": np.bincount(codes, before, minlength=len(names)) / frequency,
        }
    )
    return terms, pd.DataFrame(by_region, columns=labels)


def build_vocabulary(
    units: pd.DataFrame,
    regions: pd.DataFrame,
    lexicon: pd.DataFrame,
    genre: frozenset[str],
    divisions: pd.DataFrame,
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return every term of the units with its status.

    Parameters
    ----------
    units, regions : DataFrame
        Tables ``units`` and ``regions``.
    lexicon : DataFrame
        Policy terms, as from `policytopics.words.lexicon.read_lexicon`.
    genre : frozenset of str
        Words of the genre, which tell no subject.
    divisions : DataFrame
        The gazetteer.
    settings : WordsSettings
        Own terms and stop words, masking of places, bounds of rare and common.

    Returns
    -------
    DataFrame
        Table ``vocabulary``, the most frequent term first.

    Raises
    ------
    ProblemsError
        If no term is kept.
    """
    tags = parts_of_speech()
    terms, by_region = count_terms(units)
    masks = _word_masks(terms["term"], genre, tags)
    if settings.mask_places:
        names = division_names(divisions, tags), own_names(regions, tags)
        masks["place"] = place_names(terms["term"], *names, tags)
        masks["local"] = local_names(terms, by_region.shape[1], tags)
    ours = _among(terms["term"], {*lexicon["term"], *settings.terms})
    masks = {status: mask & ~ours for status, mask in masks.items()}
    # What a person leaves out by hand stays out, our lexicon's terms included.
    masks["stopword"] |= _among(terms["term"], settings.stopwords)
    masks |= _count_masks(terms, by_region, units["region_id"], settings)
    status = np.select(list(masks.values()), np.array(list(masks)), default="kept")
    if not (status == "kept").any():
        raise ProblemsError([_nothing_kept(status, settings)])
    vocabulary = _described(terms, lexicon, tags).assign(status=status)
    return vocabulary.sort_values(["frequency", "term"], ascending=[False, True], ignore_index=True)


def _among(terms: pd.Series, words: Collection[str]) -> np.ndarray:
    return terms.isin(list(words)).to_numpy(dtype=bool)


def _word_masks(terms: pd.Series, genre: frozenset[str], tags: Mapping[str, str]) -> Masks:
    """Return the statuses that a word has by itself; the first that holds counts."""
    import stopwordsiso

    numbers = [is_number(term, tags.get(term, "")) for term in terms]
    return {
        "single": (terms.str.len() == 1).to_numpy(dtype=bool),
        "number": np.array(numbers, dtype=bool),
        "stopword": _among(terms, stopwordsiso.stopwords("zh")),
        "genre": _among(terms, genre),
    }


def _count_masks(
    terms: pd.DataFrame, by_region: pd.DataFrame, regions: pd.Series, settings: WordsSettings
) -> Masks:
    share = by_region / regions.value_counts().reindex(by_region.columns)
    return {
        "rare": (terms["n_units"] < settings.min_units).to_numpy(dtype=bool),
        "common": (share > settings.max_unit_share).all(axis="columns").to_numpy(dtype=bool),
    }


def _described(terms: pd.DataFrame, lexicon: pd.DataFrame, tags: Mapping[str, str]) -> pd.DataFrame:
    """Return the terms with part of speech, gloss and domain."""
    described = terms.drop(columns="before_spot").merge(lexicon, on="term", how="left")
    looked_up = described["term"].map(lambda term: tags.get(term, "x"))
    texts = described[["gloss_en", "domain"]].fillna("")
    return described.assign(pos=described["pos"].fillna(looked_up), **texts)


def _nothing_kept(status: np.ndarray, settings: WordsSettings) -> Problem:
    names, counts = np.unique(status, return_counts=True)
    why = ", ".join(f"{count} {name}" for name, count in zip(names, counts, strict=True))
    what = f"no term is left for the model: {why or 'the units hold no words'}"
    fix = f"add documents, or lower min_units (now {settings.min_units}) and look at the stop words"
    return Problem("words", what, fix)
