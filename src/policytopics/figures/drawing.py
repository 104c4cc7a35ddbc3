"""A finished figure, and how it is written: PDF, SVG, PNG, data, alternative text, caption.

The bytes depend on the content alone: no dates, no version strings, no random ids, and no
``bbox_inches="tight"``, which would also break the exact width.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from policytopics.figures.canvas import Canvas
from policytopics.figures.embedding import small_faces
from policytopics.figures.phrases import enumerate_, joined, say
from policytopics.files import atomic, write_text
from policytopics.tables.figures import FILES

__all__ = ["Drawing", "save", "save_in", "save_pages"]

_METADATA: dict[str, dict[str, Any]] = {
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}


@dataclass(frozen=True)
class Drawing:
    """A figure with what belongs to it.

    Attributes
    ----------
    canvas : Canvas
    title, alt : str
        Plain text, inside the files as well.
    caption : str
        Markdown.
    data : DataFrame
        The numbers shown, one row per mark.
    """

    canvas: Canvas
    title: str
    alt: str
    caption: str
    data: pd.DataFrame


def save(drawing: Drawing, **files: str) -> None:
    """Write a drawing: three pictures, the data behind it, its alternative text, its caption.

    ``files`` maps each of `policytopics.tables.figures.FILES` to a path.
    """
    with _ready([drawing]):
        _save(drawing, files)


def save_in(folder: str, drawings: Mapping[str, Drawing]) -> None:
    """Write each drawing, all of one style, as ``<folder>/<name>.pdf``, … ``.caption.md``."""
    with _ready(list(drawings.values())):
        for name, drawing in drawings.items():
            _save(drawing, {kind: f"{folder}/{name}{end}" for kind, end in FILES.items()})


def save_pages(
    folder: str, index: str, each: str, pages: Mapping[str, tuple[object, Drawing]]
) -> None:
    """Write drawings into a folder, and which there are beside it: even none.

    Parameters
    ----------
    folder, index : str
        The index is a CSV with the columns ``name``, ``each`` and ``title``.
    each : str
        What there is a drawing for each of.
    pages : mapping of name to (which one, Drawing)
        All of one style.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    save_in(folder, {name: drawing for name, (_, drawing) in pages.items()})
    rows = [(name, key, drawing.title) for name, (key, drawing) in pages.items()]
    _data(pd.DataFrame(rows, columns=["name", each, "title"]), Path(index))


@contextmanager
def _ready(drawings: Sequence[Drawing]) -> Iterator[None]:
    """Set what writing pictures needs."""
    if drawings:
        style = drawings[0].canvas.style
        with (
            style.context(),
            small_faces(style.letters, [drawing.canvas.figure for drawing in drawings]),
        ):
            yield
    else:
        yield


def _save(drawing: Drawing, files: Mapping[str, str]) -> None:
    """Write a drawing's files."""
    about = {"Title": drawing.title}
    _picture(drawing, Path(files["pdf"]), about | {"Subject": drawing.alt})
    _picture(drawing, Path(files["png"]), about | {"Description": drawing.alt})
    _picture(drawing, Path(files["svg"]), {})
    _describe(Path(files["svg"]), drawing)
    _data(drawing.data, Path(files["csv"]))
    write_text(files["alt"], drawing.alt + "\n")
    write_text(files["caption"], _whole_caption(drawing) + "\n")


def _whole_caption(drawing: Drawing) -> str:
    """Return the caption; where the font lacks characters, it says which ones 〓 stands for."""
    style, lacking = drawing.canvas.style, sorted(drawing.canvas.lacking)
    if not lacking:
        return drawing.caption
    named = enumerate_(style, [f"{one} (U+{ord(one):04X})" for one in lacking])
    return joined(style, [drawing.caption, say(style, "lacking", characters=named)])


def _picture(drawing: Drawing, path: Path, about: dict[str, str]) -> None:
    """Write one picture in the format that its suffix names."""
    form = path.suffix[1:]
    with atomic(path) as temporary:
        drawing.canvas.figure.savefig(
            temporary,
            format=form,
            dpi=drawing.canvas.style.dpi,
            metadata=about | _METADATA[form],
        )


def _describe(path: Path, drawing: Drawing) -> None:
    """Give an SVG what a screen reader needs: a role, a title, a description."""
    name = path.stem
    opening = f'<svg role="img" aria-labelledby="{name}-title {name}-desc" '
    title = f'<title id="{name}-title">{escape(drawing.title, quote=False)}</title>'
    text = f'<desc id="{name}-desc">{escape(drawing.alt, quote=False)}</desc>'
    head, rest = path.read_text(encoding="utf-8").split("<svg ", 1)
    tag, body = rest.split(">", 1)
    write_text(path, f"{head}{opening}{tag}>\n {title}\n {text}{body}")


def _data(frame: pd.DataFrame, path: Path) -> None:
    """Write the numbers behind a figure; no text that a spreadsheet would run."""
    safe = frame.copy()
    for column in safe.select_dtypes(include=["object", "string"]):
        texts = safe[column].astype("str")
        safe[column] = texts.where(~texts.str.match(r"[=+\-@\t\r]"), "'" + texts)
    safe = safe.round(6)
    with atomic(path) as temporary:
        safe.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\n")
