"""Figures drawn once for all tests of this room, from made-up tables of many shapes."""
# ruff: noqa: E402 (the path must be set before the imports that need it)

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# `pytest` alone does not put the project's folder on the path; `python -m pytest` does.
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from policytopics.figures import (
    candidates,
    cleaning,
    contrast,
    history,
    profiles,
    region,
    robustness,
    topic_cards,
    topics,
    trends,
)
from policytopics.figures.comparison import Comparison
from policytopics.figures.drawing import Drawing
from policytopics.figures.style import Style, style_for
from policytopics.study.figures import FiguresSettings
from tests.figures.made_up import GLOSSES, Tables, rough_tables, tables

FONTS = [str(ROOT / f"resources/fonts/PFigSansSC-{face}.ttf") for face in ("Regular", "Bold")]

# name: tables, language, profile
SHAPES: dict[str, tuple[Callable[[], Tables], str, str]] = {
    "five": (tables, "both", "web"),
    "one": (lambda: tables(1, 6), "en", "web"),
    "two": (lambda: tables(2, 2), "zh", "web"),
    "rough": (rough_tables, "both", "web"),
    "rough-en": (rough_tables, "en", "nature"),
    "equal": (lambda: tables(4, 8, equal=True), "both", "nature"),
    "alike": (lambda: tables(12, 8, equal=True), "both", "web"),
    "six": (lambda: tables(6, 16), "both", "web"),
    "nine": (lambda: tables(9, 30), "both", "web"),
    "fourteen": (lambda: tables(14, 12), "en", "web"),
    "provinces": (lambda: tables(31, 12), "zh", "web"),
    "large": (lambda: tables(45, 40), "en", "web"),
    "decade": (lambda: tables(5, 12, years=range(2014, 2024)), "both", "web"),
    "decade-zh": (lambda: tables(8, 9, years=range(2014, 2024)), "zh", "nature"),
    "thirty": (lambda: tables(31, 40, years=range(1994, 2024)), "en", "nature"),
}


@cache
def shaped(shape: str) -> tuple[Comparison, Style, Tables]:
    """Return a shape's comparison, style and tables."""
    make, language, profile = SHAPES[shape]
    made = make()
    settings = FiguresSettings(language=language, profile=profile, dpi=100)
    compared = made.compared
    return compared, style_for(FONTS, settings), made


@cache
def drawn(shape: str, figure: str) -> Drawing:
    """Return a figure of a shape."""
    compared, style, made = shaped(shape)
    if figure == "profiles":
        return profiles.draw_profiles(compared, style)
    if figure == "contrast":
        return contrast.draw_contrast(compared, made.similarity, made.clusters, style)
    if figure == "robustness":
        return robustness.draw_robustness(
            compared, made.specifications, made.robustness, made.claims, style
        )
    if figure == "candidates":
        return candidates.draw_candidates(made.candidates, style)
    if figure == "cleaning":
        rows = cleaning.tally(made.documents, made.paragraphs, made.repairs, made.regions)
        return cleaning.draw_cleaning(rows, made.regions, style)
    if figure.startswith("trends"):
        past = history.history(made.priorities, compared)
        focus = [figure.removeprefix("trends").removeprefix("_")] if figure != "trends" else []
        pages = trends.draw_trends(compared, past, style, focus=focus)
        return {page.name: page.drawing for page in pages}[figure]
    if figure.startswith("topics"):
        deck = topic_cards.cards(
            made.topic_summary, made.topics, made.units, made.regions, GLOSSES, style
        )
        return {page.name: page.drawing for page in topics.draw_topics(deck, style)}[figure]
    places = {f"region_{one.region_id}": one for one in compared.regions}
    return region.draw_region(compared, style, places[figure])


@pytest.fixture(scope="session")
def figure_of() -> Callable[[str, str], Drawing]:
    """Return the function that draws a figure of a shape, once."""
    return drawn


@pytest.fixture(scope="session")
def shape_of() -> Callable[[str], tuple[Comparison, Style, Tables]]:
    """Return the function that makes a shape, once."""
    return shaped
