"""A scheme is a row of one list; its tables speak of ``category_id`` once they are read."""

import pandas as pd

from policytopics.domains.code import NONE
from policytopics.study.load import STAGES
from policytopics.study.regions import RegionsSettings
from policytopics.tables.rooms import ROOMS, STAGE_OF, TABLE_OF
from policytopics.tables.schemes import SCHEMES, UNRANKED, by_category


def test_every_scheme_has_its_tables_where_they_are_written() -> None:
    choices = RegionsSettings.model_json_schema()["properties"]["scheme"]["enum"]
    assert choices == list(SCHEMES)
    assert UNRANKED == NONE
    for scheme in SCHEMES.values():
        assert scheme.stage in STAGES
        for table in (scheme.shares, scheme.categories):
            assert STAGE_OF[table.name] == scheme.stage
            assert scheme.category in table.key
        assert {"unit_id", "share"} <= set(scheme.shares.names)
        assert {"name_zh", "name_en"} <= set(scheme.categories.names)


def test_a_schemes_own_id_becomes_category_id() -> None:
    for scheme in SCHEMES.values():
        shares = by_category(pd.DataFrame(columns=scheme.shares.names))
        assert list(shares.columns)[:3] == ["unit_id", "category_id", "share"]
        assert set(shares.columns[3:]) <= {"error"}


def test_a_table_has_one_name_and_one_place() -> None:
    assert len(TABLE_OF) == sum(map(len, ROOMS.values()))
    for table in TABLE_OF.values():
        assert "topic_id" not in table.names or STAGE_OF[table.name] == "topics"
        assert not table.by_scheme or STAGE_OF[table.name] in {"regions", "robustness"}
