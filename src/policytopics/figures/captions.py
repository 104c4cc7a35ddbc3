"""Captions and alternative texts, written from the same numbers as the figures.

An alternative text says what kind of chart it is, of what, and then its pattern and extremes:
levels 1 to 3 of Lundgard and Satyanarayan (2022), https://doi.org/10.1109/TVCG.2021.3114770.
"""

from collections.abc import Sequence

from policytopics.figures.comparison import RESERVATIONS, Comparison, Pair, Region
from policytopics.figures.history import History
from policytopics.figures.phrases import enumerate_, joined, name_of, say
from policytopics.figures.style import Style
from policytopics.labels import FLAG_LABELS, capital, decimal, percent, points, whole, years

__all__ = [
    "alt_contrast",
    "alt_overview",
    "alt_profiles",
    "alt_region",
    "alt_trends",
    "caption",
]


def caption(
    compared: Comparison,
    style: Style,
    title: str,
    shown: str,
    *,
    emphasis: tuple[str, str] | None = ("filled", "hollow"),
    extra: Sequence[str] = (),
    about: Region | None = None,
) -> str:
    """Return a figure's caption in Markdown: title, what is shown, what may be claimed, evidence.

    Parameters
    ----------
    compared : Comparison
    style : Style
    title, shown : str
        The first two sentences.
    emphasis : tuple of str, or None
        Phrases for what marks a difference from the others and what does not; None: nothing does.
    extra : sequence of str
        More sentences, before the reservations.
    about : Region or None
        The one region whose evidence is counted; None: all.
    """
    regions = compared.regions if about is None else (about,)
    sentences = [
        shown,
        _claim(compared, style, emphasis) if emphasis and compared.n_comparisons else "",
        say(style, compared.covers),
        _evidence(style, regions),
        *extra,
        *_reservations(compared, style),
    ]
    return f"**{title}**\n\n{joined(style, sentences)}"


def _claim(compared: Comparison, style: Style, emphasis: tuple[str, str]) -> str:
    """Return what emphasis means and over how many comparisons it holds."""
    strong, weak = (say(style, phrase) for phrase in emphasis)
    return say(
        style,
        "claim",
        strong=strong,
        weak=weak,
        level=compared.level,
        n=compared.n_comparisons,
        distinct=compared.n_distinct,
    )


def _evidence(style: Style, regions: Sequence[Region]) -> str:
    """Return how much text the figure rests on."""
    span = years({year for region in regions for year in region.years})
    n_documents = sum(region.n_documents for region in regions)
    return say(
        style,
        "evidence",
        paragraphs=whole(sum(region.n_paragraphs for region in regions)),
        units=whole(sum(region.n_units for region in regions)),
        documents=whole(n_documents, "" if style.speech else "document"),
        years=say(style, "evidence_years", years=span) if span else "",
    )


def _reservations(compared: Comparison, style: Style) -> list[str]:
    """Return what a reader must know before comparing."""
    sentences = [say(style, "unranked")] if compared.has_unranked else []
    sentences += [say(style, "rest", n=compared.n_other)] if compared.n_other else []
    concerned = {"insufficient": [one for one in compared.regions if not one.sufficient]}
    for flag in RESERVATIONS:
        concerned[flag] = [one for one in compared.regions if flag in one.reservations]
    for flag, regions in concerned.items():
        if regions:
            what = capital(FLAG_LABELS[flag][style.speech])
            phrase = "reserved" if flag in RESERVATIONS else "concerned"
            names = enumerate_(style, [name_of(style, one) for one in regions])
            sentences.append(say(style, phrase, what=what, regions=names))
    return sentences


def alt_profiles(compared: Comparison, style: Style) -> str:
    """Return the alternative text of the profiles, region by region."""
    first = say(style, "alt_profiles", k=compared.n_categories, level=compared.level)
    return joined(style, [first, *(_alt_one(compared, style, one) for one in compared.regions)])


def alt_region(compared: Comparison, style: Style, region: Region) -> str:
    """Return the alternative text of one region's profile."""
    first = say(
        style,
        "alt_region",
        k=compared.n_categories,
        region=name_of(style, region),
        level=compared.level,
    )
    return joined(style, [first, _alt_one(compared, style, region)])


def _alt_one(compared: Comparison, style: Style, region: Region) -> str:
    """Return a region's largest categories and those in which it differs."""
    place = name_of(style, region)
    if not region.sufficient:
        return say(
            style, "alt_region_is", region=place, what=FLAG_LABELS["insufficient"][style.speech]
        )
    cells = compared.of(region)
    names = {category.category_id: name_of(style, category) for category in compared.categories}
    largest = sorted(cells, key=lambda cell: -cell.share)[:3]
    top = enumerate_(
        style, [f"{names[cell.category_id]} {percent(cell.share, 0)}" for cell in largest]
    )
    sentences = [say(style, "alt_top", region=place, categories=top)]
    for phrase, sign in (("alt_above", 1), ("alt_below", -1)):
        some = [
            names[one.category_id] for one in cells if one.distinct and sign * one.difference > 0
        ]
        if some:
            sentences.append(say(style, phrase, region=place, categories=enumerate_(style, some)))
    return joined(style, sentences)


def alt_overview(compared: Comparison, style: Style) -> str:
    """Return the alternative text of the overview: the range of every category."""
    places = {region.region_id: name_of(style, region) for region in compared.regions}
    sentences = [say(style, "alt_overview", k=compared.n_categories, n=len(compared.regions))]
    for category in compared.categories:
        cells = sorted(compared.on(category), key=lambda cell: cell.share)
        ends = [f"{places[cell.region_id]} {percent(cell.share, 0)}" for cell in cells]
        if ends:
            name, lowest, highest = name_of(style, category), ends[0], ends[-1]
            sentences.append(say(style, "alt_range", category=name, lowest=lowest, highest=highest))
    return joined(style, sentences)


def alt_trends(compared: Comparison, past: History, style: Style, focus: Region | None) -> str:
    """Return the alternative text of the trends: every category's first and last share."""
    first = "alt_trends" if focus is None else "alt_trends_one"
    place = "" if focus is None else name_of(style, focus)
    about = {"k": compared.n_categories, "n": len(past.regions), "years": years(past.years)}
    sentences = [say(style, first, region=place, **about)]
    for category in compared.categories:
        points = past.mean(category) if focus is None else past.of(focus, category)
        if points:
            ends = (
                f"{percent(point.share, 0)} ({point.year})" for point in (points[0], points[-1])
            )
            values = dict(zip(("first", "last"), ends, strict=True))
            sentences.append(say(style, "alt_moved", category=name_of(style, category), **values))
    return joined(style, sentences)


def alt_contrast(compared: Comparison, style: Style, pairs: Sequence[Pair]) -> str:
    """Return the alternative text of the contrast: its extremes in both panels."""
    places = {region.region_id: name_of(style, region) for region in compared.regions}
    categories = {
        category.category_id: name_of(style, category) for category in compared.categories
    }
    distinct = [cell for region in compared.regions for cell in compared.of(region)]
    distinct = sorted((one for one in distinct if one.distinct), key=lambda c: -abs(c.difference))
    cells = [
        f"{places[cell.region_id]} {categories[cell.category_id]} {points(cell.difference)}"
        for cell in distinct[:5]
    ]
    sentences = [
        say(style, "alt_contrast", k=compared.n_categories, n=len(places)),
        say(style, "alt_largest", cells=enumerate_(style, cells))
        if cells
        else say(style, "alt_none"),
    ]
    if len(pairs) > 1:
        ranked = sorted(pairs, key=lambda pair: pair.similarity)
        least, most = (
            f"{places[pair.one]} – {places[pair.other]} {decimal(pair.similarity)}"
            for pair in (ranked[0], ranked[-1])
        )
        sentences.append(say(style, "alt_pairs", most=most, least=least))
    return joined(style, sentences)
