"""Captions and alternative texts, written from the same numbers as the figures.

An alternative text says what kind of chart it is, of what, and then its pattern and extremes:
levels 1 to 3 of Lundgard and Satyanarayan (2022), https://doi.org/10.1109/TVCG.2021.3114770.
"""

from collections.abc import Sequence

from policytopics.figures.comparison import RESERVATIONS, Headline, Pair, Region
from policytopics.figures.history import History
from policytopics.figures.phrases import enumerate_, joined, name_of, percent, say, signed, years
from policytopics.figures.style import Style

__all__ = [
    "alt_contrast",
    "alt_overview",
    "alt_profiles",
    "alt_region",
    "alt_trends",
    "caption",
    "level_of",
]


def level_of(headline: Headline) -> str:
    """Return the level of the intervals as text, such as 95%."""
    return f"{100 * headline.level:g}%"


def caption(
    headline: Headline,
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
    headline : Headline
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
    regions = headline.regions if about is None else (about,)
    sentences = [
        shown,
        _claim(headline, style, emphasis) if emphasis and headline.n_comparisons else "",
        say(style, headline.covers),
        _evidence(style, regions),
        *extra,
        *_reservations(headline, style),
    ]
    return f"**{title}**\n\n{joined(style, sentences)}"


def _claim(headline: Headline, style: Style, emphasis: tuple[str, str]) -> str:
    """Return what emphasis means and over how many comparisons it holds."""
    strong, weak = (say(style, phrase) for phrase in emphasis)
    return say(
        style,
        "claim",
        strong=strong,
        weak=weak,
        level=level_of(headline),
        n=headline.n_comparisons,
        distinct=headline.n_distinct,
    )


def _evidence(style: Style, regions: Sequence[Region]) -> str:
    """Return how much text the figure rests on."""
    span = years({year for region in regions for year in region.years})
    return say(
        style,
        "evidence",
        paragraphs=f"{sum(region.n_paragraphs for region in regions):,}",
        units=f"{sum(region.n_units for region in regions):,}",
        documents=sum(region.n_documents for region in regions),
        years=say(style, "evidence_years", years=span) if span else "",
    )


def _reservations(headline: Headline, style: Style) -> list[str]:
    """Return what a reader must know before comparing."""
    sentences = [say(style, "rest", n=headline.n_other)] if headline.n_other else []
    short = [name_of(style, region) for region in headline.regions if not region.sufficient]
    if short:
        sentences.append(say(style, "insufficient", regions=enumerate_(style, short)))
    for flag in RESERVATIONS:
        names = [name_of(style, one) for one in headline.regions if flag in one.reservations]
        if names:
            sentences.append(say(style, flag, regions=enumerate_(style, names)))
    return sentences


def alt_profiles(headline: Headline, style: Style) -> str:
    """Return the alternative text of the profiles, region by region."""
    first = say(style, "alt_profiles", k=headline.n_topics, level=level_of(headline))
    return joined(style, [first, *(_alt_one(headline, style, one) for one in headline.regions)])


def alt_region(headline: Headline, style: Style, region: Region) -> str:
    """Return the alternative text of one region's profile."""
    first = say(
        style,
        "alt_region",
        k=headline.n_topics,
        region=name_of(style, region),
        level=level_of(headline),
    )
    return joined(style, [first, _alt_one(headline, style, region)])


def _alt_one(headline: Headline, style: Style, region: Region) -> str:
    """Return a region's largest topics and those in which it differs."""
    place = name_of(style, region)
    if not region.sufficient:
        return say(style, "alt_insufficient", region=place)
    cells = headline.of(region)
    names = {topic.topic_id: name_of(style, topic) for topic in headline.topics}
    largest = sorted(cells, key=lambda cell: -cell.share)[:3]
    top = enumerate_(style, [f"{names[cell.topic_id]} {percent(cell.share)}" for cell in largest])
    sentences = [say(style, "alt_top", region=place, topics=top)]
    for phrase, sign in (("alt_above", 1), ("alt_below", -1)):
        some = [names[one.topic_id] for one in cells if one.distinct and sign * one.difference > 0]
        if some:
            sentences.append(say(style, phrase, region=place, topics=enumerate_(style, some)))
    return joined(style, sentences)


def alt_overview(headline: Headline, style: Style) -> str:
    """Return the alternative text of the overview: the range of every topic."""
    places = {region.region_id: name_of(style, region) for region in headline.regions}
    sentences = [say(style, "alt_overview", k=headline.n_topics, n=len(headline.regions))]
    for topic in headline.topics:
        cells = sorted(headline.on(topic), key=lambda cell: cell.share)
        ends = [f"{places[cell.region_id]} {percent(cell.share)}" for cell in cells]
        if ends:
            name, lowest, highest = name_of(style, topic), ends[0], ends[-1]
            sentences.append(say(style, "alt_range", topic=name, lowest=lowest, highest=highest))
    return joined(style, sentences)


def alt_trends(headline: Headline, past: History, style: Style, focus: Region | None) -> str:
    """Return the alternative text of the trends: every topic's first and last share."""
    first = "alt_trends" if focus is None else "alt_trends_one"
    place = "" if focus is None else name_of(style, focus)
    about = {"k": headline.n_topics, "n": len(past.regions), "years": years(past.years)}
    sentences = [say(style, first, region=place, **about)]
    for topic in headline.topics:
        points = past.mean(topic) if focus is None else past.of(focus, topic)
        if points:
            ends = (f"{percent(point.share)} ({point.year})" for point in (points[0], points[-1]))
            values = dict(zip(("first", "last"), ends, strict=True))
            sentences.append(say(style, "alt_moved", topic=name_of(style, topic), **values))
    return joined(style, sentences)


def alt_contrast(headline: Headline, style: Style, pairs: Sequence[Pair]) -> str:
    """Return the alternative text of the contrast: its extremes in both panels."""
    places = {region.region_id: name_of(style, region) for region in headline.regions}
    topics = {topic.topic_id: name_of(style, topic) for topic in headline.topics}
    distinct = [cell for region in headline.regions for cell in headline.of(region)]
    distinct = sorted((one for one in distinct if one.distinct), key=lambda c: -abs(c.difference))
    cells = [
        f"{places[cell.region_id]} {topics[cell.topic_id]} {signed(cell.difference)}"
        for cell in distinct[:5]
    ]
    sentences = [
        say(style, "alt_contrast", k=headline.n_topics, n=len(places)),
        say(style, "alt_largest", cells=enumerate_(style, cells))
        if cells
        else say(style, "alt_none"),
    ]
    if len(pairs) > 1:
        ranked = sorted(pairs, key=lambda pair: pair.similarity)
        least, most = (
            f"{places[pair.one]} – {places[pair.other]} {pair.similarity:.2f}"
            for pair in (ranked[0], ranked[-1])
        )
        sentences.append(say(style, "alt_pairs", most=most, least=least))
    return joined(style, sentences)
