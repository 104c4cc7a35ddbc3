# Regions: shares of text per region and category, with intervals, and what sets regions apart.


rule measure_priorities:
    input:
        units=flow.upstream("words", "units.parquet"),
        unit_shares=flow.unit_shares,
        members=flow.members,
        documents=flow.upstream("corpus", "documents.parquet"),
        regions=flow.upstream("corpus", "regions.parquet"),
        reference=flow.reference,
        code=flow.code("measure_priorities"),
    output:
        priorities="<results>/{regions}/{scheme}/priorities.parquet",
        priorities_csv="<results>/{regions}/{scheme}/priorities.csv",
        headline="<results>/{regions}/{scheme}/headline.parquet",
        headline_csv="<results>/{regions}/{scheme}/headline.csv",
    log:
        "<logs>/{regions}/{scheme}/measure_priorities.log",
    benchmark:
        "<benchmarks>/{regions}/{scheme}/measure_priorities.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("measure_priorities"),
    message:
        "measure each region's priorities with their intervals"
    script:
        "../scripts/measure_priorities.py"


rule compare_regions:
    input:
        units=flow.table("units"),
        unit_shares=flow.unit_shares,
        members=flow.members,
        documents=flow.table("documents"),
        code=flow.code("compare_regions"),
    output:
        similarity="<results>/regions/{scheme}/similarity.parquet",
        similarity_csv="<results>/regions/{scheme}/similarity.csv",
        entropy="<results>/regions/{scheme}/entropy.parquet",
        entropy_csv="<results>/regions/{scheme}/entropy.csv",
        clusters="<results>/regions/{scheme}/clusters.parquet",
        clusters_csv="<results>/regions/{scheme}/clusters.csv",
    log:
        "<logs>/regions/{scheme}/compare_regions.log",
    benchmark:
        "<benchmarks>/regions/{scheme}/compare_regions.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("compare_regions"),
    message:
        "compare the regions' agendas"
    script:
        "../scripts/compare_regions.py"


rule measure_changes:
    input:
        units=flow.table("units"),
        unit_shares=flow.unit_shares,
        members=flow.members,
        documents=flow.table("documents"),
        code=flow.code("measure_changes"),
    output:
        trends="<results>/regions/{scheme}/trends.parquet",
        trends_csv="<results>/regions/{scheme}/trends.csv",
        review_plan="<results>/regions/{scheme}/review_plan.parquet",
        review_plan_csv="<results>/regions/{scheme}/review_plan.csv",
    log:
        "<logs>/regions/{scheme}/measure_changes.log",
    benchmark:
        "<benchmarks>/regions/{scheme}/measure_changes.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("measure_changes"),
    message:
        "measure what changes over the years and from review to plan"
    script:
        "../scripts/measure_changes.py"


rule rank_terms:
    input:
        units=flow.table("units"),
        vocabulary=flow.table("vocabulary"),
        code=flow.code("rank_terms"),
    output:
        distinctive_terms="<results>/regions/distinctive_terms.parquet",
        distinctive_terms_csv="<results>/regions/distinctive_terms.csv",
    log:
        "<logs>/regions/rank_terms.log",
    benchmark:
        "<benchmarks>/regions/rank_terms.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("regions"),
        libraries=flow.libraries("rank_terms"),
    message:
        "rank the terms that set regions apart"
    script:
        "../scripts/rank_terms.py"
