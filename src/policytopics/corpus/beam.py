"""Ways to read a damaged line, followed side by side from left to right: a beam search [1]_.

Where bytes were lost, many characters may have stood. Readings are scored as they grow; of those
that will go on alike only the better is followed, and the hopeless are given up. By how much the
best one beats the others tells how sure it is.

References
----------
.. [1] B. Lowerre (1976). The HARPY Speech Recognition System. Carnegie Mellon University.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Beam", "Hypothesis", "best_of", "confidence", "rank"]


class Hypothesis(NamedTuple):
    """A way to read a line so far.

    Attributes
    ----------
    score : float
        Log-probability.
    text : str
        The characters read.
    context : str
        The last characters, by which the language model judges the next.
    pending : bytes
        Of a character that is not whole: its bytes so far, or what its first byte may be.
    margin : float
        By how much the nearest other reading that came to the same end was worse.
    open : str
        The brackets that wait for their second half.
    vanished : int
        How many pairs of bytes were filled in of which nothing is on display.
    split : bool
        Whether the pending character was split by a note: it may have lost its own by that.
    """

    score: float
    text: str
    context: str = ""
    pending: bytes = b""
    margin: float = math.inf
    open: str = ""
    vanished: int = 0
    split: bool = False


# What may follow readings at a place: where each then stands, and what it has read.
Steps = Callable[[Sequence[Hypothesis], int], Iterable[tuple[int, Hypothesis]]]


def rank(one: Hypothesis) -> tuple[float, str, bytes]:
    """Return the key by which readings are sorted, the likeliest first."""
    return -one.score, one.text, one.pending


def best_of(readings: Iterable[Hypothesis]) -> Hypothesis:
    """Return the likeliest reading, its margin no more than it beats the next by."""
    best, *others = sorted(readings, key=rank)
    gap = best.score - others[0].score if others else math.inf
    return best._replace(margin=min(best.margin, gap))


def confidence(margin: float, temperature: float) -> float:
    """Return how sure a reading is, in [0, 1], that beats the next by log-odds of ``margin``.

    Parameters
    ----------
    margin : float
        Log-odds, infinite where there is no other reading.
    temperature : float
        What they are divided by: the language model is overconfident.

    Examples
    --------
    >>> confidence(0.0, 3.0), confidence(3.0, 3.0) > 0.7
    (0.5, True)
    """
    return 1 / (1 + math.exp(-min(margin, 60.0) / temperature))


@dataclass(frozen=True)
class Beam:
    """How many readings are followed.

    Attributes
    ----------
    hopeless : float
        Readings this much worse than the best at the same place are given up ...
    most : int
        ... and those beyond this number.
    keeps_whole : bool
        Whether the best one in which all characters are whole is kept whatever it scores: the
        others may come to nothing.
    """

    hopeless: float
    most: int
    keeps_whole: bool = False

    def kept(self, readings: Iterable[Hypothesis]) -> list[Hypothesis]:
        """Return the readings worth following, the best first."""
        ranked = sorted(readings, key=rank)
        kept = [one for one in ranked[: self.most] if one.score > ranked[0].score - self.hopeless]
        if self.keeps_whole and all(one.pending for one in kept):
            kept += [one for one in ranked if not one.pending][:1]
        return kept

    def follow(
        self,
        first: Hypothesis,
        start: int,
        end: int,
        steps: Steps,
        *,
        worth: Callable[[Hypothesis, int], float] = lambda one, place: one.score,
        may_stop: Callable[[int], bool] = lambda place: True,
    ) -> tuple[int, list[Hypothesis]]:
        """Return where one whole reading alone is left, or the end, and the readings there.

        Parameters
        ----------
        first : Hypothesis
            What is read at ``start``.
        start, end : int
            Places in the line: where the search begins, and where it ends at the latest.
        steps : callable
            What may follow readings at a place.
        worth : callable
            The score by which two readings that go on alike from a place are compared.
        may_stop : callable
            Whether the search may end at a place before the end.

        Returns
        -------
        place : int
        readings : list of Hypothesis
            The best first; none if no way leads on: then the place is the next.
        """
        waiting = {start: {(first.context, first.pending): first}}
        while waiting:
            here = min(waiting)
            readings = self.kept(waiting.pop(here).values())
            alone = len(readings) == 1 and not readings[0].pending and not waiting
            if here > start and (here >= end or (alone and may_stop(here))):
                return here, readings
            for place, new in steps(readings, here):
                alike = waiting.setdefault(place, {})
                key = new.context, new.pending
                old = alike.get(key)
                alike[key] = new if old is None else _better(old, new, place, worth)
        return start + 1, []


def _better(
    old: Hypothesis, new: Hypothesis, place: int, worth: Callable[[Hypothesis, int], float]
) -> Hypothesis:
    """Return the better of two readings that go on alike, with what it beats the other by."""
    scored = [(worth(one, place), one) for one in (old, new)]
    (most, best), (less, other) = sorted(scored, key=lambda pair: (-pair[0], pair[1].text))
    if best.text == other.text:
        return best
    return best._replace(margin=min(best.margin, most - less))
