"""Old Word files (.doc), through a program that reads them, where one is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from policytopics.corpus.decode import decode
from policytopics.corpus.text import text_lines
from policytopics.corpus.unreadable import Reading, UnreadableError
from policytopics.corpus.word import docx_reading

__all__ = ["converted_reading"]

# Of waiting for the program; LibreOffice takes ten on its first start.
_MOST_SECONDS = 180

_OFFICE = ("soffice", "libreoffice")
_FIX = (
    "install LibreOffice (Debian, Ubuntu: apt-get install libreoffice-writer; conda users: "
    "https://www.libreoffice.org) and run again, or save it as .docx"
)
_NAMES = {"doc": "an old Word file (.doc)", "odt": "an OpenDocument text (.odt)"}


def converted_reading(data: bytes, format_: str) -> Reading:
    """Return the lines of an old Word file or an OpenDocument text.

    LibreOffice is asked first, then antiword and catdoc, which read .doc alone.

    Raises
    ------
    UnreadableError
        If none of them is installed, or none can read the file.
    """
    commands = [name for name in (*_OFFICE, "antiword", "catdoc") if shutil.which(name)]
    if format_ != "doc":
        commands = [name for name in commands if name in _OFFICE]
    if not commands:
        tools = "LibreOffice, antiword or catdoc" if format_ == "doc" else "LibreOffice"
        raise UnreadableError(f"{_NAMES[format_]}: read by {tools}, none of them installed", _FIX)
    with tempfile.TemporaryDirectory(prefix="policytopics-") as folder:
        path = Path(folder, f"document.{format_}")
        path.write_bytes(data)
        for command in commands:
            reading = _by_office(command, path) if command in _OFFICE else _by(command, path)
            if reading and any(line.strip() for line in reading.lines):
                return reading
    raise UnreadableError(
        f"{_NAMES[format_]} that {', '.join(commands)} cannot read", "save it as .docx or .txt"
    )


def _run(command: list[str], folder: Path) -> bytes:
    """Return what a program prints; nothing if it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_MOST_SECONDS,
            check=True,
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


def _by_office(command: str, path: Path) -> Reading | None:
    """Return what LibreOffice makes of a file, under a profile of its own."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    convert = ["--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", path.name]
    _run([command, profile, *convert], path.parent)
    converted = path.with_suffix(".docx")
    if not converted.is_file():
        return None
    found = docx_reading(converted.read_bytes())
    return Reading("doc", found.lines, "", [*found.warnings, "read through LibreOffice"])


def _by(command: str, path: Path) -> Reading | None:
    """Return what antiword or catdoc makes of a file."""
    options = {"antiword": ["-m", "UTF-8.txt", "-w", "0"], "catdoc": ["-d", "utf-8", "-w"]}
    decoded = decode(_run([command, *options[command], path.name], path.parent))
    if decoded is None:
        return None
    return Reading("doc", text_lines(decoded.text), "", [f"read through {command}"])
