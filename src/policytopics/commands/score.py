"""Score returned intrusion sheets: how often readers found what does not belong."""

from pathlib import Path

import click

__all__ = ["command"]


@click.command()
@click.argument("key")
@click.argument("sheets", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the scores to this CSV file.")
def command(key: str, sheets: tuple[str, ...], out: Path | None) -> None:
    r"""Score filled-in intrusion SHEETS, one file a reader, with their KEY.

    \b
    policytopics score results/demo/topics/sheets/sheet_key.csv anna.csv li.csv
    """
    from policytopics.commands.intrusion_scores import scores, told
    from policytopics.files import atomic

    found = scores(key, list(sheets))
    click.echo(told(found))
    if out:
        with atomic(out) as temporary:
            found.round(4).to_csv(temporary, index=False, lineterminator="\n")
        click.echo(f"written: {out}", err=True)
