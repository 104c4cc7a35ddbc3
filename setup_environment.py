"""Set up the environment in ``.venv``: the packages as locked, then policytopics itself.

    python setup_environment.py [--development] [--installer pip|uv]

`make` calls this before every command; without make, call it yourself. What is as locked already is
not touched and needs no net. Any of pip 23.0 and later, or uv where there is one, installs.

An environment that works is put aside while another is built, and comes back if that fails. A
step that fails ends the set-up with one line that says what to do; all that the installers said
stands in ``logs/setup.log``. This file needs nothing but Python, and can be read by an old one,
so that it can say which is needed.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, NamedTuple

OLDEST = (3, 11)
TRIED = ("3.13", "3.12", "3.11")  # what the tests run on, newest first
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
ASIDE = ROOT / ".venv.aside"  # the environment that was there, while another is built
MARK = ENVIRONMENT / ".ready"
LOG = ROOT / "logs" / "setup.log"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BUILD, RUN, DEVELOPMENT = "requirements-build.lock", "requirements.lock", "requirements-dev.lock"
MEGABYTES = {RUN: 910, DEVELOPMENT: 150}  # on disk; a test holds them in step
Mark = Dict[str, str]  # what the mark says: key → digest, version or place
MIRROR = "PIP_INDEX_URL=https://a-mirror-near-you/simple"

# What an installer said → what to do; the first that is found counts.
ADVICE = (
    (r"ensurepip is not|No module named '?(venv|ensurepip)", "this Python lacks venv; on Debian and"
     " Ubuntu: apt install python3-venv"),
    (r"No space left|Errno 28|os error 28|not enough space", "the disk is full; about "
     f"{sum(MEGABYTES.values()) * 2} MB are needed"),
    (r"DO NOT MATCH THE HASHES|[Hh]ash mismatch", "the index sent another file than the one that is"
     f" locked; try again, or another index: {MIRROR}"),
    (r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate", "the index's"
     " certificate is not trusted here; name your network's own: PIP_CERT=file"),
    (r"NewConnectionError|Failed to establish|[Tt]imed? ?out|ConnectionError|ProxyError|dns error"
     r"|error sending request|Connection (refused|reset|aborted|broken)|RemoteDisconnected"
     r"|Network is unreachable|Name or service not known|Temporary failure|from versions: none",
     f"the package index cannot be reached; check the network, or name a mirror: {MIRROR}"),
    (r"No matching distribution|not find a version|No solution found|has no (usable )?wheels"
     r"|[Ff]ailed to build|[Ff]ailed building|metadata-generation-failed|Cannot import '",
     f"a locked package is not there for this Python; use Python {TRIED[-1]} to {TRIED[0]}"
     f" (PYTHON=python{TRIED[-1]}), or another index: {MIRROR}"),
)  # fmt: skip


class Step(NamedTuple):
    """A step: what it is, its command, and what the mark says after it (None: nothing yet)."""

    what: str
    command: "list[str]"
    mark: "Mark | None" = None


class StoppedError(Exception):
    """A step failed; the message is the one line for the user."""


def python_on_path() -> "str | None":
    """Return a Python that will do from the search path, or None."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    for version in TRIED:
        found = shutil.which("python" + version)
        if found and subprocess.call([found, "-c", question], stderr=subprocess.DEVNULL) == 0:
            return found  # some are but signposts and answer with an error
    return None


def digest(*names: str) -> str:
    """Return the SHA-256 of some files of the project, together."""
    content = b"".join((ROOT / name).read_bytes().replace(b"\r\n", b"\n") for name in names)
    return hashlib.sha256(content).hexdigest()


def wanted() -> "Mark":
    """Return what the environment's mark says when it is as locked, without development tools."""
    return {
        "packages": digest(BUILD, RUN),
        "itself": digest("pyproject.toml"),
        "python": "{}.{}".format(*sys.version_info),
        "place": str(ENVIRONMENT.resolve()),  # an environment cannot be moved
    }


def found() -> "Mark":
    """Return what the environment's mark says; nothing where there is no environment that works."""
    try:
        mark = json.loads(MARK.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) and PYTHON.exists() else {}


def index(python: str) -> str:
    """Return the package index that the user chose for pip, or nothing."""
    if os.environ.get("PIP_INDEX_URL"):
        return os.environ["PIP_INDEX_URL"]
    question = [python, "-m", "pip", "config", "get", "global.index-url"]
    answer = subprocess.run(question, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""


def surroundings(installer: str, python: str) -> "dict[str, str]":
    """Return the installers' environment variables: the user's, less what leads them astray.

    The index chosen for pip holds for uv as well.
    """
    astray = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    kept.update(PIP_USER="0", PYTHONNOUSERSITE="1")
    chosen = index(python) if installer == "uv" else ""
    if chosen and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & set(kept):
        kept["UV_INDEX_URL"] = chosen
    if installer == "uv" and kept.get("PIP_CERT"):
        kept.setdefault("SSL_CERT_FILE", kept["PIP_CERT"])
    return kept


def create(installer: str, python: str) -> "list[str]":
    """Return the command that makes an empty environment."""
    if installer == "uv":
        return ["uv", "venv", "--python", python, str(ENVIRONMENT)]
    return [python, "-m", "venv", str(ENVIRONMENT)]


def install(installer: str, *words: str) -> "list[str]":
    """Return the command that installs something, without its dependencies: all are locked."""
    if installer == "uv":
        command = ["uv", "pip", "install", "--python", str(PYTHON), "--compile-bytecode"]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    return [*command, "--no-deps", "--no-build-isolation", *words]


def steps(mark: Mark, aim: Mark, development: bool, installer: str, python: str) -> "list[Step]":
    """Return what has to be done to come from what ``mark`` says to ``aim``."""
    anew = is_anew(mark, aim)
    has = "" if anew else mark.get("development", "")
    tools = digest(DEVELOPMENT)
    todo = new_environment(aim, installer, python) if anew else []
    if anew or mark.get("itself") != aim["itself"]:
        itself = install(installer, "--no-index", "-e", str(ROOT))
        todo.append(Step("policytopics itself", itself, dict(aim, development=has)))
    if (development or (anew and mark.get("development"))) and has != tools:
        what = f"development tools as locked ({MEGABYTES[DEVELOPMENT]} MB more)"
        command = locked(installer, DEVELOPMENT)
        todo.append(Step(what, command, dict(aim, development=tools)))
    return todo


def is_anew(mark: Mark, aim: Mark) -> bool:
    """Tell whether an environment has to be built anew."""
    return any(mark.get(key) != aim[key] for key in ("packages", "python", "place"))


def new_environment(aim: Mark, installer: str, python: str) -> "list[Step]":
    """Return the steps from nothing to the packages as locked."""
    where = f"environment in {ENVIRONMENT.name} ({installer}, Python {aim['python']})"
    what = f"packages as locked ({MEGABYTES[RUN]} MB on disk; a minute or two)"
    return [
        Step(where, create(installer, python)),
        Step("tools that install the rest", locked(installer, BUILD)),
        Step(what, locked(installer, RUN)),
    ]


def locked(installer: str, lock: str) -> "list[str]":
    """Return the command that installs what a lock file says, every file checked by its hash."""
    return install(installer, "--require-hashes", "-r", str(ROOT / lock))


def advice(said: str) -> str:
    """Return what to do about what an installer said."""
    for pattern, what in ADVICE:
        if re.search(pattern, said):
            return what
    return "the log's last lines say why"


def run(step: Step, place: str, variables: "dict[str, str]") -> None:
    """Do one step; its output goes to the log."""
    print(f"set-up {place}: {step.what}", flush=True)
    with LOG.open("ab") as log:
        log.write("\n$ {}\n".format(" ".join(step.command)).encode())
        log.flush()
        begin = log.tell()
        try:
            code = subprocess.call(
                step.command, stdout=log, stderr=log, env=variables, cwd=str(ROOT)
            )
        except OSError as error:
            log.write(str(error).encode())
            code = 1
    if code:
        said = LOG.read_bytes()[begin:].decode("utf-8", "replace")
        raise StoppedError(f"at {place}, {step.what.split(' (')[0]}: {advice(said)}")


def remove(path: Path) -> None:
    """Delete an environment, or the link to one."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(str(path))


def put_aside() -> None:
    """Clear the place for another environment, and keep the one that is there."""
    if os.path.lexists(str(ENVIRONMENT)):
        ENVIRONMENT.rename(ASIDE)


def put_back() -> None:
    """Bring back the environment that was there before a set-up that did not end well."""
    if os.path.lexists(str(ASIDE)):
        remove(ENVIRONMENT)
        ASIDE.rename(ENVIRONMENT)


def mend() -> None:
    """Undo what a set-up that was ended from outside left behind."""
    if found():
        remove(ASIDE)
    put_back()


def carry_out(todo: "list[Step]", anew: bool, variables: "dict[str, str]") -> None:
    """Do all steps, writing the mark after each that leaves an environment that works."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_bytes(b"")
    if anew:
        put_aside()
    try:
        for number, step in enumerate(todo, 1):
            run(step, f"{number}/{len(todo)}", variables)
            if step.mark:
                MARK.write_text(json.dumps(step.mark), encoding="utf-8")
    except BaseException:
        put_back()
        raise
    remove(ASIDE)


def set_up(development: bool, installer: "str | None") -> None:
    """Make the environment as locked; do nothing where it is."""
    python = getattr(sys, "_base_executable", None) or sys.executable
    installer = installer or ("uv" if shutil.which("uv") else "pip")
    mend()
    mark, aim = found(), wanted()
    todo = steps(mark, aim, development, installer, python)
    if todo:
        carry_out(todo, is_anew(mark, aim), surroundings(installer, python))


def arguments() -> argparse.Namespace:
    """Return the command line's choices."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--development", action="store_true", help="also what the tests need")
    parser.add_argument("--installer", choices=("pip", "uv"), help="default: uv where there is one")
    return parser.parse_args()


def with_another_python() -> int:
    """Set up with a Python that is not too old, or say that there is none."""
    other = python_on_path()
    if other:
        return subprocess.call([other, str(Path(__file__).resolve()), *sys.argv[1:]])
    this = "{}.{}".format(*sys.version_info)
    print(f"policytopics needs Python 3.11 or later, and this one is {this}; install one, or name"
          " it: make demo PYTHON=python3.11", file=sys.stderr)  # fmt: skip
    return 2


def main() -> int:
    """Set up with this Python or, if it is too old, with another; return the exit code."""
    chosen = arguments()
    if sys.version_info < OLDEST:
        return with_another_python()
    try:
        set_up(chosen.development, chosen.installer)
    except StoppedError as error:
        kept = "; the environment that was there is kept" if found() else ""
        log = LOG.relative_to(ROOT)
        print(f"set-up stopped {error} (log: {log}{kept})", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"set-up stopped: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("set-up stopped by you; the next one begins anew", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
