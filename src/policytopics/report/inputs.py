"""What the report is made of: the stages' tables, the drawn figures, and facts about the study.

`gather` is the room's only reader; everything after it is a function of its result.
"""

import csv
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from policytopics.files import read

__all__ = [
    "FACTS",
    "PATHS",
    "TABLES",
    "Facts",
    "Figure",
    "Inputs",
    "Link",
    "gather",
    "read_templates",
]

# Name of an input → the stage that made it, in the order of the downloads.
TABLES = {
    "documents": "corpus",
    "omissions": "corpus",
    "regions": "corpus",
    "repairs": "corpus",
    "paragraphs": "corpus",
    "units": "words",
    "vocabulary": "words",
    "candidates": "topics",
    "topics": "topics",
    "topic_summary": "topics",
    "leak": "topics",
    "priorities": "regions",
    "distinctive_terms": "regions",
    "similarity": "regions",
    "entropy": "regions",
    "clades": "regions",
    "trends": "regions",
    "review_plan": "regions",
    "specifications": "robustness",
    "robustness": "robustness",
    "validation": "topics",
}
_OPTIONAL = ("validation",)
_FIGURES = ("profiles", "contrast", "robustness", "candidates", "cleaning")
_TEXTS = {"svg": ".svg", "caption": ".caption.md", "alt": ".alt.txt"}
_FORMATS = (".pdf", ".svg", ".png", ".csv")
PATHS = (
    *TABLES,
    *(f"{figure}_{text}" for figure in _FIGURES for text in _TEXTS),
    "trends_index",
    "topics_index",
    "regions_index",
)
# What a rule passes as parameters; the version is the package's own.
FACTS = ("study", "part", "level", "configuration", "choices")


@dataclass(frozen=True)
class Link:
    """A file to take away: its name, and its address from the page, percent-encoded."""

    name: str
    href: str


@dataclass(frozen=True)
class Figure:
    """A drawn figure.

    Attributes
    ----------
    svg, caption, alt : str
        The picture, its caption in Markdown, and what it shows for who cannot see it.
    files : tuple of Link
        The same figure in other formats.
    """

    svg: str
    caption: str
    alt: str
    files: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the tables do not say.

    Attributes
    ----------
    study : str
        Name of the study.
    part : str
        The part that counts as priority; several are joined by ``+``.
    level : float
        Level of the intervals, in (0, 1).
    configuration : str
        Hash of the study's configuration.
    version : str
        Version of policytopics.
    choices : mapping
        The sections ``words``, ``topics`` and ``regions`` of the study, key → value.
    """

    study: str
    part: str
    level: float
    configuration: str
    version: str
    choices: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Inputs:
    """The tables (see the data dictionary), the figures, and what can be downloaded."""

    documents: pd.DataFrame
    omissions: pd.DataFrame
    regions: pd.DataFrame
    repairs: pd.DataFrame
    paragraphs: pd.DataFrame
    units: pd.DataFrame
    vocabulary: pd.DataFrame
    candidates: pd.DataFrame
    topics: pd.DataFrame
    topic_summary: pd.DataFrame
    leak: pd.DataFrame
    priorities: pd.DataFrame
    distinctive_terms: pd.DataFrame
    similarity: pd.DataFrame
    entropy: pd.DataFrame
    clades: pd.DataFrame
    trends: pd.DataFrame
    review_plan: pd.DataFrame
    specifications: pd.DataFrame
    robustness: pd.DataFrame
    validation: pd.DataFrame | None
    profiles: Figure
    contrast: Figure
    claim_figure: Figure
    candidate_figure: Figure
    cleaning: Figure
    trend_figures: tuple[Figure, ...]
    topic_figures: tuple[Figure, ...]
    region_figures: Mapping[str, Figure]
    downloads: Mapping[str, tuple[Link, ...]]


def gather(page: str | Path, paths: Mapping[str, str | None]) -> Inputs:
    """Read every table and figure.

    Parameters
    ----------
    page : path
        Where the page will lie: addresses of downloads start from its folder.
    paths : mapping
        Each of `PATHS` → path; ``validation`` may be absent. ``trends_index`` (columns name,
        region_id, title), ``topics_index`` (columns name, page, title) and ``regions_index``
        (columns region_id, stem) list figures, which lie beside their index or in the folder of
        its name.

    Raises
    ------
    ValueError
        If a name is missing or unknown.
    """
    given = {name: Path(path) for name, path in paths.items() if path}
    if wrong := (set(PATHS) - set(_OPTIONAL) - set(given)) | (set(given) - set(PATHS)):
        raise ValueError(f"the report's inputs are missing or unknown: {sorted(wrong)}")
    folder = Path(page).parent
    tables: dict[str, Any] = {name: read(given[name]) for name in TABLES if name in given}
    drawn = {
        name: _figure([given[f"{name}_{text}"] for text in _TEXTS], folder) for name in _FIGURES
    }
    pages = sorted(_rows(given["topics_index"]), key=lambda row: int(row["page"]))
    return Inputs(
        **{"validation": None, **tables},
        profiles=drawn["profiles"],
        contrast=drawn["contrast"],
        claim_figure=drawn["robustness"],
        candidate_figure=drawn["candidates"],
        cleaning=drawn["cleaning"],
        trend_figures=tuple(
            _beside(given["trends_index"], row["name"], folder)
            for row in _rows(given["trends_index"])
        ),
        topic_figures=tuple(_beside(given["topics_index"], row["name"], folder) for row in pages),
        region_figures={
            row["region_id"]: _beside(given["regions_index"], row["stem"], folder)
            for row in _rows(given["regions_index"])
        },
        downloads={name: _links(given[name], folder) for name in TABLES if name in given},
    )


def read_templates(paths: Iterable[str]) -> dict[str, str]:
    """Return the page's templates: file name → text."""
    return {Path(path).name: Path(path).read_text(encoding="utf-8") for path in paths}


def _rows(index: Path) -> list[dict[str, str]]:
    with open(index, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _beside(index: Path, stem: str, folder: Path) -> Figure:
    """Return the figure ``stem`` that lies beside its index, or in the folder of its name."""
    own = index.with_suffix("")
    home = own if own.is_dir() else index.parent
    return _figure([home / f"{stem}{suffix}" for suffix in _TEXTS.values()], folder)


def _figure(files: list[Path], folder: Path) -> Figure:
    """Return a figure, with links from ``folder`` to the formats that lie beside its SVG."""
    svg, caption, alt = (path.read_text(encoding="utf-8").strip() for path in files)
    others = [files[0].with_suffix(suffix) for suffix in _FORMATS]
    return Figure(svg, caption, alt, _existing(others, folder))


def _links(table: Path, folder: Path) -> tuple[Link, ...]:
    return _existing([table.with_suffix(".csv"), table], folder)


def _existing(paths: list[Path], folder: Path) -> tuple[Link, ...]:
    return tuple(
        # The relative path is POSIX and percent-encoded: no scheme, no quote, no angle bracket.
        Link(path.suffix[1:].upper(), quote(Path(os.path.relpath(path, folder)).as_posix()))
        for path in paths
        if path.is_file()
    )
