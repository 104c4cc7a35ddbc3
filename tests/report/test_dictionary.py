import csv
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from policytopics.report.dictionary import dictionary_as_markdown, entries
from policytopics.tables import corpus, domains, regions, robustness, topics, words

ROOMS = (corpus, words, domains, topics, regions, robustness)


def test_every_column_of_every_table_has_its_entry() -> None:
    expected = [
        (room.__name__.rpartition(".")[2], table.name, column.name, column.name in table.key)
        for room in ROOMS
        for table in room.TABLES
        for column in table.columns
    ]
    assert [(one.room, one.table, one.column, one.key) for one in entries()] == expected
    assert all(one.meaning.endswith((".", "…")) or ":" in one.meaning for one in entries())


def test_known_entries() -> None:
    found = {(one.table, one.column): one for one in entries()}
    assert found["documents", "year"].values == "1949 to 2100; may be empty"
    assert found["documents", "kind"].values == "work_report, five_year_plan, other"
    assert found["units", "tokens"].type == "list of strings"


def test_markdown_cells_stay_in_their_cells() -> None:
    lines = dictionary_as_markdown(entries()).splitlines()
    assert "| **`unit_id`** | string | The unit. |  |" in lines
    assert all(line.count("|") - line.count("\\|") == 5 for line in lines if line.startswith("|"))
    assert "One row per document." in lines


def test_the_script_writes_both_forms(tmp_path: Path, scripts: Callable[[str], ModuleType]) -> None:
    markdown, table = tmp_path / "dictionary.md", tmp_path / "dictionary.csv"
    scripts("write_dictionary").main(str(markdown), str(table))
    assert markdown.read_text(encoding="utf-8") == dictionary_as_markdown(entries())
    with open(table, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(entries())
    assert rows[0] == {
        "room": "corpus", "table": "sources", "row": "document as read", "column": "document_id",
        "type": "string", "meaning": "Readable and unique: made from the file's name.",
        "values": "", "key": "yes",
    }  # fmt: skip
