"""The locks are made under the constraint of each other, all or none."""

from pathlib import Path

import pytest

from policytopics.commands import lock

# Writes what it was asked for, and which versions it saw before; fails where it is told to.
FAKE = """\
#!/bin/sh
for word; do output=$word; done
test "$output" != "{failing}" || { echo "no such package" >&2; exit 1; }
{ sed -n '/^kept/p' "$output"; echo "lxml[html-clean]==1 # $*"; } > made && mv made "$output"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two locks, in which `uv` is ours."""
    (tmp_path / "bin").mkdir()
    fake(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "requirements.lock").write_text("kept==1\n")
    (tmp_path / "requirements-dev.lock").write_text("kept-too==2\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fake(folder: Path, failing: str = "") -> None:
    """Put a `uv` in place."""
    path = folder / "bin" / "uv"
    path.write_text(FAKE.replace("{failing}", failing))
    path.chmod(0o755)


def test_each_lock_is_bound_by_those_before_it() -> None:
    bound = [
        [word for word in lock.command("uv", name) if word.endswith(".lock")] for name in lock.LOCKS
    ]
    names = list(lock.LOCKS)
    assert bound == [names[:1], names[:2], names[:3]]
    assert "--generate-hashes" in lock.command("uv", names[0])


@pytest.mark.parametrize(
    ("upgrade", "words"),
    [("", []), ("all", ["--upgrade"]), ("numpy", ["--upgrade-package", "numpy"])],
)
def test_versions_are_kept_unless_asked(upgrade: str, words: list[str]) -> None:
    found = [word for word in lock.command("uv", "requirements.lock", upgrade) if "upgrade" in word]
    assert found == words[:1]


def test_all_locks_are_written_knowing_all_versions_before(folder: Path, capsys) -> None:
    assert lock.main() == 0
    assert capsys.readouterr().out.split() == list(lock.LOCKS)
    for name in lock.LOCKS:  # what moves from one lock to another keeps its version as well
        text = (folder / name).read_text()
        assert text.startswith("kept==1\nkept-too==2\nlxml[html_clean]==1 # pip compile")


def test_where_one_fails_none_is_changed(folder: Path, capsys) -> None:
    fake(folder, failing="requirements-dev.lock")
    assert lock.main() == 1
    assert "no lock was changed" in capsys.readouterr().err
    assert (folder / "requirements.lock").read_text() == "kept==1\n"
    assert not (folder / "requirements-build.lock").exists()
