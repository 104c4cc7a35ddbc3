"""Free a folder of results that a killed run left locked."""

from pathlib import Path

import click
import psutil

from policytopics.commands.project import Project, find

__all__ = ["command", "locks", "running"]


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Remove the locks that a killed run left behind.

    Refused while a run of this folder is alive.
    """
    project = find()
    if alive := running(project):
        click.echo(f"a run is alive (process {alive[0]}): wait for it or end it", err=True)
        ctx.exit(2)
    left = locks(project)
    for path in left:
        path.unlink(missing_ok=True)
    click.echo(f"{len(left)} locks removed" if left else "nothing is locked")


def locks(project: Project) -> list[Path]:
    """Return Snakemake's lock files of the work folder, sorted."""
    return sorted((project.work / ".snakemake" / "locks").glob("*.lock"))


def running(project: Project) -> list[int]:
    """Return the ids of the Snakemake processes that work in the project's folder."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "cwd"]):
        words = process.info["cmdline"] or []
        if "snakemake" in words and process.info["cwd"] == str(project.work):
            found.append(int(process.info["pid"]))
    return sorted(found)
