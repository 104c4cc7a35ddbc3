"""Files to clean text: `read` and `clean`."""

from pathlib import Path
from typing import Any

import pandas as pd

from policytopics.api.results import Cleaned
from policytopics.api.settings import path_text, resource, study_with
from policytopics.commands.corpus_files import documents_in
from policytopics.corpus.account import account
from policytopics.corpus.content import contents_in
from policytopics.corpus.corrections import check_corrections
from policytopics.corpus.identify import identify
from policytopics.corpus.read import ReadSettings, read_documents, settle_sources
from policytopics.corpus.repair import repair
from policytopics.corpus.selection import Choice
from policytopics.corpus.settle import chosen_tables
from policytopics.corpus.structure import structure
from policytopics.corpus.study_regions import read_places
from policytopics.sheets import read_sheet
from policytopics.tables import corpus as corpus_tables
from policytopics.tables.contract import check

__all__ = ["clean", "read"]


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
    asked = study_with("read", "corpus", {**settings, "folder": str(folder)}).corpus
    how = ReadSettings.of(asked, processes)
    found, problems = read_documents(contents_in(str(folder), documents_in(asked)), how)
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
    asked = study_with("clean", "corpus", settings).corpus
    mended = check_corrections(read_sheet(path_text(corrections)), sources)
    lines, changes = repair(sources, mended)
    repaired = check(lines, corpus_tables.REPAIRED)
    repairs = check(changes, corpus_tables.REPAIRS)
    paragraphs = check(structure(repaired), corpus_tables.PARAGRAPHS)
    accounts = account(dict(zip(sources["document_id"], sources["file"], strict=True)), paragraphs)
    places = read_places(resource("gazetteer/divisions.csv"), path_text(regions))
    texts = sources, repaired, paragraphs
    choice = Choice(asked.kinds, asked.chosen_years, asked.levels)
    found = identify(*texts, places, read_sheet(path_text(manifest)), repairs, choice=choice)
    documents, used, omissions = chosen_tables(sources, found, asked)
    return Cleaned(
        paragraphs,
        check(documents, corpus_tables.DOCUMENTS),
        check(used, corpus_tables.REGIONS),
        repairs,
        check(accounts, corpus_tables.ACCOUNT),
        check(omissions, corpus_tables.OMISSIONS),
        [] if regions is None else [str(regions)],
    )
