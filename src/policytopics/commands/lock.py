"""Pin again all packages that ``pyproject.toml`` asks for, with the hash of every file.

    python -m policytopics.commands.lock [PACKAGE | all]

- ``requirements.lock``: what running needs
- ``requirements-build.lock``: what builds a package that is published as source only
- ``requirements-dev.lock``: what the tests need besides

Versions stay as they are where they may; ``PACKAGE`` is brought up to date, or ``all``. Each lock
is made under the constraint of those before it, so that one environment holds all three. uv makes
them, fetched for the occasion where there is none; nothing else of the environment is needed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

__all__ = ["LOCKS", "command", "plain_extras"]

# Lock → where uv finds what to pin; in the order in which they bind each other.
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-build.lock": ["--group", "pyproject.toml:build"],
    "requirements-dev.lock": ["--group", "pyproject.toml:dev"],
}
_OPTIONS = ("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-strip-extras", "--no-header")  # fmt: skip


def plain_extras(lock: str) -> str:
    """Return a lock's text with the names of extras as packages ask for them.

    uv writes ``html-clean`` where packages ask for ``html_clean``, and pip before 23.3 takes these
    for two things: it then finds the second one without a hash.

    Examples
    --------
    >>> plain_extras("lxml[html-clean]==6.1.3")
    'lxml[html_clean]==6.1.3'
    """
    extras = re.compile(r"^([A-Za-z0-9_.-]+)\[([^]]+)\](?===)", re.MULTILINE)
    return extras.sub(lambda found: f"{found[1]}[{found[2].replace('-', '_')}]", lock)


def command(uv: str, lock: str, upgrade: str = "") -> list[str]:
    """Return the command that makes a lock in a folder that holds those it must agree with."""
    before = list(LOCKS)[: list(LOCKS).index(lock)]
    bound = [word for name in before for word in ("--constraint", name)]
    newer = {"": [], "all": ["--upgrade"]}.get(upgrade, ["--upgrade-package", upgrade])
    return [uv, "pip", "compile", *_OPTIONS, *bound, *newer, *LOCKS[lock], "--output-file", lock]


def _uv(folder: Path) -> str:
    """Return uv of the machine, or one fetched into ``folder``."""
    found = shutil.which("uv")
    if found:
        return found
    venv.create(folder, with_pip=True)
    place = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([place / "python", "-m", "pip", "install", "-q", "uv"], check=True)
    return str(place / "uv")


def main(upgrade: str = "") -> int:
    """Make all locks beside, then put them in place; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy("pyproject.toml", folder)
        before = "".join(lock.read_text("utf-8") for lock in map(Path, LOCKS) if lock.exists())
        for lock in LOCKS:  # uv keeps these versions, also of what moves from one to another
            (folder / lock).write_text(before, encoding="utf-8")
        try:
            uv = _uv(folder / "uv")
            for lock in LOCKS:
                subprocess.run(command(uv, lock, upgrade), cwd=folder, check=True)
        except (OSError, subprocess.CalledProcessError):
            print("no lock was changed; what is said above must be mended", file=sys.stderr)
            return 1
        for lock in LOCKS:
            text = plain_extras((folder / lock).read_text(encoding="utf-8"))
            Path(lock).write_text(text, encoding="utf-8", newline="\n")
            print(lock)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
