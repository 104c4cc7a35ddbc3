"""The page of the house: every room and rule is on it, and no arrow leads back."""

from pathlib import Path

from policytopics.commands.architecture import page, rooms

HOUSE = rooms(Path())
ORDER = [room.name for room in HOUSE]


def test_every_rule_and_module_is_on_the_page() -> None:
    text = page(Path())
    assert all(f"| `{rule.name}` | " in text for room in HOUSE for rule in room.rules)
    assert all(f"| `{name}` | " in text for room in HOUSE for name, _ in room.modules)


def test_no_rule_reads_a_later_room() -> None:
    for room in HOUSE:
        for rule in room.rules:
            for owner, table in rule.reads:
                assert ORDER.index(owner) <= ORDER.index(room.name), (rule.name, owner, table)


def test_every_table_read_is_written_by_a_rule_of_its_room() -> None:
    written = {one for room in HOUSE for rule in room.rules for one in rule.writes}
    read = {one for room in HOUSE for rule in room.rules for one in rule.reads}
    assert read <= written


def test_every_module_says_what_it_is_for() -> None:
    assert all(purpose for room in HOUSE for _, purpose in room.modules)
