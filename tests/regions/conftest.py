"""Made-up corpora for the room's tests: known shares, paragraphs of uneven length."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest


@dataclass
class Corpus:
    """Tables that grow by document; `frames` are what the room reads."""

    topics: int = 3
    units: list[dict[str, object]] = field(default_factory=list)
    shares: list[np.ndarray] = field(default_factory=list)
    documents: list[dict[str, object]] = field(default_factory=list)

    def add(
        self,
        region: str,
        shares: np.ndarray | list[list[float]],
        *,
        tokens: list[int] | int = 40,
        paragraphs: list[int] | None = None,
        part: str = "plan",
        year: int | None = 2023,
        **document: object,
    ) -> "Corpus":
        """Add units to the region's document of that year: one row of shares each."""
        name = "_".join([region, str(year), *document.get("kind", "").split()])
        if all(row["document_id"] != name for row in self.documents):
            self.documents.append(
                {
                    "document_id": name, "region_id": region, "year": year, "kind": "work_report",
                    "starts_mid_document": False, "ends_mid_document": False, **document,
                }
            )  # fmt: skip
        start = len(self.units)
        for number, row in enumerate(np.asarray(shares, dtype=float)):
            paragraph = paragraphs[number] if paragraphs else start + number
            self.shares.append(row)
            self.units.append(
                {
                    "unit_id": f"{name}:{paragraph}:{start + number}", "document_id": name,
                    "paragraph_id": f"{name}:{paragraph}", "order": start + number,
                    "region_id": region, "year": year,
                    "kind": document.get("kind", "work_report"), "part": part,
                    "text": "", "n_tokens": tokens if isinstance(tokens, int) else tokens[number],
                    "tokens": ["词"],
                }
            )  # fmt: skip
        return self

    @property
    def unit_frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.units).astype({"year": "Int64", "n_tokens": "Int64"})

    @property
    def share_frame(self) -> pd.DataFrame:
        return pd.DataFrame(
            [
                {"unit_id": unit["unit_id"], "category_id": f"t{topic + 1:02}", "share": share}
                for unit, row in zip(self.units, self.shares, strict=True)
                for topic, share in enumerate(row)
            ]
        )

    @property
    def document_frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.documents).astype({"year": "Int64"})

    def members(self, *shares: np.ndarray) -> dict[str, np.ndarray]:
        """Return the ensemble's arrays; each of ``shares`` is one member's units x topics."""
        return {
            "shares": np.stack(shares) if shares else np.empty((0, len(self.units), self.topics)),
            "unit_ids": np.array([unit["unit_id"] for unit in self.units]),
            "topic_ids": np.array([f"t{topic + 1:02}" for topic in range(self.topics)]),
        }


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


def _random_shares(
    rng: np.random.Generator, profile: np.ndarray, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return shares and tokens of ``n`` paragraphs: each mostly on one topic, lengths uneven."""
    subject = np.eye(len(profile))[rng.choice(len(profile), p=profile, size=n)]
    shares = 0.7 * subject + 0.3 * rng.dirichlet(profile * 8, size=n)
    return shares, rng.integers(25, 70, n) * np.minimum(rng.geometric(0.4, n), 8)


@pytest.fixture(scope="session")
def random_shares():
    """The generator of random paragraphs: its expected shares are the profile."""
    return _random_shares
