"""CONTRIBUTING.md's recipes name what is there, and what they ask for holds for all there is."""

import re
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from scipy import sparse

from policytopics.study.topics import TopicsSettings
from policytopics.tables.corpus import FORMATS
from policytopics.tables.figures import FIGURES
from policytopics.topics.matrix import weigh

TEXT = Path("CONTRIBUTING.md").read_text(encoding="utf-8")
WEIGHTINGS = get_args(TopicsSettings.model_fields["weighting"].annotation)
NAMED_AS = {"html": ".html", "markdown": ".md", "mhtml": ".mht", "xls": ".xlsx", "odt": ".doc"}


def test_every_path_named_is_there() -> None:
    paths = [path for path in re.findall(r"`([\w./-]+/[\w./-]*)`", TEXT) if "<" not in path]
    assert len(paths) > 12
    assert [path for path in paths if not Path(path).exists()] == []


def test_every_symbol_named_is_in_its_file() -> None:
    named = re.findall(r"`(\w+)`\s+(?:in|of)\s+`(src/[\w./]+\.py)`", TEXT)
    assert len(named) >= 4
    for symbol, path in named:
        assert re.search(rf"\b{symbol}\b", Path(path).read_text(encoding="utf-8")), symbol


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_figure_has_its_module_and_its_script(figure) -> None:
    script = Path(f"workflow/scripts/{figure.rule}.py").read_text(encoding="utf-8")
    module = re.search(r"from policytopics\.figures\.(\w+) import .*\bdraw_\w+", script)
    assert module
    assert module[1] in {figure.name, figure.name.removesuffix("s")}


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_a_weighting_is_computed_tested_and_told_in_both_methods_texts(weighting: str) -> None:
    counts = sparse.csr_matrix([[3.0, 1.0], [0.0, 2.0]])
    rows = weigh(counts, np.ones(2, dtype=bool), weighting)
    assert np.allclose(np.asarray(rows.multiply(rows).sum(axis=1)).ravel(), 1)
    others = [weigh(counts, np.ones(2, dtype=bool), one) for one in WEIGHTINGS if one != weighting]
    assert all(abs(rows - other).max() > 0.001 for other in others)
    assert f'"{weighting}"' in Path("tests/topics/test_matrix.py").read_text(encoding="utf-8")
    if weighting != TopicsSettings().weighting:
        for language in ("en", "zh"):
            text = Path(f"src/policytopics/report/templates/methods_{language}.html.j2")
            assert f'"{weighting}"' in text.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_reader_is_named_in_both_readmes(format_: str) -> None:
    for name in ("README.md", "README.zh.md"):
        assert NAMED_AS.get(format_, f".{format_}") in Path(name).read_text(encoding="utf-8")
