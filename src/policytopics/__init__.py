"""policytopics: what each region's government puts first, and how sure we can be.

Functions on tables, for notebooks and programs of your own. Five make the tables that the
workflow makes, with a study's default settings; each takes other settings by the names that
``config/README.md`` explains. A sixth, ``code``, tells the policy domain of single sentences.

Examples
--------
Three reports of each of six fictional regions, which came with the program. Few fits and resamples
make an example quick; leave ``runs`` and ``draws`` out for results to report.

>>> from policytopics import read, clean, segment, fit, measure
>>> sources = read("resources/demo/corpus")
>>> cleaned = clean(sources, regions="config/demo/regions.csv")
>>> segmented = segment(cleaned)
>>> fitted = fit(segmented, number=12, runs=3, splits=1)
>>> measured = measure(cleaned, segmented, fitted, draws=100)
>>> above = measured.headline.query("distinct and difference > 0")
>>> above.groupby("region_id").size().to_dict()  # two were planted in each of these four
{'jichuan': 2, 'lanpu': 2, 'qiwu': 2, 'xizhou': 2}
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytopics.api.documents import clean, read
    from policytopics.api.findings import fit, measure
    from policytopics.api.results import Cleaned, Fitted, Measured, Segmented
    from policytopics.api.sentences import code
    from policytopics.api.terms import segment

__version__ = "0.2.0"
__all__ = [
    "Cleaned",
    "Fitted",
    "Measured",
    "Segmented",
    "clean",
    "code",
    "fit",
    "measure",
    "read",
    "segment",
]


def __getattr__(name: str) -> Any:
    """Return a function of the API, which is loaded when it is first asked for.

    So the command and the scripts, which import this package too, pay nothing for it.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from policytopics import api

    return getattr(api, name)


def __dir__() -> list[str]:
    """Return the names of the API, loaded or not, beside what is there."""
    return sorted({*globals(), *__all__})
