"""How likely one character is after others: counts of characters in sequence, smoothed.

Each source of text (the corpus, the document itself, a dictionary of words) is a model of its own
after Witten and Bell; the models are mixed. It is small, made in a second, and enough to tell which
of some hundred characters that share a byte was meant.

References
----------
I. H. Witten, T. C. Bell (1991). The zero-frequency problem. IEEE Trans. Inform. Theory 37(4).
https://doi.org/10.1109/18.87000
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

__all__ = ["ORDER", "START", "Counts", "Language", "from_text", "from_words"]

# A character is judged by so many before it.
ORDER = 3
# Stands before each line.
START = "\n"
# A character never seen at all, among about so many.
_KINDS = 20_000


class Counts:
    """How often each run of up to `ORDER` + 1 characters occurs in one source.

    Parameters
    ----------
    runs : mapping of str to int
        Runs of every length from 1 to `ORDER` + 1.
    ends : mapping of str to int
        How often a run stands at the end of a word: what follows is told by shorter runs alone.
    """

    def __init__(self, runs: Mapping[str, int], ends: Mapping[str, int] | None = None) -> None:
        self.runs = runs
        after: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for run, number in runs.items():
            after[run[:-1]] += number
            kinds[run[:-1]] += 1
        # Of each context: the weight of what was seen after it, and the share left to shorter ones.
        self.contexts = {
            context: (number, kinds[context] + (ends or {}).get(context, 0))
            for context, number in after.items()
        }

    def _alone(self, character: str) -> float:
        """Return the probability of a character after nothing that was seen."""
        seen, unseen = self.contexts.get("", (0, 1))
        number = self.runs.get(character, 0)
        return (number + unseen / _KINDS) / (seen + unseen)

    def following(self, context: str) -> Callable[[str], float]:
        """Return the function that gives the probability of a character after ``context``."""
        levels: list[tuple[str, float, float]] = []
        for length in range(1, min(ORDER, len(context)) + 1):
            tail = context[len(context) - length :]
            if tail not in self.contexts:
                break
            seen, unseen = self.contexts[tail]
            levels.append((tail, 1 / (seen + unseen), unseen / (seen + unseen)))
        # What is left of a shorter run's probability where no longer one was seen.
        left = [math.prod(rest for *_, rest in levels[i:]) for i in range(len(levels))]
        steps = list(zip(levels, left, strict=True))
        runs = self.runs

        def probability(character: str) -> float:
            p = self._alone(character)
            for (tail, weight, rest), remaining in steps:
                number = runs.get(tail + character, 0)
                # Runs are counted with all their ends: a longer one was not seen either.
                if not number:
                    return p * remaining
                p = rest * p + number * weight
            return p

        return probability


def from_text(lines: Iterable[str]) -> Counts:
    """Return the counts of running text.

    Examples
    --------
    After 发 always 展 was seen, twice, with p from characters alone, where 展 is 2 of 9 and 5
    kinds were seen: p = (2 + 5 / 20000) / (9 + 5), and (2 + 1 p) / (2 + 1):

    >>> counts = from_text(["发展", "发展", "经济"])
    >>> round(counts.following("发")("展"), 3)
    0.714
    """
    runs: Counter[str] = Counter()
    for text in lines:
        line = START + text
        for length in range(1, ORDER + 2):
            runs.update(line[i : i + length] for i in range(len(line) - length + 1))
    return Counts(runs)


def from_words(words: Iterable[tuple[str, int]]) -> Counts:
    """Return the counts of words with their frequencies."""
    runs: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for word, number in words:
        size = len(word)
        for start in range(size):
            for stop in range(start + 1, min(size, start + ORDER + 1) + 1):
                runs[word[start:stop]] += number
        for start in range(max(0, size - ORDER), size):
            ends[word[start:]] += number
    return Counts(runs, ends)


class Language:
    """A mixture of sources.

    Parameters
    ----------
    sources : sequence of (weight, Counts)
        Weights need not add up to one.
    """

    def __init__(self, sources: Iterable[tuple[float, Counts]]) -> None:
        sources = [(weight, counts) for weight, counts in sources if counts.runs]
        total = sum(weight for weight, _ in sources)
        self._sources = [(weight / total, counts) for weight, counts in sources]
        self._cache: dict[str, Callable[[str], float]] = {}
        self._followers: dict[str, frozenset[str]] = {}
        self._known = {run for _, counts in sources for run in counts.runs if len(run) == 1}

    def knows(self, character: str) -> bool:
        """Return whether any source has the character."""
        return character in self._known

    def followers(self, character: str) -> frozenset[str]:
        """Return the characters that any source has after a character."""
        if not self._followers:
            found: dict[str, set[str]] = {}
            for _, counts in self._sources:
                for run in counts.runs:
                    if len(run) == 2:
                        found.setdefault(run[0], set()).add(run[1])
            self._followers = {one: frozenset(after) for one, after in found.items()}
        return self._followers.get(character, frozenset())

    def following(self, context: str) -> Callable[[str], float]:
        """Return the function that gives the log-probability of a character after ``context``."""
        if context not in self._cache:
            parts = [(weight, counts.following(context)) for weight, counts in self._sources]

            known: dict[str, float] = {}

            def log_probability(character: str) -> float:
                if character not in known:
                    p = sum(weight * of(character) for weight, of in parts)
                    known[character] = math.log(p or 1 / _KINDS)
                return known[character]

            self._cache[context] = log_probability
        return self._cache[context]
