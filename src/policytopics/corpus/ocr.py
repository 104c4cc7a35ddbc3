"""Text recognition (OCR) of pages that are pictures: an extra that has to be asked for.

``pip install rapidocr onnxruntime`` brings RapidOCR, whose models (PP-OCR) come in its wheel:
nothing is fetched when it runs.
"""

import importlib.util
from collections.abc import Callable, Sequence
from typing import Any

from policytopics.corpus.page_layout import Box
from policytopics.problems import Problem, ProblemsError

__all__ = ["check_installed", "recogniser"]

# A page is drawn so wide, in pixels: characters of 10 points are 25 high then.
_WIDTH = 1_700
_MOST_PIXELS = 8_000_000
# Of recognition: below it a line is rather noise.
_LEAST_CONFIDENCE = 0.5


def check_installed() -> None:
    """Raise `ProblemsError` if text recognition is asked for and not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime")):
        what = "text recognition (OCR) is not installed"
        fix = "run: pip install rapidocr onnxruntime; or set corpus.ocr: never"
        raise ProblemsError([Problem("config: corpus.ocr", what, fix)])


def recogniser(next_page: Callable[[], None]) -> Callable[[Any], Sequence[Box]]:
    """Return a function that reads a PDF page from its picture.

    Parameters
    ----------
    next_page : callable
        Called before each page.
    """
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def recognise(page: Any) -> list[Box]:
        next_page()
        width, height = page.get_size()
        scale = min(_WIDTH / max(width, 1), (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        picture = page.render(scale=scale).to_numpy()
        found = engine(picture)
        if found.boxes is None:
            return []
        return [
            _box(text, corners, scale, height)
            for text, corners, sure in zip(found.txts, found.boxes, found.scores, strict=True)
            if sure >= _LEAST_CONFIDENCE
        ]

    return recognise


def _box(text: str, corners: Any, scale: float, height: float) -> Box:
    """Return a recognised run of text with its box in points, y upwards."""
    xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    return Box(text.strip(), min(xs), height - max(ys), max(xs), height - min(ys))
