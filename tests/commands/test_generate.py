"""What is generated stands in step with its source."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from policytopics.commands.check import locked
from policytopics.commands.generate import generated
from policytopics.commands.lock import LOCKS
from policytopics.study.load import SECTIONS

FILES = generated()


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_generated_file_is_in_step(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], f"{path} is stale: run make docs"


def test_every_key_is_documented() -> None:
    text = Path("config/README.md").read_text(encoding="utf-8")
    for section in SECTIONS.values():
        for key, field in section.model_fields.items():
            assert field.description
            assert f"| `{key}` |" in text
            assert field.description in text


def test_the_environment_installs_exactly_the_lock() -> None:
    environment = yaml.safe_load(Path("environment.yml").read_text(encoding="utf-8"))
    pins = environment["dependencies"][-1]["pip"]
    lock = Path("requirements.lock").read_text(encoding="utf-8")
    assert locked("\n".join(pins)) == locked(lock)
    assert len(pins) > 60


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    lock = Path(name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_covers_what_the_project_asks_for(name: str) -> None:
    content = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": content["project"]["dependencies"],
        "requirements-build.lock": content["dependency-groups"]["build"],
        "requirements-dev.lock": content["dependency-groups"]["dev"],
    }[name]
    names = {re.split(r"[<>=\[ ]", each)[0].lower() for each in asked}
    assert names <= set(locked(Path(name).read_text(encoding="utf-8")))


def test_the_locks_agree_so_that_one_environment_holds_all() -> None:
    locks = [locked(Path(name).read_text(encoding="utf-8")) for name in LOCKS]
    for one, other in itertools.combinations(locks, 2):
        assert {name: one[name] for name in one.keys() & other} == {
            name: other[name] for name in one.keys() & other
        }


def test_what_builds_the_package_itself_is_locked() -> None:
    content = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    assert set(content["build-system"]["requires"]) <= set(
        locked(Path("requirements-build.lock").read_text(encoding="utf-8"))
    )
