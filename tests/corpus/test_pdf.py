"""PDFs: columns in order, paragraphs whole, and nothing missing unsaid."""

import sys
import types
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from policytopics.corpus import ocr
from policytopics.corpus.page_layout import Box
from policytopics.corpus.pdf import pages_named, pdf_reading
from policytopics.corpus.pdf_process import PdfProcess
from policytopics.corpus.read import ReadSettings, read_documents
from policytopics.corpus.unreadable import UnreadableError
from policytopics.problems import ProblemsError
from tests.corpus.documents import PARAGRAPHS, Pdf, pdf, wrapped

TEXTS = [
    f"{number}号工程开工，{text}这是第{number}段。"
    for number in range(11, 23)
    for text in PARAGRAPHS
]


def lines(data: bytes) -> list[str]:
    return list(pdf_reading(data).lines)


def in_columns(
    texts: list[str],
    starts: list[float],
    width: int,
    rows: int,
    shift: float = 0,
    *,
    brings_font: bool = False,
) -> Pdf:
    """Return pages whose columns are filled one after the other, but drawn row by row."""
    broken = [line for text in texts for line in wrapped(text, width)]
    drawn = Pdf(brings_font=brings_font)
    for first in range(0, len(broken), rows * len(starts)):
        page = broken[first : first + rows * len(starts)]
        columns = [page[i : i + rows] for i in range(0, len(page), rows)]
        placed = [
            (starts[column], 760 - 18 * row - shift * column, line)
            for row in range(rows)
            for column, column_lines in enumerate(columns)
            for line in column_lines[row : row + 1]
        ]
        drawn.page(placed, size=11)
    return drawn


@pytest.mark.parametrize(
    ("starts", "width", "shift"),
    [([50, 310], 20, 0), ([50, 310], 20, 8), ([40, 225, 410], 14, 0), ([60], 42, 0)],
)
@pytest.mark.parametrize("brings_font", [False, True])
def test_columns_are_read_one_after_the_other(
    starts: list[float], width: int, shift: float, brings_font: bool
) -> None:
    drawn = in_columns(TEXTS, starts, width, rows=34, shift=shift, brings_font=brings_font)
    assert lines(drawn.data()) == TEXTS


def test_a_title_over_two_columns_comes_first() -> None:
    broken = [line for text in TEXTS[:6] for line in wrapped(text, 20)]
    half = -(-len(broken) // 2)
    placed = [(150.0, 800.0, "某县二〇二四年政府工作报告（全文公布于此）")]
    for row in range(half):
        placed += [(50, 760 - 18 * row, broken[row])]
        placed += [(310, 760 - 18 * row, line) for line in broken[half + row : half + row + 1]]
    assert lines(Pdf().page(placed, size=11).data()) == [placed[0][2], *TEXTS[:6]]


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        ("生产总值", "5%左右"),
        ("财政收入", "4%以上"),
        ("居民收入", "与经济同步"),
        ("粮食产量", "稳定"),
    ]
    placed = [
        (x, 700 - 20 * row, cell)
        for row, both in enumerate(cells * 3)
        for x, cell in zip((60, 330), both, strict=True)
    ]
    assert lines(Pdf().page(placed).data())[0] == "生产总值 5%左右"


def test_paragraphs_without_indents_are_whole_where_lines_are_full() -> None:
    cut = [[text[:40], text[40:]] for text in TEXTS[:6]]
    pages = [["某县政府工作报告", *cut[i], *cut[i + 1], f"- {i + 1} -"] for i in (0, 2, 4)]
    reading = pdf_reading(pdf(pages))
    assert reading.lines == TEXTS[:6]
    assert reading.warnings == ["left out at the edges of pages: -#-; 某县政府工作报告"]


def test_words_of_latin_letters_stay_apart() -> None:
    full = "发展" * 22 + "GDP and"
    assert lines(pdf([[full, "more of it", *PARAGRAPHS]]))[0] == f"{full} more of it"


def test_pages_are_named_that_hold_no_text() -> None:
    drawn = pdf_of(TEXTS, 8)
    drawn.scan()
    reading = pdf_reading(drawn.data())
    assert reading.warnings[0] == "page 9 holds no text: scanned?"
    assert pages_named([2, 3, 4, 7]) == "pages 2-4, 7 hold"


def pdf_of(texts: list[str], n_pages: int) -> Pdf:
    drawn = Pdf()
    for page in range(n_pages):
        drawn.page((60, 780 - 20 * i, line) for i, line in enumerate(wrapped(texts[page], 40)))
    return drawn


def test_a_cover_with_text_before_scanned_pages_is_refused() -> None:
    drawn = pdf_of(TEXTS, 1)
    for _ in range(6):
        drawn.scan()
    with pytest.raises(UnreadableError, match="pages 2-7 hold no text") as error:
        pdf_reading(drawn.data())
    assert "pip install rapidocr" in error.value.fix
    assert "ignore" not in error.value.fix


def test_blank_pages_are_not_missing() -> None:
    drawn = pdf_of(TEXTS, 2).page([])
    assert not [each for each in pdf_reading(drawn.data()).warnings if "no text" in each]


@pytest.mark.parametrize(
    "text", ["ၘຠვჶ၄ჶဠာ政ລႵငಝჍ" * 20, "瓮罕畴鳙骝翥蘼瀵黼黻" * 40],
)  # fmt: skip
def test_a_garbled_text_layer_is_refused_by_name(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [Box(sign, 9 * (i % 50), 700 - 12 * (i // 50), 9 * (i % 50) + 9, 711 - 12 * (i // 50))
             for i, sign in enumerate(text)]  # fmt: skip
    monkeypatch.setattr("policytopics.corpus.pdf.is_drawn_from_outside", lambda _: False)
    monkeypatch.setattr("policytopics.corpus.pdf.boxes_of", lambda _: shown)
    with pytest.raises(UnreadableError, match="text layer is garbled: page 1 holds"):
        pdf_reading(pdf([["任意"]]))


def test_a_pdf_without_text_is_told() -> None:
    with pytest.raises(UnreadableError, match="no text layer"):
        pdf_reading(Pdf().scan().data())


@pytest.mark.parametrize("brings_font", [False, True])
def test_a_pdf_that_is_locked_against_changes_only_is_read(brings_font: bool) -> None:
    texts = TEXTS[:6]
    placed = [(60.0, 760.0 - 18 * n, line) for n, line in enumerate(texts)]
    locked = Pdf(brings_font=brings_font, owner="only the owner").page(placed, size=8)
    assert "".join(lines(locked.data())) == "".join(texts)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_any_lock_without_a_password_for_readers_opens(algorithm: str) -> None:
    out = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([TEXTS[:6]]))))
    writer.encrypt("", "only the owner", algorithm=algorithm)
    writer.write(out)
    assert "".join(lines(out.getvalue())) == "".join(TEXTS[:6])


def test_a_locked_pdf_is_told() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([PARAGRAPHS]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(UnreadableError, match="password"):
        pdf_reading(buffer.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"%PDF-1.7\n" + b"\x00" * 64])
def test_a_damaged_pdf_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|text layer"):
        pdf_reading(data)


def test_a_process_reads_many_and_starts_anew_after_a_crash() -> None:
    with PdfProcess(seconds=20) as process:
        assert process.read(pdf([PARAGRAPHS])).lines
        process._process.kill()  # type: ignore[union-attr]
        with pytest.raises(UnreadableError, match="ends its reader"):
            process.read(pdf([PARAGRAPHS]))
        assert process.read(pdf([PARAGRAPHS])).lines


def test_any_number_of_processes_gives_the_same() -> None:
    contents = {f"{i}.pdf": pdf([[TEXTS[i][:40], TEXTS[i][40:]]]) for i in range(4)}
    one, _ = read_documents(contents)
    two, problems = read_documents(contents, ReadSettings(processes=2))
    assert problems == []
    assert one.equals(two)


def test_ocr_that_is_not_installed_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ProblemsError, match="pip install rapidocr onnxruntime"):
        read_documents({}, ReadSettings(ocr=True))


class Recognised:
    """What RapidOCR gives back."""

    boxes: Any = [[[100, 100], [900, 100], [900, 130], [100, 130]]] * 2
    txts = (PARAGRAPHS[0], "噪")
    scores = (0.98, 0.2)


def test_pages_read_by_ocr_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("rapidocr")
    module.RapidOCR = lambda **_: lambda _picture: Recognised  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rapidocr", module)
    pages: list[int] = []
    recognise = ocr.recogniser(lambda: pages.append(1))
    reading = pdf_reading(Pdf().scan().scan().data(), recognise)
    assert reading.warnings == ["pages 1-2 hold text read by OCR: expect wrong characters"]
    assert reading.lines == [PARAGRAPHS[0] * 2]
    assert len(pages) == 2
