"""Which stage writes which table, and where below a study's results it lies."""

from policytopics.tables import corpus, domains, regions, robustness, topics, words
from policytopics.tables.contract import Table

__all__ = ["ROOMS", "STAGE_OF", "TABLE_OF"]

ROOMS: dict[str, tuple[Table, ...]] = {
    "corpus": corpus.TABLES,
    "words": words.TABLES,
    "domains": domains.TABLES,
    "topics": topics.TABLES,
    "regions": regions.TABLES,
    "robustness": robustness.TABLES,
}
TABLE_OF = {table.name: table for tables in ROOMS.values() for table in tables}
STAGE_OF = {table.name: stage for stage, tables in ROOMS.items() for table in tables}
