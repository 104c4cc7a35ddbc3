"""The captions of a study in Markdown and LaTeX."""

from pathlib import Path

import pytest

from policytopics.figures.collection import (
    Captioned,
    captions_as_latex,
    captions_as_markdown,
    escape_latex,
    read_captions,
)

SPECIAL = r"\ { } $ & # % _ ^ ~"


def test_every_special_character_is_escaped() -> None:
    escaped = escape_latex(SPECIAL)
    assert escaped == (
        r"\textbackslash{} \{ \} \$ \& \# \% \_ \textasciicircum{} \textasciitilde{}"
    )


def test_blank_lines_would_end_a_caption() -> None:
    assert escape_latex("one\n\ntwo") == "one two"


def test_captions_become_numbered_markdown() -> None:
    text = captions_as_markdown(
        [Captioned("a", "First", "One."), Captioned("b/c", "Second", "Two.")]
    )
    assert text == (
        "# Captions\n\n**Figure 1. First** (`a.pdf`)\n\nOne.\n\n"
        "**Figure 2. Second** (`b/c.pdf`)\n\nTwo.\n"
    )


def test_captions_become_figure_environments() -> None:
    text = captions_as_latex(
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
    found = read_captions([str(tmp_path / "a.caption.md")], str(tmp_path))
    assert found == [Captioned("a", "Title", "Text **bold**.")]
    (tmp_path / "b.caption.md").write_text("no title", encoding="utf-8")
    with pytest.raises(ValueError, match="need a bold title"):
        read_captions([str(tmp_path / "b.caption.md")], str(tmp_path))


def test_a_folder_is_read_in_the_order_of_its_index(tmp_path: Path) -> None:
    folder = tmp_path / "scheme/cards"
    folder.mkdir(parents=True)
    for name in ("topics", "topics_2"):
        (folder / f"{name}.caption.md").write_text(f"**{name}**\n\nText.\n", encoding="utf-8")
    index = tmp_path / "scheme/cards.csv"
    index.write_text("\ufeffname,page\ntopics_2,2\ntopics,1\n", encoding="utf-8")
    found = read_captions([str(folder), str(index)], str(tmp_path))
    assert [one.place for one in found] == ["scheme/cards/topics_2", "scheme/cards/topics"]
    index.write_text("\ufeffname\n", encoding="utf-8")
    assert read_captions([str(folder), str(index)], str(tmp_path)) == []
