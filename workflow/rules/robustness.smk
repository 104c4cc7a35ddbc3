# Robustness: does the answer survive the sweep's other reasonable choices?


rule collect_robustness:
    input:
        topics=flow.every("topics", "topics.parquet"),
        priorities=flow.every("regions", "priorities.parquet"),
        code=flow.code("collect_robustness"),
    output:
        specifications="<results>/robustness/specifications.parquet",
        specifications_csv="<results>/robustness/specifications.csv",
        robustness="<results>/robustness/robustness.parquet",
        robustness_csv="<results>/robustness/robustness.csv",
    log:
        "<logs>/robustness/collect_robustness.log",
    benchmark:
        "<benchmarks>/robustness/collect_robustness.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        specifications=flow.listed(),
        threshold=flow.study.robustness.match,
        libraries=flow.libraries("collect_robustness"),
    message:
        "follow every claim through every specification"
    script:
        "../scripts/collect_robustness.py"
