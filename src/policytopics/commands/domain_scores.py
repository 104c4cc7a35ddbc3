"""Score a coded sheet of sentences: agreement, and what is to be added to the study's shares."""

from pathlib import Path

import pandas as pd

from policytopics.commands.domain_sheets import CORRECTION, KEY, SHEET
from policytopics.domains.agreement import agreement_by_domain, confused
from policytopics.domains.correct import LEAST_OWN, correct_shares, corrections
from policytopics.domains.sheet import CodedSheet, read_coded_sheet, read_sheet_key
from policytopics.files import read, write_sheet
from policytopics.problems import Problem, ProblemsError

__all__ = ["score_domains", "told_agreement", "told_shares"]

_MOST = 5  # lines of a list
_DECIMALS = 6


def score_domains(
    config: Path, results: Path, parts: list[str]
) -> tuple[CodedSheet, pd.DataFrame, pd.DataFrame]:
    """Score a study's sheet and write ``domain_correction.csv`` beside it.

    Parameters
    ----------
    config : Path
        The study's folder below ``config/``.
    results : Path
        Its results.
    parts : list of str
        Parts of reports whose text is measured.

    Returns
    -------
    sheet : CodedSheet
    agreement : DataFrame
        From `agreement_by_domain`.
    shares : DataFrame
        From `correct_shares`.

    Raises
    ------
    ProblemsError
        With what is wrong with the sheet or its key, or if there is none.
    """
    path = config / SHEET
    if not path.is_file():
        fix = f"draw one: policytopics sheets domains {config.name}"
        raise ProblemsError([Problem(str(path), "there is no sheet of this study", fix)])
    sheet = read_coded_sheet(path, read_sheet_key(config / KEY))
    shares = correct_shares(_shares(results, parts), corrections(sheet))
    write_sheet(shares.round(_DECIMALS), config / CORRECTION)
    return sheet, agreement_by_domain(sheet), shares


def _shares(results: Path, parts: list[str]) -> pd.DataFrame:
    """Return the study's shares of domains: of all text measured together, then of each region."""
    units = read(results / "words" / "units.parquet", ["unit_id", "region_id", "part", "n_tokens"])
    units = units[units["part"].isin(parts)]
    shares = read(results / "domains" / "unit_domains.parquet", ["unit_id", "domain_id", "share"])
    rows = shares.merge(units, on="unit_id")
    rows["mass"] = rows["share"] * rows["n_tokens"]
    every = pd.concat([rows.assign(region_id=""), rows])
    keys = ["region_id", "domain_id"]
    mass = every.groupby(keys, as_index=False, sort=True)["mass"].sum()
    total = mass.groupby("region_id")["mass"].transform("sum")
    found: pd.DataFrame = mass.assign(share=mass["mass"] / total)[[*keys, "share"]]
    return found


def told_agreement(sheet: CodedSheet, agreement: pd.DataFrame) -> str:
    """Return agreement as lines for people."""
    every, *each = agreement.to_dict("records")
    lines = [
        f"{every['n']} of {sheet.number} sentences coded",
        f"same first domain {every['agreement']:.0%} (95 % interval {every['low']:.0%} to "
        f"{every['high']:.0%}), first or second {every['either']:.0%}; "
        f"kappa {every['kappa']:.2f} ({every['kappa_low']:.2f} to {every['kappa_high']:.2f})",
    ]
    met = sorted((row["agreement"], row["domain_id"], row["n"]) for row in each if row["n"])
    least = [f"{domain} {agreed:.0%} of {number}" for agreed, domain, number in met[:_MOST]]
    lines.append(f"agreed least: {', '.join(least)}")
    pairs = confused(sheet).head(_MOST).to_dict("records")
    if pairs:
        told = [f"{row['domain_id']} taken for {row['measured_as']} ({row['n']})" for row in pairs]
        lines.append(f"confused most: {', '.join(told)}")
    return "\n".join(lines)


def told_shares(sheet: CodedSheet, shares: pd.DataFrame) -> str:
    """Return the corrected shares of all text as lines for people, and what regions rest on."""
    lines = ["shares of all text, in percent: measured, corrected (95 % interval)"]
    whole = shares[shares["region_id"] == ""].sort_values("corrected", ascending=False)
    for row in whole.to_dict("records"):
        numbers = (row["share"], row["corrected"], row["corrected_low"], row["corrected_high"])
        measured, corrected, low, high = (100 * float(number) for number in numbers)
        told = f"{measured:5.1f}{corrected:z7.1f} ({low:.1f} to {high:.1f})"
        lines.append(f"  {row['domain_id']:<22}{told}")
    regions = shares[shares["region_id"] != ""].drop_duplicates("region_id")
    own, others = (regions.loc[regions["own"] == each, "region_id"] for each in (True, False))
    if len(own):
        lines.append(f"corrected by their own sentences: {', '.join(own)}")
    if len(others):
        lines.append(
            f"corrected by all {len(sheet.rows)} sentences, ASSUMING that the instrument errs "
            f"alike in all regions: {', '.join(others)} (fewer than {LEAST_OWN} sentences of each "
            "were coded)"
        )
    return "\n".join(lines)
