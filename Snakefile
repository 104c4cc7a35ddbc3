# policytopics: what does each region's government put first, and how sure can we be?
# One direction: corpus → words → domains, topics → regions → robustness → figures → report.
from pathlib import Path

from snakemake.utils import min_version

from policytopics.commands.project import Project
from policytopics.commands.record import places, record
from policytopics.commands.workflow import open_workflow
from policytopics.tables.schemes import SCHEMES

min_version("9.27")


# Beside this file lies the workflow; the work (config, results, logs) in the working folder.
here = workflow.current_basedir.get_path_or_uri(secret_free=True)
flow = open_workflow(config, Project(Path(here), Path.cwd()))


pathvars:
    results=flow.results,
    logs=flow.logs,
    benchmarks=f"{flow.logs}/benchmarks",


# A stage lies in its own folder, or, where a sweep varies it, below robustness/.
wildcard_constraints:
    corpus="corpus|robustness/corpus/[0-9a-f]{10}",
    words="words|robustness/words/[0-9a-f]{10}",
    domains="domains|robustness/domains/[0-9a-f]{10}",
    topics="topics|robustness/topics/[0-9a-f]{10}",
    regions="regions|robustness/regions/[0-9a-f]{10}",
    scheme="|".join(SCHEMES),


include: "workflow/rules/corpus.smk"
include: "workflow/rules/words.smk"
include: "workflow/rules/domains.smk"
include: "workflow/rules/topics.smk"
include: "workflow/rules/regions.smk"
include: "workflow/rules/robustness.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/report.smk"


rule all:
    default_target: True
    input:
        rules.write_report.output,
        rules.write_report.input,  # a table that was deleted is made again
        rules.write_dictionary.output,
        rules.collect_captions.output,


rule figures:
    input:
        rules.collect_captions.output,  # made last of all figures


rule sheets:
    input:
        rules.draw_sheets.output,


onsuccess:
    record(flow)
    print(places(flow))


onerror:
    # A user's mistake ends with 2, a fault of ours with 1 (policytopics.logs marks the former).
    if any(Path(flow.logs).rglob("*.problems")):
        raise SystemExit(2)
