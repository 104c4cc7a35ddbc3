r"""Make the reference of drafting from a folder of reports: the tables beside this file.

    python -m resources.reference.build --corpus panel --gold domains.tsv --cache folder \
        --measured province=results.csv prefecture=results.csv

``--corpus``: a folder with ``index.tsv`` (file, region, level, year). Only numbers are written.
With ``--gold`` each region is coded by an instrument that learnt on other regions. ``--measured``:
results of `benchmarks.replication` for levels, from which ``false_share.csv`` is made.
"""

import argparse
from pathlib import Path

import pandas as pd

from benchmarks.replication.coding import coded_plans, region_fold
from benchmarks.replication.panel import Panel, panel_of
from benchmarks.replication.texts import read_plans, reports
from policytopics.regions.drafting import LearntDrafting, learn_drafting
from policytopics.regions.of_government import Sample

HERE = Path(__file__).parent
SINCE = 2003
KIND = "work_report"
# As the index names levels, and as the tables of a study do.
LEVELS = {"province": "province", "city": "prefecture"}
# Levels with too few governments in the panel, and the level their noise is taken from.
BORROWED = {"county": "prefecture"}
FOLDS = 3


def main() -> None:
    """Read, code, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="coded sentences; without: the default coder")
    parser.add_argument("--cache", type=Path, required=True, help="folder for plans and codes")
    parser.add_argument("--without", type=Path, help="file of regions to leave out")
    parser.add_argument("--measured", nargs="*", default=[], metavar="LEVEL=FILE")
    parser.add_argument("--to", type=Path, default=HERE)
    given = parser.parse_args()
    plans = read_plans(given.corpus, given.cache)
    index = pd.read_csv(given.corpus / "index.tsv", sep="\t", keep_default_na=False)
    folds = region_fold(index.set_index("file")["region"], FOLDS)
    coded = coded_plans(plans, folds, given.corpus, given.gold, given.cache, print)
    table = reports(given.corpus, given.cache)
    table = table[table["year"] >= SINCE]
    if given.without:
        table = table[~table["region"].isin(given.without.read_text().split())]
    panels = {LEVELS[each]: panel_of(table, coded, folds, each) for each in LEVELS}
    learnt = {level: learn_drafting(_whole(panel)) for level, panel in panels.items()}
    categories = panels["province"].categories
    levels = [_level(level, found, "") for level, found in learnt.items()]
    rows = [row for level in learnt for row in _rows(level, learnt[level], panels, categories)]
    for level, source in BORROWED.items():
        levels.append(_level(level, learnt[source], source))
        rows += [{**row, "level": level} for row in rows if row["level"] == source]
    _write(pd.DataFrame(levels), given.to / "levels.csv")
    _write(pd.DataFrame(rows), given.to / "drafting.csv")
    measured = [_measured(*each.split("=", 1)) for each in given.measured]
    if measured:
        _write(pd.concat(measured), given.to / "false_share.csv")


def _whole(panel: Panel) -> Sample:
    return Sample(panel.share, panel.region, panel.year, panel.letters)


def _level(level: str, found: LearntDrafting, source: str) -> dict[str, object]:
    """Return the row of a level."""
    drafting = found.drafting
    return {
        "level": level,
        "kind": KIND,
        "df": round(drafting.df),
        "letters": round(drafting.letters),
        "by_length": round(drafting.by_length, 3),
        "years": round(drafting.years, 3),
        "lag": round(found.lag, 3),
        "regions": found.regions,
        "texts": found.texts,
        "learnt_from": source,
    }


def _rows(
    level: str, found: LearntDrafting, panels: dict[str, Panel], categories: tuple[str, ...]
) -> list[dict[str, object]]:
    """Return the variances of a level's categories, and the curve they were moderated by."""
    share = panels[level].share.mean(axis=0)
    head = {"level": level, "kind": KIND}
    own = [
        {
            **head,
            "scheme": "domains",
            "category_id": category,
            "share": round(float(share[at]), 5),
            "variance": float(f"{found.drafting.variance[at]:.4g}"),
            "lasting": float(f"{found.drafting.lasting[at]:.4g}"),
        }
        for at, category in enumerate(categories)
    ]
    curve = [
        {
            **head,
            "scheme": "",
            "category_id": "",
            "share": round(float(share[at]), 5),
            "variance": float(f"{found.prior.variance[at]:.4g}"),
        }
        for at in share.argsort(kind="stable")
    ]
    return own + curve


def _measured(level: str, path: str) -> pd.DataFrame:
    """Return the false shares of a level: what is as strong among equal governments."""
    results = pd.read_csv(path)
    own = results[results["rule"] == "policytopics"]
    names = {"": "false_share", "_low": "low", "_high": "high"}
    shares = {name: own[f"false_at_threshold{end}"].round(3) for end, name in names.items()}
    head = own[["years", "claims_per_region", "same_sign"]].round(3)
    return head.assign(level=level, **shares)[
        ["level", "years", "claims_per_region", "same_sign", *shares]
    ]


def _write(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
