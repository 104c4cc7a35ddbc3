"""Score returned sheets: intrusion sheets with their key, or the coded sentences of a study."""

from pathlib import Path

import click
import pandas as pd

from policytopics.commands import options
from policytopics.commands.project import find

__all__ = ["command"]


@click.command()
@click.argument("words", nargs=-1, metavar="[STUDY] | KEY SHEET...")
@click.option("--out", type=click.Path(path_type=Path), help="Write the scores to this CSV file.")
def command(words: tuple[str, ...], out: Path | None) -> None:
    r"""Score the coded sentences of STUDY, or filled-in intrusion SHEETS with their KEY.

    Of a study: how far its instrument agrees with config/STUDY/domain_sheet.csv, and its shares
    freed of the instrument's bias, with intervals; written into domain_correction.csv beside it.

    Of a KEY and SHEETS, one file a reader: how often readers found what does not belong.

    \b
    policytopics score demo
    policytopics score results/demo/topics/sheets/sheet_key.csv anna.csv li.csv
    """
    key = words[:1] if words and Path(words[0]).is_file() else ()
    if key and len(words) == 1:
        raise click.UsageError(f"name the filled-in sheets after the key {words[0]}")
    found = _intrusion(words) if len(words) > 1 else _domains(next(iter(words), None))
    if out:
        from policytopics.files import atomic

        with atomic(out) as temporary:
            found.round(4).to_csv(temporary, index=False, lineterminator="\n")
        click.echo(f"written: {out}", err=True)


def _intrusion(words: tuple[str, ...]) -> pd.DataFrame:
    """Score and tell intrusion sheets, after their key."""
    from policytopics.commands.intrusion_scores import scores, told

    found = scores(words[0], list(words[1:]))
    click.echo(told(found))
    return found


def _domains(study: str | None) -> pd.DataFrame:
    """Score and tell the coded sentences of a study."""
    from policytopics.commands.domain_scores import score_domains, told_agreement, told_shares
    from policytopics.commands.domain_sheets import CORRECTION
    from policytopics.commands.workflow import open_workflow

    project = find()
    name = options.study_or_default(project, study)
    project.enter()
    flow = open_workflow({"study": name}, project)
    config = project.work / "config" / name
    parts = [str(part) for part in flow.study.regions.parts]
    sheet, agreement, shares = score_domains(config, Path(flow.results), parts)
    click.echo(told_agreement(sheet, agreement))
    click.echo(told_shares(sheet, shares))
    click.echo(f"written: {(config / CORRECTION).relative_to(project.work)}", err=True)
    return agreement
