"""Columns of both answers: what texts put first, and what their governments do."""

from policytopics.tables.contract import Column

__all__ = ["ANSWERS", "CAUTIONS", "NOISES", "number_or_empty"]

# What the noise of drafting is taken from, and what limits a claim about a government.
NOISES = ("own", "borrowed", "unknown")
CAUTIONS = ("other_kind", "other_level", "fragment", "sparse", "closure", "changing")


def number_or_empty(name: str, meaning: str, low: float = -2, high: float = 2) -> Column:
    """Return a column of numbers that may be missing, by default a difference of shares."""
    return Column(name, "number", meaning, low=low, high=high, empty=True)


# What the texts put first, and what their governments do: two answers, never mixed.
ANSWERS = (
    number_or_empty(
        "text_low", "Lower end of the share's 95 % interval of measurement alone.", 0, 1
    ),
    number_or_empty("text_high", "Upper end.", 0, 1),
    number_or_empty(
        "difference_text_low", "Lower end of the difference's 95 % interval of measurement."
    ),
    number_or_empty("difference_text_high", "Upper end."),
    Column(
        "in_text",
        "boolean",
        "Whether this text gives it more (or less) than the others: the interval of measurement "
        "lies beyond one point and beyond 1.25 times.",
    ),
    Column(
        "of_government",
        "boolean",
        "Whether other texts of the government would say so, too: false discovery rate .05 over "
        "regions and categories, with the noise of drafting.",
    ),
    Column("strict", "boolean", "Whether that holds for all cells at once (Holm, 95 %)."),
    number_or_empty("q", "Smallest false discovery rate at which the government is claimed.", 0, 1),
    number_or_empty(
        "difference_shrunken",
        "Difference to be expected of the government: large ones are partly chance.",
        -1,
        1,
    ),
    number_or_empty("visible", "Difference that would have been claimed alone of all cells."),
    Column(
        "noise",
        "string",
        "Where the noise of drafting is from: own years, borrowed from other governments, unknown.",
        values=NOISES,
    ),
    number_or_empty(
        "false_share",
        "Of claims about governments from so many years: the share that is of those years alone, "
        "as measured on other governments.",
        0,
        1,
    ),
    number_or_empty("n_years", "Texts of the region that count as independent.", 0, 1000),
    Column(
        "cautions",
        "strings",
        "Of the two answers: other_kind, other_level, fragment, sparse (a third of the categories "
        "at zero): the texts cannot speak for the government; closure: a less that vanishes "
        "without the region's largest more; changing: it moves over the years.",
        values=CAUTIONS,
    ),
)
