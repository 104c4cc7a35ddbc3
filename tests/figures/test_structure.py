"""Every figure in every shape: nothing clipped, covered, tiny or missing; the files are sound."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from policytopics.figures.drawing import Drawing, save, save_in
from policytopics.figures.style import DOUBLE, SINGLE, TALLEST
from tests.figures.structure import Fault, faults, file_faults

FIGURES = [
    ("five", "profiles"),
    ("five", "contrast"),
    ("five", "topics"),
    ("five", "region_hechuan"),
    ("one", "profiles"),
    ("one", "contrast"),
    ("one", "region_bailu"),
    ("two", "profiles"),
    ("two", "contrast"),
    ("two", "topics"),
    ("two", "region_bailu"),
    ("rough", "profiles"),
    ("rough", "contrast"),
    ("rough", "topics"),
    ("rough", "region_hechuan"),
    ("rough", "region_linan"),
    ("rough", "region_yunxi"),
    ("rough-en", "profiles"),
    ("rough-en", "contrast"),
    ("rough-en", "topics"),
    ("rough-en", "region_yunxi"),
    ("equal", "profiles"),
    ("equal", "contrast"),
    ("alike", "contrast"),
    ("six", "contrast"),
    ("nine", "profiles"),
    ("nine", "contrast"),
    ("nine", "region_yunxi"),
    ("fourteen", "profiles"),
    ("fourteen", "contrast"),
    ("fourteen", "topics"),
    ("provinces", "profiles"),
    ("provinces", "contrast"),
    ("large", "profiles"),
    ("large", "contrast"),
    ("large", "topics_4"),
    ("five", "trends"),
    ("one", "trends_bailu"),
    ("two", "trends"),
    ("two", "trends_bailu"),
    ("rough", "trends"),
    ("rough", "trends_yunxi"),
    ("rough-en", "trends"),
    ("equal", "trends"),
    ("decade", "trends"),
    ("decade", "trends_yunxi"),
    ("decade-zh", "trends"),
    ("thirty", "trends"),
    ("thirty", "trends_hechuan"),
    ("five", "robustness"),
    ("two", "robustness"),
    ("rough", "robustness"),
    ("rough-en", "robustness"),
    ("thirty", "robustness"),
    ("five", "candidates"),
    ("two", "candidates"),
    ("thirty", "candidates"),
    ("five", "cleaning"),
    ("one", "cleaning"),
    ("rough-en", "cleaning"),
    ("provinces", "cleaning"),
    ("thirty", "cleaning"),
    ("large", "cleaning"),
]
Draw = Callable[[str, str], Drawing]


@pytest.mark.parametrize(("shape", "figure"), FIGURES)
def test_no_text_is_clipped_covered_tiny_or_missing(
    shape: str, figure: str, figure_of: Draw
) -> None:
    canvas = figure_of(shape, figure).canvas
    with canvas.style.context():
        assert faults(canvas.figure) == []
    assert canvas.width == (SINGLE if figure.startswith("region") else DOUBLE)
    assert canvas.height <= TALLEST + 1e-6


@pytest.mark.parametrize(
    ("shape", "figure", "words"),
    [
        ("five", "profiles", ("白鹿新区", "产业创新", "Bailu", "n = 312")),
        ("five", "contrast", ("鹤川区", "乡村振兴", "Jensen–Shannon")),
        ("five", "topics", ("古城文旅", "高标准农田", "¶20")),
        ("five", "region_hechuan", ("鹤川区", "城市更新", "373 paragraphs, 2021–2023")),
        ("provinces", "contrast", ("临安渡市", "社会治理")),
        ("decade", "trends", ("白鹿新区", "产业创新", "2014", "2023")),
        ("decade-zh", "candidates", ("轮廓系数", "选定：k = 9")),
        ("five", "cleaning", ("白鹿新区 2021", "Lin'andu 2021 plan", "8,622")),
    ],
)
def test_files_are_sound(
    shape: str, figure: str, words: tuple[str, ...], figure_of: Draw, tmp_path: Path
) -> None:
    drawing = figure_of(shape, figure)
    save_in(str(tmp_path), {figure: drawing})
    width = SINGLE if figure.startswith("region") else DOUBLE
    assert file_faults(tmp_path / figure, width, words=words, dpi=100) == []


# The checks must catch what they are for: each fault is put into a sound figure.


def _write(figure: Figure, x: float, y: float, text: str, **look: object) -> None:
    figure.text(x, y, text, **{"fontsize": 7, **look})


def _on_marker(figure: Figure) -> None:
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    figure.axes[0].text(*(float(value[0]) for value in dots[0].get_data()), "27", va="center")


def _spill(figure: Figure) -> None:
    figure.add_artist(Rectangle((0.9, 0.9), 0.01, 0.05, transform=figure.transFigure))
    _write(figure, 0.905, 0.925, "1.00–1.00", ha="center", va="center")


FAULTS: dict[str, Callable[[Figure], None]] = {
    "clipped": lambda figure: _write(figure, 0.97, 0.5, "这一行超出了右边界"),
    "overlap": lambda figure: [_write(figure, 0.02, y, "鹤川区") for y in (0.02, 0.022)],
    "tiny": lambda figure: _write(figure, 0.02, 0.97, "小字", fontsize=5),
    "tofu": lambda figure: _write(figure, 0.02, 0.97, "𠮷野家"),
    "on marker": _on_marker,
    "spill": _spill,
}


@pytest.fixture
def sound(shape_of: Callable) -> Drawing:
    """A drawing of its own, to be spoilt."""
    from policytopics.figures import profiles

    compared, style, _ = shape_of("two")
    return profiles.draw_profiles(compared, style)


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("kind", FAULTS)
def test_the_checks_catch_a_spoilt_figure(kind: str, sound: Drawing) -> None:
    with sound.canvas.style.context():
        FAULTS[kind](sound.canvas.figure)
        assert kind in {fault.kind for fault in faults(sound.canvas.figure)}


def test_the_checks_catch_spoilt_files(sound: Drawing, tmp_path: Path) -> None:
    figure = sound.canvas.figure
    figure.set_size_inches(180 / 25.4, 250 / 25.4)
    figure.patch.set_facecolor("grey")
    spoilt = Drawing(sound.canvas, sound.title, "short", "short", sound.data.head(0)[["low"]])
    save_in(str(tmp_path), {"spoilt": spoilt})
    found = set(file_faults(tmp_path / "spoilt", DOUBLE, words=("缺",), dpi=100))
    kinds = {fault.kind for fault in found}
    assert kinds == {
        "width",
        "height",
        "ink on the border",
        "no alternative text",
        "empty",
        "not extractable",
    }
    assert {Fault("empty", ".csv"), Fault("no alternative text", "svg")} <= found


def test_the_checks_catch_type_3_fonts(sound: Drawing, tmp_path: Path) -> None:
    import matplotlib as mpl

    with sound.canvas.style.context(), mpl.rc_context({"pdf.fonttype": 3}):
        figure = Figure(figsize=(DOUBLE / 25.4, 1))
        _write(figure, 0.5, 0.5, "Latin alone", fontfamily="DejaVu Sans")
        base = tmp_path / "type3"
        save_in(str(tmp_path), {"type3": sound})
        figure.savefig(tmp_path / "type3.pdf")
    assert "font" in {fault.kind for fault in file_faults(base, DOUBLE, words=(), dpi=100)}


def _cff_font(path: Path) -> Path:
    """Write a font whose outlines are CFF: two letters, both a square."""
    pen = T2CharStringPen(600, None)
    for command, *points in (
        (pen.moveTo, (50, 0)),
        (pen.lineTo, (550, 0)),
        (pen.lineTo, (550, 700)),
        (pen.lineTo, (50, 700)),
        (pen.closePath,),
    ):
        command(*points)
    glyphs = [".notdef", "A", "B"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({65: "A", 66: "B"})
    name = {"familyName": "Squares CFF", "styleName": "Regular", "psName": "SquaresCFF"}
    builder.setupCFF("SquaresCFF", {}, dict.fromkeys(glyphs, pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(name)
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_the_checks_catch_cff_fonts(sound: Drawing, tmp_path: Path) -> None:
    font = _cff_font(tmp_path / "squares.otf")
    save_in(str(tmp_path), {"cff": sound})
    with sound.canvas.style.context():
        figure = Figure(figsize=(DOUBLE / 25.4, 1))
        figure.text(0.5, 0.5, "AB", font=font, fontsize=7)
        figure.savefig(tmp_path / "cff.pdf")
    assert "font" in {fault.kind for fault in _pdf_faults(tmp_path / "cff")}


def test_the_pinned_font_is_no_such_font(sound: Drawing, tmp_path: Path) -> None:
    save_in(str(tmp_path), {"sound": sound})
    assert _pdf_faults(tmp_path / "sound") == []


def _pdf_faults(base: Path) -> list[Fault]:
    return file_faults(base, DOUBLE, words=(), dpi=100)


def test_the_checks_catch_live_text_in_an_svg(sound: Drawing, tmp_path: Path) -> None:
    save_in(str(tmp_path), {"live": sound})
    path = tmp_path / "live.svg"
    spoilt = path.read_text("utf-8").replace("</svg>", '<text x="1" y="1">live</text></svg>')
    path.write_text(spoilt, encoding="utf-8")
    assert Fault("live text", "svg") in _pdf_faults(tmp_path / "live")


def test_a_figure_without_texts_is_empty() -> None:
    assert faults(Figure()) == [Fault("empty", 0)]


def test_saving_writes_where_it_is_told(sound: Drawing, tmp_path: Path) -> None:
    kinds = ("pdf", "svg", "png", "csv", "alt", "caption")
    paths = {kind: tmp_path / kind / f"name.{kind}" for kind in kinds}
    paths["alt"], paths["caption"] = tmp_path / "alt.txt", tmp_path / "caption.md"
    save(sound, **{kind: str(path) for kind, path in paths.items()})
    assert all(path.stat().st_size > 100 for path in paths.values())
    assert sorted(path.name for path in tmp_path.rglob("*.tmp*")) == []
