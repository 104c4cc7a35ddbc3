"""What the Snakefile asks for: the study, its documents, and where each stage's results lie."""

import csv
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from policytopics.commands.corpus_files import documents_at_most, documents_in
from policytopics.commands.project import Project, find
from policytopics.imports import code_of, libraries_of
from policytopics.problems import Problem, ProblemsError
from policytopics.robustness.specifications import Settings, Specification, specifications, spread
from policytopics.study.load import SECTIONS, STAGES, Study, load
from policytopics.study.own_files import beside, default_study
from policytopics.study.topics import WIDEST
from policytopics.tables.figures import FIGURES, Figure
from policytopics.tables.rooms import STAGE_OF, TABLE_OF
from policytopics.tables.schemes import SCHEMES, leading_first

__all__ = ["Workflow", "fail", "open_workflow"]

Of = Callable[[Any], Any]  # of a rule's wildcards


@dataclass(frozen=True)
class Workflow:
    """One study, ready to run.

    Attributes
    ----------
    name : str
        The study's name: its folder below ``config/`` and ``results/``.
    study : Study
        Its checked configuration.
    documents : list of str
        Its documents' paths, sorted.
    specifications : mapping of str to tuple of Specification
        Of each scheme: the study itself, then those of its sweep that concern the scheme.
    numbers : dict of int to Specification
        The study with each candidate number of topics, where the number is to be chosen.
    project : Project
        Where the workflow and the work lie.
    """

    name: str
    study: Study
    documents: list[str]
    specifications: Mapping[str, tuple[Specification, ...]]
    numbers: Mapping[int, Specification]
    project: Project

    @property
    def results(self) -> str:
        """The folder of its results."""
        return f"results/{self.name}"

    @property
    def logs(self) -> str:
        """The folder of its logs, timings and other things that are not results."""
        return f"logs/{self.name}"

    @property
    def schemes(self) -> tuple[str, ...]:
        """The schemes, the one that the report leads with first."""
        return leading_first(self.study.regions.scheme)

    @property
    def configuration(self) -> str:
        """Hash of every setting but the corpus' place: results of one hash are of one method."""
        content = self.study.model_dump()
        content["corpus"]["folder"] = ""
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def upstream(self, stage: str, file: str) -> Of:
        """Return the input function for ``file`` of an earlier stage of the same specification."""

        def path(wildcards: Any) -> str:
            return f"{self.results}/{self._of(wildcards, stage).places[stage]}/{file}"

        return path

    def table(self, name: str, scheme: str = "{scheme}") -> str:
        """Return the path of a table of the study itself; where each scheme has one, of this."""
        folder = f"{STAGE_OF[name]}/{scheme}" if TABLE_OF[name].by_scheme else STAGE_OF[name]
        return f"{self.results}/{folder}/{name}.parquet"

    def unit_shares(self, wildcards: Any) -> str:
        """Return the path of the units' shares in the wildcards' scheme."""
        scheme = SCHEMES[wildcards.scheme]
        return str(self.upstream(scheme.stage, f"{scheme.shares.name}.parquet")(wildcards))

    def members(self, wildcards: Any) -> list[str]:
        """Return the path of the ensemble's shares, none for a scheme without an ensemble."""
        scheme = SCHEMES[wildcards.scheme]
        paths = [self.upstream(scheme.stage, scheme.members)(wildcards)]
        return paths if scheme.members else []

    def categories(self, wildcards: Any) -> str:
        """Return the path of the table of the scheme's categories and their names."""
        return self.table(SCHEMES[wildcards.scheme].categories.name)

    def reference(self, wildcards: Any) -> list[str]:
        """Return the reference of drafting; none where categories are found in the texts."""
        if SCHEMES[wildcards.scheme].terms is not None:
            return []
        names = ("levels", "drafting", "false_share")
        return [self.resource(f"reference/{name}.csv") for name in names]

    def terms(self, wildcards: Any, checkpoints: Any) -> list[str]:
        """Return the term weights of all specifications; none for a scheme that is fixed."""
        scheme = SCHEMES[wildcards.scheme]
        if scheme.terms is None:
            return []
        file = f"{scheme.terms.name}.parquet"
        return self.repeated(wildcards.scheme, scheme.stage, file, checkpoints)

    def pictures(self, figure: Figure) -> dict[str, list[str]]:
        """Return what of a figure stands in the report: scheme → files; without one: empty."""
        schemes = self.schemes if figure.by_scheme else ("",)
        wanted = schemes[:1] if figure.leading else schemes
        return {each: list(figure.files(self.results, each).values()) for each in wanted}

    @property
    def captions(self) -> list[str]:
        """The captions of all figures that stand in the report, or the folders that hold them."""
        return [
            path
            for figure in FIGURES
            for scheme in self.pictures(figure)
            for name, path in figure.files(self.results, scheme).items()
            if name in ("caption", "index", "folder")
        ]

    def tables_of(self, figure: Figure) -> dict[str, str | Of]:
        """Return the tables that a figure is drawn from, by name."""
        return {
            name: self.categories if name == "categories" else self.table(name)
            for name in figure.inputs
        }

    def drawn(self, figure: Figure) -> dict[str, Any]:
        """Return what a figure's rule writes, the pictures marked for Snakemake's own report."""
        from snakemake.io import directory, report

        files: dict[str, Any] = figure.files(self.results)
        about = {"caption": "../report/figure.rst", "category": "Figures"}
        labels = {"figure": "{figure}" if figure.folder else figure.name}
        labels |= {"scheme": "{scheme}"} if figure.by_scheme else {}
        if not figure.folder:
            return files | {"svg": report(files["svg"], labels=labels, **about)}
        folder = directory(files["folder"])
        return files | {"folder": report(folder, patterns=["{figure}.svg"], labels=labels, **about)}

    def settings(self, stage: str) -> Of:
        """Return the parameter function for a stage's settings."""

        def settings(wildcards: Any) -> dict[str, Any]:
            if stage in STAGES:
                return dict(self._of(wildcards, stage).settings[stage])
            return dict(getattr(self.study, stage).model_dump())

        return settings

    def threads_of_scan(self, wildcards: Any) -> int:
        """Return 2 for a scan of candidates, 1 for a given number: others then run beside it."""
        return 2 if self.settings("topics")(wildcards)["number"] == "auto" else 1

    def repeated(self, scheme: str, stage: str, file: str, checkpoints: Any) -> list[str]:
        """Return the paths of ``file`` for all specifications of a scheme, the study's own first.

        Among them are other admissible numbers of topics: known once the candidates are scanned.
        """
        places = [each.places[stage] for each in self.specifications[scheme]]
        if self.numbers and scheme == "topics":
            choice = checkpoints.scan_topics.get(topics="topics").output.choice_csv
            others = spread(_other_admissible(choice), self.study.robustness.admissible)
            places += [self.numbers[number].places[stage] for number in others]
        # A sweep may hold the same number.
        return [f"{self.results}/{place}/{file}" for place in dict.fromkeys(places)]

    def folder(self, wildcards: Any) -> str:
        """Return the folder of the documents, as a parameter function."""
        return self.study.corpus.folder

    def listed(self, scheme: str, headlines: Sequence[str]) -> list[dict[str, Any]]:
        """Return the specifications of these tables as plain values, as a parameter must be."""
        of = {
            f"{self.results}/{each.places['regions']}/{scheme}": each for each in self._all(scheme)
        }
        folders = [path.rpartition("/")[0] for path in headlines]
        return [asdict(of[folder]) for folder in folders if folder in of]

    def beside(self, file: str) -> list[str]:
        """Return the study's own ``file``: from its configuration, else from its corpus folder."""
        own = [config / self.name for config in self.project.configs]
        folders = [Path(_relative(str(folder))) for folder in own]
        return beside(file, [*folders, Path(self.study.corpus.folder)])

    def resource(self, file: str) -> str:
        """Return the path of a file of ``resources/``."""
        return _relative(str(self.project.root / "resources" / file))

    @property
    def templates(self) -> list[str]:
        """The templates of the report's page; they lie in the package."""
        folder = Path(__file__).parents[1] / "report" / "templates"
        return sorted(_relative(str(path)) for path in folder.glob("*.j2"))

    def code(self, rule: str) -> list[str]:
        """Return the files whose change must rerun ``rule``."""
        return [_relative(path) for path in code_of(self._script(rule))]

    def libraries(self, rule: str) -> dict[str, str]:
        """Return the versions of the packages that ``rule`` uses."""
        return libraries_of(self._script(rule))

    def _script(self, rule: str) -> str:
        """Return the path of a rule's script."""
        return str(self.project.root / "workflow" / "scripts" / f"{rule}.py")

    def shards(self, name: str, words: str = "{words}") -> list[str]:
        """Return the files of a table of the words stage that is cut in shards."""
        number = self.study.words.shards_for(sum(map(documents_at_most, self.documents)))
        return [f"{self.results}/{words}/shards/{name}-{i:03d}.parquet" for i in range(number)]

    def paragraphs_of_shard(self, wildcards: Any) -> str:
        """Return the paragraphs of one shard: the whole table where there is one shard only."""
        if len(self.shards("paragraphs")) == 1:
            return str(self.upstream("corpus", "paragraphs.parquet")(wildcards))
        return f"{self.results}/{wildcards.words}/shards/paragraphs-{wildcards.shard}.parquet"

    def after_split(self, name: str, wildcards: Any, checkpoints: Any) -> list[str]:
        """Return the files of all shards, once the paragraphs have been split."""
        files = self.shards(name, wildcards.words)
        if len(files) > 1:
            checkpoints.split_paragraphs.get(words=wildcards.words)
        return files

    def _of(self, wildcards: Any, stage: str) -> Specification:
        """Return a specification with the wildcards' stage at their place; without, the study.

        It has the ``stage`` asked for. All that have a stage at one place agree in the stages
        before it.
        """
        at = {stage: wildcards.get(stage) for stage in STAGES if wildcards.get(stage)}
        scheme = wildcards.get("scheme")
        may_run = [one for each in [scheme] * bool(scheme) or SCHEMES for one in self._all(each)]
        return next(
            each for each in may_run if stage in each.places and at.items() <= each.places.items()
        )

    def _all(self, scheme: str) -> tuple[Specification, ...]:
        """Return what may run; of two at one place the study's or its sweep's comes first."""
        numbers = self.numbers.values() if scheme == "topics" else ()
        return (*self.specifications[scheme], *numbers)


def open_workflow(config: Mapping[str, Any], project: Project | None = None) -> Workflow:
    """Return the workflow of the study that Snakemake's ``config`` names, or end with code 2.

    Parameters
    ----------
    config : mapping
        Snakemake's: ``study``, and sections that override the study's.
    project : Project or None
        Where the workflow and the work lie; None for those of the current folder.
    """
    project = project or find()
    try:
        name = str(config.get("study") or default_study(project.configs))
        own, *shipped = project.configs
        study = load(name, config, config=own, shipped=next(iter(shipped), None))
        documents = documents_in(study.corpus)
        stages = {stage: getattr(study, stage).model_dump() for stage in STAGES}
        # The folder's path is no choice of method: the same documents elsewhere, the same places.
        main = {**stages, "corpus": {**stages["corpus"], "folder": ""}}
        del main["regions"]["scheme"]  # nor is what the report leads with
        found = {scheme: _specifications(main, study, scheme) for scheme in SCHEMES}
        numbers = _numbers(main, study)
        return Workflow(name, study, documents, found, numbers, project)
    except ProblemsError as error:
        fail(error)


def fail(error: ProblemsError) -> NoReturn:
    """Print all problems and end with exit code 2."""
    print(f"{error.summary}; nothing was run", file=sys.stderr)
    if os.environ.get("POLICYTOPICS_DEBUG"):
        raise error
    raise SystemExit(2)


def _stages_of(scheme: str) -> list[str]:
    """Return the stages that a scheme's answers go through: all but those of other schemes."""
    others = {each.stage for name, each in SCHEMES.items() if name != scheme}
    return [stage for stage in STAGES if stage not in others]


def _specifications(main: Settings, study: Study, scheme: str) -> tuple[Specification, ...]:
    """Return the study and its sweep as far as they concern a scheme."""
    robustness = study.robustness
    found = specifications(
        main,
        _stages_of(scheme),
        sweep=robustness.sweep,
        named=robustness.specifications,
        most=robustness.most,
    )
    for each in found[1:]:
        _check_together(each)
    return found


def _numbers(main: Settings, study: Study) -> dict[int, Specification]:
    """Return candidate → the study with this number of topics, if the number is to be chosen."""
    if study.topics.number != "auto" or not study.robustness.admissible:
        return {}
    candidates = sorted({*study.topics.candidates, *WIDEST})
    sweep = {"topics.number": candidates}
    stages = _stages_of("topics")
    found = specifications(main, stages, sweep=sweep, named={}, most=len(candidates))
    return dict(zip(candidates, found[1:], strict=True))


def _other_admissible(choice: str) -> list[int]:
    """Return the admissible numbers that were not chosen."""
    with open(choice, encoding="utf-8-sig", newline="") as rows:
        row = next(csv.DictReader(rows))
    return [int(k) for k in row["admissible"].split("|") if k and k != row["k"]]


def _check_together(each: Specification) -> None:
    """Check a specification's settings section by section, as a study's are."""
    for stage, settings in each.settings.items():
        try:
            SECTIONS[stage].model_validate(dict(settings))
        except ValueError as error:
            fix = "take the values together that go together"
            where = f"study.yaml: robustness: {each.name}"
            raise ProblemsError([Problem(where, str(error).splitlines()[2].strip(), fix)]) from None


def _relative(path: str) -> str:
    """Return a path from the working folder where it lies in it: a moved project reruns nothing."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
