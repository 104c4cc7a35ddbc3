# Report: one page to read, cite and archive; the data dictionary beside it.
from policytopics.report.inputs import BESIDE_TABLES, REPORT_TABLES

LEADING, BESIDE = flow.schemes


rule write_report:
    input:
        **{name: flow.table(name, LEADING) for name in REPORT_TABLES},
        **{f"beside_{name}": flow.table(name, BESIDE) for name in BESIDE_TABLES},
        **{
            f"figure_{figure.name}": files
            for figure in FIGURES
            for scheme, files in flow.pictures(figure).items()
            if scheme != BESIDE
        },
        **{
            f"beside_figure_{figure.name}": flow.pictures(figure)[BESIDE]
            for figure in FIGURES
            if BESIDE in flow.pictures(figure)
        },
        templates=flow.templates,
        code=flow.code("write_report"),
    output:
        page="<results>/report/index.html",
    log:
        "<logs>/report/write_report.log",
    benchmark:
        "<benchmarks>/report/write_report.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("report"),
        schemes=flow.schemes,
        choices=flow.study.model_dump(include={"words", "domains", "topics", "regions"}),
        study=flow.name,
        configuration=flow.configuration,
        libraries=flow.libraries("write_report"),
    message:
        "write the report"
    script:
        "../scripts/write_report.py"


rule write_dictionary:
    input:
        code=flow.code("write_dictionary"),
    output:
        markdown="<results>/report/data_dictionary.md",
        table="<results>/report/data_dictionary.csv",
    log:
        "<logs>/report/write_dictionary.log",
    benchmark:
        "<benchmarks>/report/write_dictionary.tsv"
    conda:
        "../../environment.yml"
    params:
        libraries=flow.libraries("write_dictionary"),
    message:
        "write the data dictionary"
    script:
        "../scripts/write_dictionary.py"
