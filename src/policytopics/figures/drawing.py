"""A finished figure, and how it is written: PDF, SVG, PNG, data, alternative text, caption.

The bytes depend on the content alone: no dates, no version strings, no random ids, and no
``bbox_inches="tight"``, which would also break the exact width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from policytopics.figures.canvas import Canvas
from policytopics.figures.phrases import enumerate_, joined, say
from policytopics.files import atomic, write_text

__all__ = ["Drawing", "save", "save_in", "write_index"]

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


def save(
    drawing: Drawing, *, pdf: str, svg: str, png: str, csv: str, alt: str, caption: str
) -> None:
    """Write a drawing: three pictures, the data behind it, its alternative text, its caption."""
    about = {"Title": drawing.title}
    with drawing.canvas.style.context():
        _picture(drawing, Path(pdf), about | {"Subject": drawing.alt})
        _picture(drawing, Path(png), about | {"Description": drawing.alt})
        _picture(drawing, Path(svg), {})
    _describe(Path(svg), drawing)
    _data(drawing.data, Path(csv))
    write_text(alt, drawing.alt + "\n")
    write_text(caption, _whole_caption(drawing) + "\n")


def save_in(folder: str, stem: str, drawing: Drawing) -> None:
    """Write a drawing as ``<folder>/<stem>.pdf``, ``.svg``, … ``.alt.txt`` and ``.caption.md``."""
    base = f"{folder}/{stem}"
    save(
        drawing,
        pdf=f"{base}.pdf",
        svg=f"{base}.svg",
        png=f"{base}.png",
        csv=f"{base}.csv",
        alt=f"{base}.alt.txt",
        caption=f"{base}.caption.md",
    )


def write_index(
    path: str, folder: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Write which figures lie in a folder, where their number depends on the data: even none."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    _data(pd.DataFrame(rows, columns=list(columns)), Path(path))


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
