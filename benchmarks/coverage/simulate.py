"""Made-up regions whose true shares are known: unequal lengths, correlated neighbours, documents.

A paragraph is about one topic: that of the paragraph before with probability ``persistence`` (so
neighbours correlate by it), else a new one drawn from its document's profile. It gives 70 % of its
tokens to that topic and the rest to a random mixture. It runs over one to four units of 25 to 70
tokens. A document's profile scatters around its region's (``concentration``: of a Dirichlet
distribution). Expected shares are the region's profile, which is thus what unlimited text of the
region would show.

Or chapters are planned: all regions treat the topics in the same order, each has as many paragraphs
as its profile gives it, and 70 % of a chapter's paragraphs keep to its topic.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policytopics.regions.share import RegionText

__all__ = ["PROFILE", "Design", "evenly", "paragraph_shares", "planted", "regions"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]
# From a fifth of the text to a fiftieth, as real reports have it.
PROFILE = np.array([0.18, 0.14, 0.12, 0.10, 0.09, 0.08, 0.08, 0.06, 0.05, 0.04, 0.04, 0.02])
_OWN = 0.7
_KEPT = 0.7  # of a planned chapter's paragraphs keep to its topic
_UNITS = np.array([0.45, 0.30, 0.15, 0.10])  # of paragraphs that have 1, 2, 3, 4 units


@dataclass(frozen=True)
class Design:
    """What a simulated corpus is like.

    Attributes
    ----------
    units : tuple of int
        Units of each region, over all its documents.
    persistence : float
        Correlation of neighbouring paragraphs.
    documents : int
        Documents of each region.
    concentration : float
        Of documents' profiles around the region's; 0: none differ.
    planned : tuple of int
        Regions whose chapters are planned.
    loose : tuple of int
        Topics that have no chapter even there: they come in runs between the others.
    """

    units: tuple[int, ...]
    persistence: float = 0.3
    documents: int = 1
    concentration: float = 0.0
    planned: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()


def planted(times: float, topic: int = 5) -> FloatArray:
    """Return the profile with one topic at ``times`` its share, the others giving way alike.

    Examples
    --------
    >>> planted(2.0)[5].round(3), planted(2.0).sum().round(6)
    (np.float64(0.16), np.float64(1.0))
    """
    raised = times * PROFILE[topic]
    profile = PROFILE * (1 - raised) / (1 - PROFILE[topic])
    profile[topic] = raised
    return np.asarray(profile)


def _subjects(
    profile: FloatArray, n: int, persistence: float, rng: np.random.Generator
) -> IntArray:
    """Return the topics of ``n`` paragraphs in a row."""
    fresh = rng.choice(len(profile), p=profile, size=n)
    kept = rng.random(n) < persistence
    kept[0] = False
    return fresh[np.maximum.accumulate(np.where(kept, 0, np.arange(n)))]


def _chapters(profile: FloatArray, n: int, design: Design, rng: np.random.Generator) -> IntArray:
    """Return the topics of ``n`` paragraphs in planned chapters."""
    subjects = _subjects(profile, n, design.persistence, rng)
    planned = ~np.isin(subjects, design.loose)
    rest = profile.copy()
    rest[list(design.loose)] = 0
    rest /= rest.sum()
    size = int(planned.sum())
    stray = rng.choice(len(rest), p=rest, size=size)
    kept = rng.random(size) < _KEPT
    subjects[planned] = np.where(kept, evenly(rest, size, rng), stray)
    return subjects


def evenly(profile: FloatArray, n: int, rng: np.random.Generator) -> IntArray:
    """Return ``n`` topics in their order, each as often as the profile says, up to rounding."""
    place = (np.arange(n) + rng.random()) / n
    return np.asarray((place[:, None] > profile.cumsum()[:-1]).sum(axis=1))


def paragraph_shares(
    profile: FloatArray, subjects: IntArray, rng: np.random.Generator
) -> FloatArray:
    """Return the shares of paragraphs on these topics, paragraphs x k."""
    rest = rng.dirichlet(profile * 8, size=len(subjects))
    return np.asarray(_OWN * np.eye(len(profile))[subjects] + (1 - _OWN) * rest)


def _document(
    profile: FloatArray, units: int, design: Design, planned: bool, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return mass and tokens of a document's paragraphs."""
    sizes: list[int] = []
    while sum(sizes) < units:
        sizes.append(min(1 + int(rng.choice(4, p=_UNITS)), units - sum(sizes)))
    tokens = np.array([rng.integers(25, 71, size).sum() for size in sizes], dtype=float)
    if planned:
        subjects = _chapters(profile, len(sizes), design, rng)
    else:
        subjects = _subjects(profile, len(sizes), design.persistence, rng)
    shares = paragraph_shares(profile, subjects, rng)
    return shares * tokens[:, None], tokens


def _region(row: int, profile: FloatArray, design: Design, rng: np.random.Generator) -> RegionText:
    """Return one region's text."""
    units = design.units[row]
    mass, tokens, documents = [], [], []
    for number in range(design.documents):
        own = profile
        if design.concentration:
            own = rng.dirichlet(profile * design.concentration).clip(1e-9)
            own = own / own.sum()
        length = max(round(units / design.documents), 1)
        found = _document(own, length, design, row in design.planned, rng)
        mass.append(found[0])
        tokens.append(found[1])
        documents += [number] * len(found[1])
    nobody = np.empty((0, len(profile)))
    where = np.array(documents, dtype=np.intp)
    return RegionText(
        f"r{row:02}", np.concatenate(mass), np.concatenate(tokens), where, nobody, units
    )


def regions(profiles: FloatArray, design: Design, rng: np.random.Generator) -> list[RegionText]:
    """Return the texts of regions with these profiles."""
    return [_region(row, profile, design, rng) for row, profile in enumerate(profiles)]
