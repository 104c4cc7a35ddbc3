"""The set-up: what is as locked stays, what fails says so in one line, nothing that works is lost.

The quick tests set up a small project whose packages are made here; the slow ones the real one.
"""

import ast
import base64
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "setup_environment.py"
NOWHERE = "http://127.0.0.1:9/simple"  # nobody answers there
BACKEND = '''\
"""Builds the small project: a wheel that says where its source lies."""
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("small.pth", str(pathlib.Path.cwd()))
        wheel.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\n")
        wheel.writestr("small-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("small-1.0.dist-info/RECORD", "")
    return name
'''  # noqa: E501
PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""


@dataclass(frozen=True)
class Small:
    """A project with a set-up like ours, and packages that lie in a folder."""

    folder: Path

    def set_up(self, *words: str, index: str = "") -> subprocess.CompletedProcess[str]:
        """Set up from the folder of packages or, where an index is named, from that."""
        where = {"PIP_INDEX_URL": index, "PIP_RETRIES": "0"} if index else {"PIP_NO_INDEX": "1"}
        found = {} if index else {"PIP_FIND_LINKS": str(self.folder / "packages")}
        return subprocess.run(
            [sys.executable, "setup_environment.py", "--installer", "pip", *words],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "PIP_CONFIG_FILE": "/dev/null", **where, **found},
            capture_output=True,
            text=True,
            check=False,
        )

    def lock(self, lock: str, name: str, version: str) -> None:
        """Publish a package and lock it."""
        file = self.folder / "packages" / f"{name}-{version}-py3-none-any.whl"
        file.parent.mkdir(exist_ok=True)
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        files = {
            f"{name}.py": f"version = {version!r}\n",
            f"{name}-{version}.dist-info/METADATA": metadata,
            f"{name}-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
        }
        record = "".join(
            f"{path},sha256={checksum(content)},{len(content)}\n" for path, content in files.items()
        )
        with zipfile.ZipFile(file, "w") as wheel:
            for path, content in files.items():
                wheel.writestr(path, content)
            wheel.writestr(f"{name}-{version}.dist-info/RECORD", record)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        (self.folder / lock).write_text(f"{name}=={version} --hash=sha256:{digest}\n")

    def version(self, name: str) -> str:
        """Return what the environment's package says of itself; nothing where it is not there."""
        python = self.folder / ".venv/bin/python"
        question = [python, "-c", f"import {name}; print({name}.version)"]
        return subprocess.run(question, capture_output=True, text=True, check=False).stdout.strip()


def checksum(content: str) -> str:
    """Return a file's hash as a wheel's record writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).decode().strip("=")


def load(script: Path):  # type: ignore[no-untyped-def]
    """Return the set-up as a module."""
    spec = importlib.util.spec_from_file_location("setup_environment", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The small project, set up once, with the development tools."""
    project = Small(tmp_path_factory.mktemp("small") / "project")
    project.folder.mkdir()
    shutil.copy(SCRIPT, project.folder)
    (project.folder / "backend.py").write_text(BACKEND)
    (project.folder / "pyproject.toml").write_text(PYPROJECT)
    (project.folder / "small.py").write_text("version = 'from the source'\n")
    project.lock("requirements-build.lock", "hammer", "1.0")
    project.lock("requirements.lock", "stone", "1.0")
    project.lock("requirements-dev.lock", "lens", "1.0")
    said = project.set_up()
    assert said.returncode == 0, said.stderr + (project.folder / "logs/setup.log").read_text()
    assert re.findall(r"^set-up (\d/\d): (?:packages|policy)", said.stdout, re.M) == ["3/4", "4/4"]
    assert project.version("lens") == ""
    said = project.set_up("--development")
    assert said.stdout.startswith("set-up 1/1: development tools"), said.stderr
    return project


def test_all_is_installed_as_locked(small: Small) -> None:
    names = ("hammer", "stone", "lens", "small")
    assert [small.version(name) for name in names] == ["1.0", "1.0", "1.0", "from the source"]


@pytest.mark.parametrize("words", [(), ("--development",)], ids=["running", "tests"])
def test_a_second_set_up_does_nothing_and_needs_no_net(small: Small, words: tuple[str]) -> None:
    (small.folder / "pyproject.toml").touch()
    (small.folder / "requirements.lock").touch()
    said = small.set_up(*words, index=NOWHERE)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_another_pyproject_installs_the_package_alone_and_needs_no_net(small: Small) -> None:
    (small.folder / "pyproject.toml").write_text(PYPROJECT + "# another rule of a linter\n")
    said = small.set_up("--development", index=NOWHERE)
    assert said.stdout == "set-up 1/1: policytopics itself\n"
    assert small.set_up(index=NOWHERE).stdout == ""
    assert small.version("lens") == "1.0"


def test_without_a_net_one_line_says_what_to_do_and_what_works_stays(small: Small) -> None:
    before = (small.folder / "requirements.lock").read_text()
    (small.folder / "requirements.lock").write_text(before.replace("1.0", "2.0"))
    said = small.set_up(index=NOWHERE)
    assert said.returncode == 2
    (line,) = said.stderr.splitlines()
    assert re.match(r"set-up stopped at 2/5, tools that install the rest: ", line)
    for words in ("cannot be reached", "PIP_INDEX_URL=", "logs/setup.log", "is kept"):
        assert words in line
    assert "policytopics itself" not in said.stdout, "a step after the one that failed"
    assert [small.version(name) for name in ("stone", "lens")] == ["1.0", "1.0"]
    assert not (small.folder / ".venv.aside").exists()
    (small.folder / "requirements.lock").write_text(before)
    assert small.set_up("--development", index=NOWHERE).stdout == ""


def test_a_file_that_is_not_the_one_locked_is_refused(small: Small) -> None:
    before = (small.folder / "requirements.lock").read_text()
    wrong = re.sub("sha256:..", "sha256:00", before)
    (small.folder / "requirements.lock").write_text(wrong)
    said = small.set_up()
    assert said.returncode == 2
    (line,) = said.stderr.splitlines()
    assert "packages as locked: the index sent another file" in line
    assert small.version("stone") == "1.0"
    (small.folder / "requirements.lock").write_text(before)


def test_another_lock_builds_anew_with_all_that_was_there(small: Small) -> None:
    small.lock("requirements.lock", "stone", "2.0")
    stale = small.folder / ".venv" / "stale"
    stale.touch()
    said = small.set_up()
    assert said.returncode == 0, said.stderr
    assert [small.version(name) for name in ("stone", "lens")] == ["2.0", "1.0"]
    assert not stale.exists()
    assert not (small.folder / ".venv.aside").exists()


def test_a_set_up_that_was_killed_leaves_the_environment_before_it(small: Small) -> None:
    (small.folder / ".venv").rename(small.folder / ".venv.aside")
    (small.folder / ".venv" / "bin").mkdir(parents=True)  # half built
    said = small.set_up(index=NOWHERE)
    assert (said.returncode, said.stdout) == (0, "")
    assert small.version("stone") == "2.0"


def test_an_environment_that_was_moved_is_built_anew(small: Small, tmp_path: Path) -> None:
    module = load(SCRIPT)
    mark = json.loads((small.folder / ".venv/.ready").read_text())
    assert mark["place"] == str((small.folder / ".venv").resolve())
    assert not module.is_anew(mark, mark)
    assert module.is_anew(mark, {**mark, "place": str(tmp_path)})
    assert module.is_anew(mark, {**mark, "python": "3.99"})
    assert module.is_anew({}, mark)


@pytest.mark.parametrize(
    ("said", "advised"),
    [
        ("ensurepip is not available.  On Debian/Ubuntu systems", "apt install python3-venv"),
        ("/usr/bin/python3: No module named venv", "apt install python3-venv"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM", "another index"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("Retrying … NewConnectionError('<pip._vendor", "cannot be reached"),
        ("error: Failed to fetch: dns error: failed to lookup", "cannot be reached"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "use Python 3.11 to 3.13"),
        ("error: metadata-generation-failed", "use Python 3.11 to 3.13"),
        ("something nobody has seen", "the log's last lines"),
    ],
)
def test_what_an_installer_said_becomes_advice(said: str, advised: str) -> None:
    found = load(SCRIPT).advice(f"…\n{said}\n…")
    assert advised in found
    assert "\n" not in found


def test_the_index_chosen_for_pip_holds_for_uv(monkeypatch) -> None:
    for name in ("UV_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", NOWHERE)
    module = load(SCRIPT)
    assert module.surroundings("uv", sys.executable)["UV_INDEX_URL"] == NOWHERE
    assert module.surroundings("pip", sys.executable)["PIP_INDEX_URL"] == NOWHERE
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:8")
    assert "UV_INDEX_URL" not in module.surroundings("uv", sys.executable)


def test_what_leads_installers_astray_is_left_out(monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    monkeypatch.setenv("PIP_USER", "1")
    found = load(SCRIPT).surroundings("pip", sys.executable)
    assert "PYTHONPATH" not in found
    assert found["PIP_USER"] == "0"


def test_an_old_python_can_read_the_script_and_is_told(monkeypatch, capsys) -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    module = load(SCRIPT)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.sys, "argv", ["setup_environment.py"])
    monkeypatch.setattr(module, "OLDEST", (99,))
    assert module.main() == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "needs Python 3.11 or later" in line
    assert "make demo PYTHON=" in line


def test_the_container_sets_up_as_everybody_does() -> None:
    container = Path("Dockerfile").read_text(encoding="utf-8")
    assert "make setup" in container
    assert "ARG PIP_INDEX_URL" in container
    version = re.search(r"^FROM python:(\d\.\d+)-", container, re.M)[1]
    assert version in load(SCRIPT).TRIED
    ignored = Path(".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".venv*", "results/*", "logs"} <= set(ignored)


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_sizes_told_are_those_of_the_set_up(page: str) -> None:
    text = Path(page).read_text(encoding="utf-8")
    for size in load(SCRIPT).MEGABYTES.values():
        assert f"{size} MB" in text


# pip 23.0 does not start on Python 3.12 and later.
OLDEST_PIP = "23.0" if sys.version_info < (3, 12) else "23.2.1"


@pytest.fixture(params=[f"pip=={OLDEST_PIP}", "--upgrade pip"], ids=["oldest", "newest"])
def real_set_up(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The real set-up, in a copy of the project, with another pip than the interpreter's own."""
    folder = tmp_path / "policytopics"
    folder.mkdir()
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in ("src", *map(str, Path().glob("requirements*.lock")), "pyproject.toml", "LICENSE",
                 "README.md", SCRIPT.name, *shipped):  # fmt: skip
        copy = shutil.copytree if Path(name).is_dir() else shutil.copy
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy(name, folder / name)
    module = load(folder / SCRIPT.name)
    python = getattr(sys, "_base_executable", sys.executable)
    todo = module.steps({}, module.wanted(), True, "pip", python)
    other = [str(module.PYTHON), "-m", "pip", "install", *request.param.split()]
    todo.insert(1, module.Step(request.param, other))
    module.carry_out(todo, True, module.surroundings("pip", python))
    yield module
    shutil.rmtree(folder)


@pytest.mark.slow
def test_the_oldest_and_the_newest_pip_set_up_all(real_set_up) -> None:  # type: ignore[no-untyped-def]
    """All packages as locked and complete, in the size told; the second time without a net."""
    module = real_set_up
    python = str(module.PYTHON)
    said = subprocess.run([python, "-m", "pip", "check"], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout
    question = (
        "from pathlib import Path; from policytopics.commands.check import *;"
        "print(*(line for lock in LOCKS for line in installed(Path(lock).read_text('utf-8'))))"
    )
    said = subprocess.run(
        [python, "-c", question], cwd=module.ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout == "\n"
    files = [path for path in module.ENVIRONMENT.rglob("*") if path.is_file()]
    size = sum(path.lstat().st_size for path in files) / 1e6
    assert size == pytest.approx(sum(module.MEGABYTES.values()), rel=0.05)
    again = subprocess.run(
        [sys.executable, module.__file__, "--installer", "pip", "--development"],
        env={"PATH": "/usr/bin:/bin", "PIP_INDEX_URL": NOWHERE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
