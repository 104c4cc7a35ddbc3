"""What the report is made of: the stages' tables, the drawn figures, and facts about the study.

`gather` is the room's only reader; everything after it is a function of its result.
"""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from policytopics.files import read
from policytopics.tables.figures import FIGURES, FILES, Figure
from policytopics.tables.rooms import TABLE_OF

__all__ = [
    "BESIDE_TABLES", "FACTS", "REPORT_TABLES", "Facts", "Inputs", "Link", "Picture", "Sources",
    "gather", "read_templates",
]  # fmt: skip

_OPTIONAL = "validation"
# In which of its files a picture is offered.
_OFFERED = ("pdf", "svg", "png", "csv")
# What a rule passes as parameters; the version is the package's own.
FACTS = ("study", "configuration", "choices")


@dataclass(frozen=True)
class Link:
    """A file to take away: its name, and its address from the page, percent-encoded."""

    name: str
    href: str


@dataclass(frozen=True)
class Picture:
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
        DisplayName of the study.
    configuration : str
        Hash of the study's configuration.
    version : str
        Version of policytopics.
    choices : mapping
        The sections ``words``, ``domains``, ``topics`` and ``regions`` of the study, key → value.
    """

    study: str
    configuration: str
    version: str
    choices: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Inputs:
    """The tables (see the data dictionary), the figures, and what can be downloaded.

    ``figures`` maps the name of a figure to its pictures, by what there is one for each of, or
    by the figure's own name; in their order. Tables and figures that each scheme has are those of
    ``scheme``; ``beside`` holds those of the other one.
    """

    documents: pd.DataFrame
    omissions: pd.DataFrame
    regions: pd.DataFrame
    repairs: pd.DataFrame
    paragraphs: pd.DataFrame
    units: pd.DataFrame
    vocabulary: pd.DataFrame
    candidates: pd.DataFrame
    domains: pd.DataFrame
    domain_quality: pd.DataFrame
    region_concepts: pd.DataFrame
    topics: pd.DataFrame
    topic_summary: pd.DataFrame
    leak: pd.DataFrame
    priorities: pd.DataFrame
    headline: pd.DataFrame
    distinctive_terms: pd.DataFrame
    similarity: pd.DataFrame
    entropy: pd.DataFrame
    clusters: pd.DataFrame
    trends: pd.DataFrame
    review_plan: pd.DataFrame
    specifications: pd.DataFrame
    robustness: pd.DataFrame
    claims: pd.DataFrame
    validation: pd.DataFrame | None
    figures: Mapping[str, Mapping[str, Picture]]
    downloads: Mapping[str, tuple[Link, ...]]
    scheme: str = "topics"
    beside: "Inputs | None" = None

    @property
    def part(self) -> str:
        """The part that counts as priority; several are joined by ``+``."""
        return str(self.headline["part"].iloc[0])

    def of(self, scheme: str) -> "Inputs":
        """Return the inputs with a scheme's tables, as far as there are any."""
        if self.scheme == scheme:
            return self
        if self.beside is not None and self.beside.scheme == scheme:
            return self.beside
        return replace(self, scheme=scheme, headline=self.headline.iloc[:0])

    @property
    def level(self) -> float:
        """Level of the intervals, in (0, 1)."""
        return float(self.headline["level"].iloc[0])


# The tables that the page is made of, in the order of the downloads.
REPORT_TABLES = tuple(
    each.name
    for each in fields(Inputs)
    if each.name not in {"figures", "downloads", "scheme", "beside"}
)
# Those of them that are read of the other scheme, too.
BESIDE_TABLES = tuple(name for name in REPORT_TABLES if TABLE_OF[name].by_scheme)


@dataclass(frozen=True)
class Sources:
    """Where tables and figures lie that each scheme has, of the one beside the leading scheme.

    Attributes
    ----------
    scheme : str
    tables : mapping
        Each of `BESIDE_TABLES` → path.
    figures : mapping
        Name of a figure → the paths that its rule wrote; those alone that are drawn.
    """

    scheme: str
    tables: Mapping[str, str]
    figures: Mapping[str, Sequence[str]]


def gather(
    page: str | Path,
    tables: Mapping[str, str | None],
    figures: Mapping[str, Sequence[str]],
    scheme: str = "topics",
    beside: Sources | None = None,
) -> Inputs:
    """Read every table and figure.

    Parameters
    ----------
    page : path
        Where the page will lie: addresses of downloads start from its folder.
    tables : mapping
        Each of `REPORT_TABLES` → path; ``validation`` may be absent.
    figures : mapping
        Name of each of `policytopics.tables.figures.FIGURES` → the paths that its rule wrote.
    scheme : str
        Whose tables these are.
    beside : Sources, optional
        Of the other scheme.

    Raises
    ------
    ValueError
        If a name is missing or unknown.
    """
    given = {name: Path(path) for name, path in tables.items() if path}
    wanted = {*REPORT_TABLES, *(figure.name for figure in FIGURES)}
    if wrong := wanted - {_OPTIONAL} ^ ({*given, *figures} - {_OPTIONAL}):
        raise ValueError(f"the report's inputs are missing or unknown: {sorted(wrong)}")
    folder = Path(page).parent
    read_tables: dict[str, Any] = {
        name: read(given[name]) for name in REPORT_TABLES if name in given
    }
    found = Inputs(
        **{_OPTIONAL: None, **read_tables},
        figures={each.name: _pictures(each, figures[each.name], folder) for each in FIGURES},
        downloads={name: _links(given[name], folder) for name in REPORT_TABLES if name in given},
        scheme=scheme,
    )
    return found if beside is None else replace(found, beside=_beside(found, beside, folder))


def _beside(leading: Inputs, sources: Sources, folder: Path) -> Inputs:
    """Return the inputs with the tables and figures of the other scheme."""
    own = {name: Path(sources.tables[name]) for name in BESIDE_TABLES}
    read_tables: dict[str, Any] = {name: read(path) for name, path in own.items()}
    drawn = {
        each.name: _pictures(each, sources.figures[each.name], folder)
        for each in FIGURES
        if each.name in sources.figures
    }
    return replace(
        leading,
        **read_tables,
        scheme=sources.scheme,
        figures=drawn,
        downloads={name: _links(path, folder) for name, path in own.items()},
    )


def read_templates(paths: Iterable[str]) -> dict[str, str]:
    """Return the page's templates: file name → text."""
    return {Path(path).name: Path(path).read_text(encoding="utf-8") for path in paths}


def _pictures(figure: Figure, paths: Sequence[str], folder: Path) -> dict[str, Picture]:
    """Return a figure's pictures, with links from ``folder``."""
    if not figure.folder:
        svg = next(Path(path) for path in paths if path.endswith(FILES["svg"]))
        return {figure.name: _picture(svg.with_suffix(""), folder)}
    index = next(Path(path) for path in paths if path.endswith(".csv"))
    with open(index, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    home = index.with_suffix("")
    # A region has one at most; the comparison of all has an empty name.
    return {row[figure.each]: _picture(home / row["name"], folder) for row in rows}


def _picture(stem: Path, folder: Path) -> Picture:
    """Return the picture whose files begin with ``stem``, with links to those in other formats."""
    files = {name: stem.with_name(stem.name + suffix) for name, suffix in FILES.items()}
    svg, caption, alt = (
        files[name].read_text(encoding="utf-8").strip() for name in ("svg", "caption", "alt")
    )
    return Picture(svg, caption, alt, _existing([files[name] for name in _OFFERED], folder))


def _links(table: Path, folder: Path) -> tuple[Link, ...]:
    return _existing([table.with_suffix(".csv"), table], folder)


def _existing(paths: list[Path], folder: Path) -> tuple[Link, ...]:
    return tuple(
        # The relative path is POSIX and percent-encoded: no scheme, no quote, no angle bracket.
        Link(path.suffix[1:].upper(), quote(Path(os.path.relpath(path, folder)).as_posix()))
        for path in paths
        if path.is_file()
    )
