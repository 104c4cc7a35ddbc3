"""The captions of all figures of a study, in one Markdown and one LaTeX file.

LaTeX includes each figure at its natural size, which is the width of one or two journal columns.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Captioned",
    "captions_as_latex",
    "captions_as_markdown",
    "escape_latex",
    "read_captions",
]

_CAPTION = ".caption.md"
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_HEAD = """\
% Captions of all figures; \\input this file, or take single environments from it.
% Preamble: \\usepackage{graphicx}, \\graphicspath to this folder, and for Chinese names XeLaTeX or
% LuaLaTeX with a font that has them (\\usepackage{xeCJK} or \\usepackage{luatexja-fontspec}).
"""


@dataclass(frozen=True)
class Captioned:
    """A figure and its caption.

    Attributes
    ----------
    place : str
        Its path below the folder of figures, without suffix, such as ``topics/topics_2``.
    title, text : str
        The caption.
    """

    place: str
    title: str
    text: str

    @property
    def name(self) -> str:
        """Return its name: the last part of its place."""
        return self.place.rpartition("/")[2]


def read_captions(paths: Iterable[str], root: str) -> list[Captioned]:
    """Return the captions of all figures, in order.

    Parameters
    ----------
    paths : iterable of str
        Captions (``.caption.md``), and indexes (``.csv``) of the folders that bear their name; a
        folder itself says nothing.
    root : str
        The folder of the figures: places are told from there.

    Raises
    ------
    ValueError
        If a caption is not a bold title, a blank line and a text.
    """
    found = []
    for path in paths:
        if path.endswith(_CAPTION):
            found.append(_caption(path, root))
        elif path.endswith(".csv"):
            with open(path, encoding="utf-8-sig", newline="") as file:
                names = [row["name"] for row in csv.DictReader(file)]
            folder = path.removesuffix(".csv")
            found += [_caption(f"{folder}/{name}{_CAPTION}", root) for name in names]
    return found


def _caption(path: str, root: str) -> Captioned:
    """Return the caption in a file, as the figure beside it wrote it."""
    title, divider, text = Path(path).read_text(encoding="utf-8").partition("**\n\n")
    if not divider or not title.startswith("**"):
        raise ValueError(f"{path}: need a bold title, a blank line, a text; got {title[:40]!r}")
    place = Path(path.removesuffix(_CAPTION)).relative_to(root).as_posix()
    return Captioned(place, title[2:], text.strip())


def captions_as_markdown(captions: Sequence[Captioned]) -> str:
    """Return the captions, numbered, as Markdown."""
    parts = [
        f"**Figure {number}. {one.title}** (`{one.place}.pdf`)\n\n{one.text}"
        for number, one in enumerate(captions, start=1)
    ]
    return "\n\n".join(["# Captions", *parts]) + "\n"


def captions_as_latex(captions: Sequence[Captioned]) -> str:
    """Return a LaTeX ``figure`` environment for every caption, labelled ``fig:<name>``."""
    return "\n".join([_HEAD, *map(_environment, captions)])


def _environment(one: Captioned) -> str:
    """Return one environment."""
    title = escape_latex(one.title)
    stop = "." if one.title[-1:].isascii() else "。"
    # Braces: a ] in a title must not end the short caption.
    lines = [
        r"\begin{figure}[p]",
        r"  \centering",
        f"  \\includegraphics{{{one.place}.pdf}}",
        f"  \\caption[{{{title}}}]{{\\textbf{{{title}{stop}}} {escape_latex(one.text)}}}",
        f"  \\label{{fig:{one.name}}}",
        r"\end{figure}",
        "",
    ]
    return "\n".join(lines)


def escape_latex(text: str) -> str:
    r"""Return text that LaTeX prints as it is, on one line.

    Examples
    --------
    >>> escape_latex("R&D up 5% in a_b")
    'R\\&D up 5\\% in a\\_b'
    """
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], " ".join(text.split()))
