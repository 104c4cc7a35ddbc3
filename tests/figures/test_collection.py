"""The captions of a study in Markdown and LaTeX."""

import re
from pathlib import Path

import pytest

from policytopics.figures.collection import (
    Captioned,
    as_latex,
    as_markdown,
    escape_latex,
    read_caption,
    read_folder,
)

ROOT = Path(__file__).parents[2]
SPECIAL = r"\ { } $ & # % _ ^ ~"


def test_every_special_character_is_escaped() -> None:
    escaped = escape_latex(SPECIAL)
    assert escaped == (
        r"\textbackslash{} \{ \} \$ \& \# \% \_ \textasciicircum{} \textasciitilde{}"
    )


def test_blank_lines_would_end_a_caption() -> None:
    assert escape_latex("one\n\ntwo") == "one two"


def test_captions_become_numbered_markdown() -> None:
    text = as_markdown([Captioned("a", "First", "One."), Captioned("b/c", "Second", "Two.")])
    assert text == (
        "# Captions\n\n**Figure 1. First** (`a.pdf`)\n\nOne.\n\n"
        "**Figure 2. Second** (`b/c.pdf`)\n\nTwo.\n"
    )


def test_captions_become_figure_environments() -> None:
    text = as_latex(
        [Captioned("regions/region_a", "R&D [2]", "5% up."), Captioned("b", "图", "说。")]
    )
    assert text.count(r"\begin{figure}") == text.count(r"\end{figure}") == 2
    assert r"\includegraphics{regions/region_a.pdf}" in text
    assert r"\caption[{R\&D [2]}]{\textbf{R\&D [2].} 5\% up.}" in text
    assert r"\textbf{图。} 说。" in text
    assert r"\label{fig:region_a}" in text
    # Outside the comments every brace is closed again.
    body = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    assert body.count("{") == body.count("}")


def test_captions_are_read_as_figures_write_them(tmp_path: Path) -> None:
    (tmp_path / "a.caption.md").write_text("**Title**\n\nText **bold**.\n", encoding="utf-8")
    assert read_caption(tmp_path / "a.caption.md", "a") == Captioned("a", "Title", "Text **bold**.")
    (tmp_path / "b.caption.md").write_text("no title", encoding="utf-8")
    with pytest.raises(ValueError, match="need a bold title"):
        read_caption(tmp_path / "b.caption.md", "b")


def test_a_folder_is_read_in_the_order_of_its_index(tmp_path: Path) -> None:
    folder = tmp_path / "topics"
    folder.mkdir()
    for name in ("topics", "topics_2"):
        (folder / f"{name}.caption.md").write_text(f"**{name}**\n\nText.\n", encoding="utf-8")
    (tmp_path / "i.csv").write_text("\ufeffname,page\ntopics_2,2\ntopics,1\n", encoding="utf-8")
    found = read_folder(tmp_path / "i.csv", folder)
    assert [one.place for one in found] == ["topics/topics_2", "topics/topics"]
    (tmp_path / "empty.csv").write_text("\ufeffstem\n", encoding="utf-8")
    assert read_folder(tmp_path / "empty.csv", folder) == []


def test_every_figure_has_a_caption_in_snakemakes_own_report() -> None:
    rules = (ROOT / "workflow/rules/figures.smk").read_text("utf-8")
    named = re.findall(r'caption="\.\./report/(\w+)\.rst"', rules)
    written = sorted(path.stem for path in (ROOT / "workflow/report").glob("*.rst"))
    drawn = re.findall(r"^rule draw_(\w+):", rules, re.MULTILINE)
    assert sorted(named) == sorted(drawn) == written
