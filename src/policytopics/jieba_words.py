"""Jieba's dictionary as a list of words, their parts of speech and how common they are.

Looking a word up costs nothing and never changes how text is cut; `jieba.posseg`, which tags in
context, is five times slower and cuts differently.
"""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba  # noqa: F401 (a new version has a new dictionary, so it must rerun the rule)

__all__ = ["frequencies", "parts_of_speech"]


def parts_of_speech() -> Mapping[str, str]:
    """Return word → tag for the 349,000 words of jieba's dictionary.

    Tags are those of ICTCLAS: n noun, ns place, nr person, nt organisation, nz other name, v verb,
    vn verbal noun, a adjective, m number, q measure, t time, f position …

    Examples
    --------
    >>> tags = parts_of_speech()
    >>> tags["农业"], tags["苏州"], tags["亿元"], tags.get("河长制")
    ('n', 'ns', 'm', None)
    """
    return _dictionary()[0]


def frequencies() -> Mapping[str, int]:
    """Return word → occurrences in the text that jieba's dictionary was counted on.

    Examples
    --------
    >>> frequencies()["发展"] > 100 * frequencies()["沙家浜"]
    True
    """
    return _dictionary()[1]


@cache
def _dictionary() -> tuple[dict[str, str], dict[str, int]]:
    # Found, not imported: importing jieba takes longer than reading its dictionary.
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed")
    text = Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8")
    cells = text.split()  # word, frequency, tag, word, frequency, tag …
    words = cells[::3]
    tags = dict(zip(words, cells[2::3], strict=True))
    return tags, dict(zip(words, map(int, cells[1::3]), strict=True))
