"""The figures: the one list that rules, report, tests, budgets and documentation read.

A figure here is what one rule draws: a picture, or several in a folder with an index beside it.
"""

from dataclasses import dataclass

__all__ = ["FIGURES", "FILES", "Figure"]

# What every picture is written as: the name of a file in rules and functions → its suffix.
FILES = {
    "pdf": ".pdf",
    "svg": ".svg",
    "png": ".png",
    "csv": ".csv",
    "alt": ".alt.txt",
    "caption": ".caption.md",
}
_COMPARED = ("headline", "categories", "regions", "documents")


@dataclass(frozen=True)
class Figure:
    """What one rule draws.

    Attributes
    ----------
    name : str
        Of its files, its module and its rule.
    inputs : tuple of str
        The tables it reads; ``categories`` are those of the scheme.
    draws : str
        What its rule does, for the console.
    shows : str
        What it shows, for Snakemake's own report; its caption with the numbers is made by it.
    section : str
        Where it stands in the report.
    leading : bool
        Whether it is drawn for the leading scheme alone.
    by_scheme : bool
        Whether each scheme has its own, in a folder of the scheme's name.
    each : str
        What there is a picture of for each: the column of the index beside ``name`` and
        ``title``. Empty: one picture.
    folder : str
        The folder of several pictures.
    """

    name: str
    inputs: tuple[str, ...]
    draws: str
    shows: str
    section: str = "figures"
    leading: bool = False
    by_scheme: bool = True
    each: str = ""
    folder: str = ""

    @property
    def rule(self) -> str:
        """Name of its rule and script."""
        return f"draw_{self.name}"

    def place(self, scheme: str = "{scheme}") -> str:
        """Return the folder of what it writes, with a slash at its end."""
        return f"figures/{scheme}/" if self.by_scheme else "figures/"

    def files(self, results: str, scheme: str = "{scheme}") -> dict[str, str]:
        """Return the paths that its rule writes below ``results``, by the names of `FILES`.

        Of several pictures: ``folder`` and ``index``.
        """
        place = f"{results}/{self.place(scheme)}"
        if self.folder:
            return {"folder": f"{place}{self.folder}", "index": f"{place}{self.folder}.csv"}
        return {name: f"{place}{self.name}{suffix}" for name, suffix in FILES.items()}


FIGURES = (
    Figure(
        name="profiles",
        inputs=_COMPARED,
        draws="draw the regions' profiles",
        shows="Share of each region's text given to each category, with intervals. Filled dots: "
        "the adjusted interval of the difference to the mean of the other regions excludes 0.",
    ),
    Figure(
        name="contrast",
        inputs=(*_COMPARED, "similarity", "clusters"),
        draws="draw the contrast and similarity of regions",
        shows="Share of a category minus the mean share of the other regions, and how alike the "
        "regions' shares are. Bold on full colour: the adjusted interval of the difference "
        "excludes 0; grey branches: found again in less than half of the resamples.",
    ),
    Figure(
        name="robustness",
        inputs=(*_COMPARED, "specifications", "robustness", "claims"),
        draws="draw the largest differences under other choices",
        shows="The largest differences between a region and the others under every specification. "
        "Filled: the interval excludes 0 on the side of the study; a specification without the "
        "category counts against the claim.",
        section="robustness",
    ),
    Figure(
        name="candidates",
        inputs=("candidates",),
        draws="draw how many topics the data support",
        shows="Every criterion over the number of topics: mean over the ensemble and one standard "
        "error to either side. Filled: admissible by the rule; vertical band: chosen.",
        section="number",
        by_scheme=False,
    ),
    Figure(
        name="cleaning",
        inputs=("documents", "paragraphs", "repairs", "regions"),
        draws="draw what was kept of every document",
        shows="What became of the characters of every document: kept, left out, removed by repair.",
        section="documents",
        by_scheme=False,
    ),
    Figure(
        name="trends",
        inputs=("priorities", *_COMPARED),
        draws="draw how priorities moved",
        shows="Shares over the years. Coloured: regions above the others over all years "
        "(adjusted interval).",
        leading=True,
        each="region_id",
        folder="trends",
    ),
    Figure(
        name="topics",
        inputs=("topic_summary", "topics", "units", "regions", "vocabulary"),
        draws="draw the topics' cards",
        shows="A card per topic: its share of all text, its stability, its heaviest terms, a "
        "typical passage.",
        section="topics",
        by_scheme=False,
        each="page",
        folder="cards",
    ),
    Figure(
        name="regions",
        inputs=_COMPARED,
        draws="draw one figure per region",
        shows="One region's shares with intervals, largest first, against the other regions in "
        "grey.",
        section="regions",
        leading=True,
        each="region_id",
        folder="regions",
    ),
)
