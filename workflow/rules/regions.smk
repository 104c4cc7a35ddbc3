# Regions: shares of text per region and topic, with intervals, and what sets regions apart.


rule measure_priorities:
    input:
        units=flow.upstream("words", "units.parquet"),
        unit_topics=flow.upstream("topics", "unit_topics.parquet"),
        members=flow.upstream("topics", "member_unit_topics.npz"),
        documents=flow.upstream("corpus", "documents.parquet"),
        code=flow.code("measure_priorities"),
    output:
        priorities="<results>/{regions}/priorities.parquet",
        priorities_csv="<results>/{regions}/priorities.csv",
    log:
        "<logs>/{regions}/measure_priorities.log",
    benchmark:
        "<benchmarks>/{regions}/measure_priorities.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("measure_priorities"),
    message:
        "measure each region's priorities with their intervals"
    script:
        "../scripts/measure_priorities.py"


rule compare_regions:
    input:
        units="<results>/words/units.parquet",
        vocabulary="<results>/words/vocabulary.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        members="<results>/topics/member_unit_topics.npz",
        documents="<results>/corpus/documents.parquet",
        code=flow.code("compare_regions"),
    output:
        distinctive_terms="<results>/regions/distinctive_terms.parquet",
        distinctive_terms_csv="<results>/regions/distinctive_terms.csv",
        similarity="<results>/regions/similarity.parquet",
        similarity_csv="<results>/regions/similarity.csv",
        entropy="<results>/regions/entropy.parquet",
        entropy_csv="<results>/regions/entropy.csv",
        clades="<results>/regions/clades.parquet",
        clades_csv="<results>/regions/clades.csv",
    log:
        "<logs>/regions/compare_regions.log",
    benchmark:
        "<benchmarks>/regions/compare_regions.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("compare_regions"),
    message:
        "compare the regions' agendas and words"
    script:
        "../scripts/compare_regions.py"


rule measure_changes:
    input:
        units="<results>/words/units.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        members="<results>/topics/member_unit_topics.npz",
        documents="<results>/corpus/documents.parquet",
        code=flow.code("measure_changes"),
    output:
        trends="<results>/regions/trends.parquet",
        trends_csv="<results>/regions/trends.csv",
        review_plan="<results>/regions/review_plan.parquet",
        review_plan_csv="<results>/regions/review_plan.csv",
    log:
        "<logs>/regions/measure_changes.log",
    benchmark:
        "<benchmarks>/regions/measure_changes.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("measure_changes"),
    message:
        "measure what changes over the years and from review to plan"
    script:
        "../scripts/measure_changes.py"
