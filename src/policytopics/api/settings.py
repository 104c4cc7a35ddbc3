"""Settings that callers give, and files that come with the program."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from policytopics.commands.project import installed_root
from policytopics.problems import ProblemsError
from policytopics.study.load import Study, check_study

__all__ = ["path_text", "resource", "study_with"]


# What `check_study` calls the place of a value that stands in no file.
_CONFIGURATION = re.compile(r"^--config")


def study_with(function: str, section: str, settings: Mapping[str, Any]) -> Study:
    """Return the default study with other values in one section; problems name the function."""
    try:
        return check_study({section: dict(settings)}, function, {})
    except ProblemsError as error:
        where = f"policytopics.{function}"
        told = [replace(one, where=_CONFIGURATION.sub(where, one.where)) for one in error.problems]
        raise ProblemsError(told) from None


def resource(file: str) -> str:
    """Return the path of a file of ``resources/``, in a checkout or installed."""
    return str(installed_root() / "resources" / file)


def path_text(file: str | Path | None) -> str | None:
    """Return a path as text; None stays None."""
    return None if file is None else str(file)
