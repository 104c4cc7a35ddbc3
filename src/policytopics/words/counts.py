"""How often, where and how evenly each term occurs.

Words of the genre are everywhere: in neighbouring units no more often than chance would have it,
and in the company of terms of all policy domains alike. Words with a subject come in clumps, where
their subject is spoken of, and among its terms.
"""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csc_array, csr_array

from policytopics.words.token_arrays import TokenNumbers, Tokens, UnitPart

__all__ = ["count_terms"]

_TO_JUDGE = 20  # units: the company of fewer tells little
_COUNTS = ("frequency", "n_units", "before", "together", "expected")


def count_terms(
    parts: Iterable[UnitPart], domains: Mapping[str, str], followers: Collection[str] = ()
) -> tuple[pd.DataFrame, int]:
    """Return how often, where and how evenly each term occurs.

    Parameters
    ----------
    parts : iterable of UnitPart
        Table ``units`` in parts, no document in two of them; ordered within a document. One is held
        in memory at a time.
    domains : mapping
        Term → policy domain, of the terms that tell one.
    followers : collection of str
        Words for a spot or an organisation, which stand right behind its name.

    Returns
    -------
    terms : DataFrame
        ``term`` (sorted), ``frequency``, ``n_units``, ``n_regions``; ``unit_share``, the share of a
        region's units that hold the term, reached in more than half of all regions: so one region's
        priority is not common, however often it stands there; ``before_spot``, the share of
        occurrences right before a word for a spot in the same unit; ``expected`` and ``clumping``,
        and ``divergence``, as below; missing where a term stands in too few units to
        judge, or near no term of a domain.
    n_regions : int
        Regions that have a unit.

    Notes
    -----
    A term in ``k`` of a document's ``n`` units stands in two neighbouring ones ``k (k - 1) / n``
    times on average if its units are drawn at random. Clumping is ``(1 + observed) / (1 +
    expected)``, both summed over documents; the ones keep rare terms near 1.

    A term's company are the terms that tell a policy domain, in all units that hold it, itself left
    out. Divergence is how far the ``D`` domains' shares ``p`` in a company of ``n`` terms are from
    those in all units, ``q``: ``sum(p log(p / q)) - (D - 1) / (2 n)``, in nats; the last is what
    chance alone would give [1]_.

    References
    ----------
    .. [1] G. Miller (1955). Note on the Bias of Information Estimates. Information Theory in
       Psychology, Problems and Methods.
    """
    counts = _Counts(domains, followers)
    for part in parts:
        counts.add(part)
    return counts.table(), len(counts.regions)


class _Counts:
    """Counts of all parts so far, by term in the order in which the terms were met."""

    def __init__(self, domains: Mapping[str, str], followers: Collection[str]) -> None:
        self._followers = frozenset(followers)
        told = {name: at for at, name in enumerate(sorted(set(domains.values())))}
        self._domain = {term: told[name] for term, name in domains.items()}
        self.terms, self.regions = _Numbers(), _Numbers()
        self._numbers = np.zeros((0, len(_COUNTS)))
        self._held = csr_array((0, 0), dtype=int)  # units by term and region
        self._units = np.zeros(0)  # units by region
        self._company = np.zeros((0, len(told)))  # other terms of each domain in a term's units
        self._domains = np.zeros(len(told))  # terms of each domain in all units

    def add(self, part: UnitPart) -> None:
        """Add the counts of another part."""
        rows, tokens = part
        of_word, held = _count_words(tokens, pd.factorize(rows["document_id"])[0], self._followers)
        term = self.terms.of(tokens.words)
        self._numbers = _longer(self._numbers, len(self.terms))
        self._numbers[term] += of_word
        company, domains = _company(tokens, held, self._domain, len(self._domains))
        self._company = _longer(self._company, len(self.terms))
        self._company[term] += company
        self._domains += domains
        code, names = pd.factorize(rows["region_id"])
        self._add_regions(held, term, self.regions.of(names)[code])

    def _add_regions(self, held: csc_array, term: TokenNumbers, region: TokenNumbers) -> None:
        """Count in how many units of each region a term stands."""
        shape = (len(self.terms), len(self.regions))
        self._units = _longer(self._units, shape[1]) + np.bincount(region, minlength=shape[1])
        place = np.repeat(term, np.diff(held.indptr)), region[held.indices]
        new = coo_array((np.ones(len(held.indices), dtype=int), place), shape)
        self._held.resize(shape)
        self._held = self._held + new.tocsr()

    def table(self) -> pd.DataFrame:
        """Return the table of `count_terms`: a row for each term, sorted by term."""
        words = [*self.terms]
        # Words that were joined to others wherever they stood are left out.
        there = np.flatnonzero(self._numbers[:, 0]).tolist()
        order = np.array(sorted(there, key=words.__getitem__), dtype=int)
        held = self._held[order]
        numbers = dict(zip(_COUNTS, self._numbers[order].T, strict=True))
        divergence = np.full(len(order), np.nan)
        judged = np.flatnonzero(numbers["n_units"] >= _TO_JUDGE)
        company = self._company[order[judged]]
        divergence[judged] = _divergence(company, self._domains)
        return pd.DataFrame(
            {
                # As objects: to keep words as text of another kind takes longer than to count them.
                "term": pd.Series(np.array(words, dtype=object)[order], dtype=object),
                "frequency": numbers["frequency"].astype(int),
                "n_units": numbers["n_units"].astype(int),
                "n_regions": np.diff(held.indptr),
                "unit_share": _share_in_most(held, self._units),
                "before_spot": numbers["before"] / numbers["frequency"],
                "expected": numbers["expected"],
                "clumping": (1 + numbers["together"]) / (1 + numbers["expected"]),
                "divergence": divergence,
            }
        )


class _Numbers(dict[str, int]):
    """The number of each word, in the order in which the words are met."""

    def of(self, words: Iterable[str]) -> TokenNumbers:
        """Return the numbers of words; new words get the next ones."""
        add = self.setdefault
        return np.array([add(word, len(self)) for word in words], dtype=int)


def _longer(counts: np.ndarray, length: int) -> np.ndarray:
    """Return the counts with zeros behind them."""
    more = np.zeros((length, *counts.shape[1:]))
    more[: len(counts)] = counts
    return more


def _company(
    tokens: Tokens, held: csc_array, domain: Mapping[str, int], n_domains: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each word how many other terms of each domain stand in its units; all of them."""
    told = [(at, domain[word]) for at, word in enumerate(tokens.words) if word in domain]
    words, tells = np.array(told, dtype=int).reshape(-1, 2).T
    number = held.astype(float)
    shape = (len(tokens.words), n_domains)
    in_unit = (number @ csr_array((np.ones(len(told)), (words, tells)), shape)).toarray()
    company = number.T @ in_unit
    company[words, tells] -= np.diff(held.indptr)[words]  # itself
    return company, in_unit.sum(axis=0)


def _divergence(company: np.ndarray, domains: np.ndarray) -> np.ndarray:
    """Return how far the shares of domains in each company are from those in all units, in nats."""
    size = company.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, base = company / size[:, None], domains / domains.sum()
        apart = np.where(share > 0, share * np.log(share / base), 0).sum(axis=1)
        divergence = np.maximum(0, apart - (len(domains) - 1) / (2 * size))
    return np.where(size > 0, divergence, np.nan)


def _share_in_most(held: csr_array, units: np.ndarray) -> np.ndarray:
    """Return the share of units that a term reaches in more than half of the regions."""
    most = held.shape[1] // 2 + 1
    share = np.zeros(held.shape[0])
    wide = np.flatnonzero(np.diff(held.indptr) >= most)  # in all others it is 0 in most
    if len(wide):
        share[wide] = np.sort(held[wide].toarray() / units, axis=1)[:, -most]
    return share


def _count_words(
    tokens: Tokens, document: TokenNumbers, followers: frozenset[str]
) -> tuple[np.ndarray, csc_array]:
    """Return for each word its `_COUNTS`, and which units hold it."""
    words, codes, bounds = tokens
    number, size = len(words), len(bounds) - 1
    held = csc_array((np.ones(len(codes), dtype=bool), (tokens.units(), codes)), (size, number))
    held.sum_duplicates()
    together, expected = _neighbours(held, document)
    frequency = np.bincount(codes, minlength=number)
    of_word = [frequency, np.diff(held.indptr), _before_spot(tokens, followers), together, expected]
    return np.column_stack(of_word).astype(float), held


def _before_spot(tokens: Tokens, followers: frozenset[str]) -> TokenNumbers:
    """Return for each word how often a word for a spot stands right behind it in its unit."""
    words, codes, bounds = tokens
    spots = np.fromiter(map(followers.__contains__, words), dtype=bool, count=len(words))
    behind = spots[codes]
    behind[bounds[:-1][np.diff(bounds) > 0]] = False  # a unit's first has none before it
    return np.bincount(codes[np.flatnonzero(behind[1:])], minlength=len(words))


def _neighbours(held: csc_array, document: TokenNumbers) -> tuple[np.ndarray, np.ndarray]:
    """Return for each word how many pairs of neighbouring units hold it, and how many would."""
    n_terms, size = held.shape[1], np.bincount(document)
    where = held.indices  # of each term in turn the units that hold it, in order
    term = np.repeat(np.arange(n_terms), np.diff(held.indptr))
    run = term * len(size) + document[where]  # of one term in one document
    near = (np.diff(where) == 1) & (np.diff(run) == 0)
    first = np.flatnonzero(np.diff(run, prepend=-1))
    length = np.diff(np.append(first, len(run)))
    by_chance = length * (length - 1) / size[document[where[first]]]
    together = np.bincount(term[1:][near], minlength=n_terms)
    return together, np.bincount(term[first], by_chance, minlength=n_terms)
