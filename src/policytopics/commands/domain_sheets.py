"""Draw the sheet of sentences that a person codes by the study's codebook, and its key."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from policytopics.commands.workflow import Workflow
from policytopics.domains.adapt import Wanted, adapted, panel_of
from policytopics.domains.code import Coder
from policytopics.domains.own import codebook, read_coded, read_own_codebook
from policytopics.domains.resources import read_codebook
from policytopics.domains.sample import draw_sentences, sentence_frame
from policytopics.domains.sentences import default_coder
from policytopics.domains.sheet import blind_sheet, sheet_key
from policytopics.files import read, write_sheet
from policytopics.problems import Problem, ProblemsError
from policytopics.sheets import given_sheet

__all__ = ["CORRECTION", "KEY", "SHEET", "draw_domain_sheet", "stop_at_codes"]

# Beside the study's other hand work, which no run and no `clean` touches.
SHEET, KEY, CODES, CORRECTION = (
    "domain_sheet.csv",
    "domain_sheet_key.csv",
    "domain_sheet_codes.csv",
    "domain_correction.csv",
)
_UNITS = [
    "unit_id",
    "document_id",
    "paragraph_id",
    "order",
    "region_id",
    "part",
    "text",
    "n_tokens",
]


def draw_domain_sheet(flow: Workflow, number: int, seed: int) -> list[Path]:
    """Write the sheet, its key and the codebook to code by; return the files.

    Parameters
    ----------
    flow : Workflow
        Of a study whose units are coded.
    number, seed : int
        Sentences to draw; of the drawing.

    Raises
    ------
    ProblemsError
        If a sheet with codes is there already: hand work is never written over.
    """
    folder = flow.project.work / "config" / flow.name
    stop_at_codes(folder / SHEET)
    units = read(f"{flow.results}/words/units.parquet", _UNITS)
    coder, book = _instrument(flow, units)
    measured = units[units["part"].isin(flow.study.regions.parts)]
    if measured.empty:
        parts = ", ".join(flow.study.regions.parts)
        what = f"the study has no text of the parts measured ({parts})"
        raise ProblemsError([Problem(flow.name, what, "set regions.parts in study.yaml")])
    drawn = draw_sentences(sentence_frame(measured, coder), number, seed=seed)
    key = sheet_key(drawn)
    tables = {SHEET: blind_sheet(drawn, key), KEY: key, CODES: _codes(book)}
    for name, table in tables.items():
        write_sheet(table, folder / name)
    return [folder / name for name in tables]


def stop_at_codes(path: Path) -> None:
    """Raise `ProblemsError` if there is a sheet that holds codes."""
    if path.is_file():
        sheet = given_sheet(path)
        if "domain_id" in sheet and (sheet["domain_id"] != "").any():
            fix = "score it (`policytopics score`), and move it away to draw another"
            raise ProblemsError([Problem(str(path), "is coded already", fix)])


def _instrument(flow: Workflow, units: pd.DataFrame) -> tuple[Coder, pd.DataFrame]:
    """Return the instrument that coded the study, and its codebook."""
    resources = flow.project.root / "resources"
    settings = flow.study.domains
    own = next(map(read_own_codebook, flow.beside("codebook.csv")), None)
    extend = settings.codebook == "extend"
    book = codebook(read_codebook(resources / "codebook" / "domains.csv"), own, extend=extend)
    coded = next((read_coded(path, book["domain_id"]) for path in flow.beside("coded.csv")), None)
    coder = default_coder(resources)
    if own is None and coded is None:
        return coder, book
    wanted = Wanted(book, frozenset(() if own is None else own["domain_id"]), coded)
    weights = adapted(panel_of(units), wanted, coder, seed=settings.seed)
    return replace(coder, weights=weights), book


def _codes(book: pd.DataFrame) -> pd.DataFrame:
    """Return what a person needs to code: names and definitions of domains."""
    columns = ["domain_id", "name_zh", "name_en", "definition_zh", "definition_en"]
    return book.reindex(columns=columns).fillna("")
