"""The public API: read, clean, segment, fit, measure; the workflow's stages on data frames.

Each function calls what the scripts in ``workflow/scripts/`` call, in their order, and returns
tables as the workflow writes them (``src/policytopics/tables/`` says what each column means). The
five are imported from ``policytopics`` itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from policytopics.commands.project import installed_root
from policytopics.commands.workflow import documents_in
from policytopics.corpus.account import account, without_empty
from policytopics.corpus.copies import counted_once
from policytopics.corpus.corrections import check_corrections
from policytopics.corpus.identify import identify
from policytopics.corpus.read import Settings, read_contents, read_documents
from policytopics.corpus.read import settle as settle_sources
from policytopics.corpus.repair import repair
from policytopics.corpus.selection import Choice
from policytopics.corpus.settle import omitted
from policytopics.corpus.settle import settle as settle_documents
from policytopics.corpus.structure import structure
from policytopics.corpus.study_regions import read_places
from policytopics.gazetteer import read_divisions
from policytopics.member_shares import MemberShares
from policytopics.problems import Problem, ProblemsError
from policytopics.regions.priorities import headline, measure_priorities
from policytopics.sheets import read_sheet
from policytopics.study.corpus import CorpusSettings
from policytopics.study.load import Study, check_study
from policytopics.study.words import WordsSettings
from policytopics.tables import corpus as corpus_tables
from policytopics.tables import regions as regions_tables
from policytopics.tables import topics as topics_tables
from policytopics.tables import words as words_tables
from policytopics.tables.contract import check
from policytopics.tables.schemes import by_category
from policytopics.topics.consensus import settle as settle_topics
from policytopics.topics.label import Words, label
from policytopics.topics.matrix import build
from policytopics.topics.select import scan
from policytopics.words.filter import build_vocabulary
from policytopics.words.glossary import marked_terms
from policytopics.words.glosses import gloss, read_glosses
from policytopics.words.join import corpus_terms, join_units, places_among
from policytopics.words.lexicon import read_domains, read_lexicon, read_words, seeds_of
from policytopics.words.places import Names, names_of, names_to_cut, read_own_names, read_towns
from policytopics.words.segment import Segmenter, segmenter
from policytopics.words.token_arrays import Corpus
from policytopics.words.units import segment_units, tells
from policytopics.words.unknown_words import read_fragments

__all__ = [
    "Cleaned",
    "Fitted",
    "Measured",
    "Segmented",
    "clean",
    "fit",
    "measure",
    "read",
    "segment",
]


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
    topics, topic_summary, unit_topics : DataFrame
        Terms of each topic; name and quality of each topic; share of each topic in each unit
        (0 to 1, those of a unit sum to 1).
    candidates, choice : DataFrame
        Criteria for the number of topics; the number taken and why.
    members : MemberShares
        The shares as every fit of the ensemble sees them: shape (fits, units, topics).
    """

    topics: pd.DataFrame
    topic_summary: pd.DataFrame
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


def read(folder: str | Path, *, processes: int = 1, **settings: Any) -> pd.DataFrame:
    """Return the documents of a folder, subfolders included, decoded line by line.

    Parameters
    ----------
    folder : str or path
        Holds reports in any format that the README lists.
    processes : int
        How many processes read PDFs; the result does not depend on it.
    **settings
        Other values for keys of the section ``corpus``, such as ``on_bad_document="leave_out"``.

    Returns
    -------
    DataFrame
        Table ``sources``: one row per document, ``lines`` its list of lines.

    Raises
    ------
    ProblemsError
        With every file that cannot be read, unless bad documents are left out (they are printed
        then); if the folder is missing or holds no document; if a setting is wrong.
    """
    asked = _study("read", "corpus", {**settings, "folder": str(folder)}).corpus
    how = Settings(
        columns={str(role): name for role, name in asked.columns.items()},
        ignore=tuple(asked.ignore),
        ocr=asked.ocr == "missing_pages",
        processes=processes,
    )
    found, problems = read_documents(read_contents(str(folder), documents_in(asked)), how)
    leave_out = asked.on_bad_document == "leave_out"
    return check(settle_sources(found, problems, leave_out=leave_out), corpus_tables.SOURCES)


def clean(
    sources: pd.DataFrame,
    *,
    regions: str | Path | None = None,
    manifest: str | Path | None = None,
    corrections: str | Path | None = None,
    **settings: Any,
) -> Cleaned:
    """Return the clean text of documents, in paragraphs, and the region and year of each.

    Parameters
    ----------
    sources : DataFrame
        From `read`.
    regions, manifest, corrections : str, path or None
        A study's ``regions.csv`` (regions that the gazetteer lacks), ``documents.csv`` (what
        documents are) and ``corrections.csv`` (lines mended by hand).
    **settings
        Other values for keys of the section ``corpus``, such as ``years=["2016-2026"]``.

    Returns
    -------
    Cleaned

    Raises
    ------
    ProblemsError
        With every document that is not recognised, unless bad documents are left out (they are
        printed then); with every fault of the three files; if a setting is wrong.
    """
    asked = _study("clean", "corpus", settings).corpus
    wishes = check_corrections(read_sheet(_path(corrections)), sources)
    lines, changes = repair(sources, wishes)
    repaired = check(lines, corpus_tables.REPAIRED)
    repairs = check(changes, corpus_tables.REPAIRS)
    paragraphs = check(structure(repaired), corpus_tables.PARAGRAPHS)
    accounts = account(dict(zip(sources["document_id"], sources["file"], strict=True)), paragraphs)
    places = read_places(_resource("gazetteer/divisions.csv"), _path(regions))
    texts = sources, repaired, paragraphs
    choice = Choice(asked.kinds, asked.chosen_years, asked.levels)
    found = identify(*texts, places, read_sheet(_path(manifest)), repairs, choice=choice)
    documents, used, omissions = _chosen(sources, found, asked)
    return Cleaned(
        paragraphs, documents, used, repairs, check(accounts, corpus_tables.ACCOUNT), omissions,
        [] if regions is None else [str(regions)],
    )  # fmt: skip


def _chosen(
    sources: pd.DataFrame,
    identified: tuple[pd.DataFrame, pd.DataFrame, list[Problem]],
    asked: CorpusSettings,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables ``documents``, ``regions`` and ``omissions`` of identified documents."""
    found, used, problems = identified
    found, empty = without_empty(found)
    problems = [*problems, *empty]
    found, copies = counted_once(found) if asked.copies == "once" else (found, [])
    for copy in copies:
        print(f"counted once: {copy}")
    leave_out = asked.on_bad_document == "leave_out"
    documents = settle_documents(found, problems, leave_out=leave_out)
    used = used[used["region_id"].isin(found["region_id"])]
    left_out = omitted(sources, found, [*problems, *copies])
    return (
        check(documents, corpus_tables.DOCUMENTS),
        check(used, corpus_tables.REGIONS),
        check(left_out, corpus_tables.OMISSIONS),
    )


def segment(cleaned: Cleaned, **settings: Any) -> Segmented:
    """Return the modelling units with their tokens, and the vocabulary.

    Parameters
    ----------
    cleaned : Cleaned
        From `clean`.
    **settings
        Other values for keys of the section ``words``, such as ``terms=["河长制"]``.

    Returns
    -------
    Segmented

    Raises
    ------
    ProblemsError
        If no term is left for the model, or a setting is wrong.
    """
    asked = _study("segment", "words", settings).words
    lexicon = read_lexicon(_resource("lexicon/policy_terms.csv"))
    terms = {*lexicon["term"], *asked.terms}
    genre, names = read_words(_resource("lexicon/genre.txt")), _names(cleaned.regions)
    cut = _segmenter(cleaned.own_regions, terms, genre, asked)
    tell = partial(tells, genre=genre, terms=terms)
    pieces = segment_units(cleaned.paragraphs, cut, tell, asked)
    tokens = Corpus([pieces.tokens])
    named = places_among(tokens.words, names) - terms if asked.mask_places else frozenset()
    found = corpus_terms(tokens, [marked_terms(cleaned.paragraphs)], genre, named, terms, asked)
    joined = list(join_units([pieces], cleaned.documents, frozenset(found["term"]), named))
    subjects = seeds_of(read_domains(_resource("lexicon/domains.csv")))
    vocabulary = build_vocabulary(joined, lexicon, subjects, genre, names, asked)
    glossed = gloss(vocabulary, read_glosses(_resource("lexicon/glosses.csv")))
    units = pd.concat([part.table() for part in joined], ignore_index=True)
    return Segmented(check(units, words_tables.UNITS), check(glossed, words_tables.VOCABULARY))


def _names(regions: pd.DataFrame) -> Names:
    """Return the names of places for a study of these regions."""
    return names_of(
        read_divisions(_resource("gazetteer/divisions.csv")),
        read_towns(_resource("gazetteer/towns.csv")),
        regions,
        read_words(_resource("lexicon/places.txt")),
        read_words(_resource("lexicon/ordinary.txt")),
    )


def _segmenter(
    own_regions: Sequence[str], terms: set[str], genre: frozenset[str], asked: WordsSettings
) -> Segmenter:
    """Return what cuts text into tokens, with these terms and the names of places whole."""
    whole = names_to_cut(
        read_divisions(_resource("gazetteer/divisions.csv")),
        read_own_names(own_regions),
        read_words(_resource("lexicon/ordinary.txt")),
    )
    fragments = read_fragments(_resource("lexicon/fragments.csv"))
    return segmenter(asked.engine, terms | whole, fragments, genre)


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
    asked = _study("fit", "topics", {**settings, "number": number}).topics
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
    domains = pd.read_csv(_resource("lexicon/domains.csv"), dtype=str)
    words = Words(vocabulary[["term", "gloss_en", "domain"]], domains)
    quality = check(settled.quality, topics_tables.TOPIC_QUALITY)
    summary = label(topics, quality, units, shares, words, given={})
    return Fitted(
        topics,
        check(summary, topics_tables.TOPIC_SUMMARY),
        shares,
        check(found.candidates, topics_tables.CANDIDATES),
        check(found.choice, topics_tables.CHOICE),
        settled.members,
    )


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
    asked = _study("measure", "regions", settings).regions
    shares = by_category(fitted.unit_topics)
    found = measure_priorities(segmented.units, shares, fitted.members, cleaned.documents, asked)
    return Measured(
        check(found, regions_tables.PRIORITIES),
        check(headline(found, asked), regions_tables.HEADLINE),
    )


def _study(function: str, section: str, settings: Mapping[str, Any]) -> Study:
    """Return the default study with other values in one section; problems name the function."""
    try:
        return check_study({section: dict(settings)}, function, {})
    except ProblemsError as error:
        where = f"policytopics.{function}"
        told = [replace(one, where=_CONFIGURATION.sub(where, one.where)) for one in error.problems]
        raise ProblemsError(told) from None


# What `check_study` calls the place of a value that stands in no file.
_CONFIGURATION = re.compile(r"^--config")


def _resource(file: str) -> str:
    """Return the path of a file of ``resources/``, in a checkout or installed."""
    return str(installed_root() / "resources" / file)


def _path(file: str | Path | None) -> str | None:
    """Return a path as text; None stays None."""
    return None if file is None else str(file)
