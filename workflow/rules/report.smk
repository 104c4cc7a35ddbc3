# Report: one page to read, cite and archive; the data dictionary beside it.


rule write_report:
    input:
        documents="<results>/corpus/documents.parquet",
        omissions="<results>/corpus/omissions.parquet",
        regions="<results>/corpus/regions.parquet",
        repairs="<results>/corpus/repairs.parquet",
        paragraphs="<results>/corpus/paragraphs.parquet",
        units="<results>/words/units.parquet",
        vocabulary="<results>/words/vocabulary.parquet",
        candidates="<results>/topics/candidates.parquet",
        topics="<results>/topics/topics.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        leak="<results>/topics/leak.parquet",
        validation="<results>/topics/validation.parquet",
        priorities="<results>/regions/priorities.parquet",
        distinctive_terms="<results>/regions/distinctive_terms.parquet",
        similarity="<results>/regions/similarity.parquet",
        entropy="<results>/regions/entropy.parquet",
        clades="<results>/regions/clades.parquet",
        trends="<results>/regions/trends.parquet",
        review_plan="<results>/regions/review_plan.parquet",
        specifications="<results>/robustness/specifications.parquet",
        robustness="<results>/robustness/robustness.parquet",
        profiles_svg="<results>/figures/profiles.svg",
        profiles_caption="<results>/figures/profiles.caption.md",
        profiles_alt="<results>/figures/profiles.alt.txt",
        contrast_svg="<results>/figures/contrast.svg",
        contrast_caption="<results>/figures/contrast.caption.md",
        contrast_alt="<results>/figures/contrast.alt.txt",
        robustness_svg="<results>/figures/robustness.svg",
        robustness_caption="<results>/figures/robustness.caption.md",
        robustness_alt="<results>/figures/robustness.alt.txt",
        candidates_svg="<results>/figures/candidates.svg",
        candidates_caption="<results>/figures/candidates.caption.md",
        candidates_alt="<results>/figures/candidates.alt.txt",
        cleaning_svg="<results>/figures/cleaning.svg",
        cleaning_caption="<results>/figures/cleaning.caption.md",
        cleaning_alt="<results>/figures/cleaning.alt.txt",
        trends_index="<results>/figures/trends.csv",
        topics_index="<results>/figures/topics.csv",
        regions_index="<results>/figures/regions.csv",
        templates=sorted(
            map(str, Path("src/policytopics/report/templates").glob("*.j2"))
        ),
        code=flow.code("write_report"),
    output:
        page="<results>/report/index.html",
    log:
        "<logs>/report/write_report.log",
    benchmark:
        "<benchmarks>/report/write_report.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("report"),
        part=flow.part,
        choices={
            stage: flow.settings(stage)([]) for stage in ("words", "topics", "regions")
        },
        study=flow.name,
        configuration=flow.configuration,
        level=flow.study.regions.level,
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
    threads: 1
    params:
        libraries=flow.libraries("write_dictionary"),
    message:
        "write the data dictionary"
    script:
        "../scripts/write_dictionary.py"
