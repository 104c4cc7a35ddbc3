"""Code sentences by the codebook of policy domains."""

from pathlib import Path

import click

from policytopics.commands.project import installed_root

__all__ = ["command"]

_HEAD = ("line", "domain", "share", "second", "second_share", "terms")


@click.command()
@click.argument("file")
@click.option("--column", default="", help="The table's column of sentences; found if left out.")
@click.option("--codebook", help="Your own domains: domain_id, name_zh, name_en, seeds.")
@click.option("--replace", is_flag=True, help="Code by your own domains alone.")
@click.option("--coded", help="Sentences that you coded: text, domain_id, second if wanted.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this CSV file.")
def command(
    file: str,
    column: str,
    codebook: str | None,
    replace: bool,
    coded: str | None,
    output: Path | None,
) -> None:
    r"""Tell the policy domain of each sentence of FILE, as CSV.

    FILE is a text with one sentence a line, or a table (.csv, .xlsx, .dta, .parquet and the like)
    with a column of them. Written are the line (of a table: the row), the domain and its
    probability, the second domain and its probability, and the terms that decided.

    \b
    policytopics code sentences.txt
    policytopics code sentences.xlsx --column 句子 --output coded.csv
    policytopics code sentences.txt --codebook codebook.csv --coded coded.csv
    """
    from policytopics.commands.sentence_files import read_sentences
    from policytopics.domains.sentences import Own, code_sentences

    if replace and codebook is None:
        raise click.UsageError("--replace needs a --codebook")
    found = read_sentences(file, column)
    own = Own(codebook, coded, extend=not replace)
    table, notes = code_sentences(found.texts, installed_root() / "resources", own)
    if found.column:
        notes = [f"coded: the column {found.column}", *notes]
    for note in notes:
        click.echo(note, err=True)
    text = table.assign(line=found.lines)[list(_HEAD)].to_csv(index=False, lineterminator="\n")
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)
        click.echo(f"written: {output} ({len(table):,} sentences)", err=True)


def _write(output: Path, text: str) -> None:
    """Write a table that spreadsheets open as UTF-8."""
    from policytopics.files import write_text

    write_text(output, f"\ufeff{text}")
