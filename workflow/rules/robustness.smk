# Robustness: does the answer survive other reasonable choices?


rule collect_robustness:
    input:
        topics=lambda w: flow.repeated("topics", "topics.parquet", checkpoints),
        priorities=lambda w: flow.repeated("regions", "priorities.parquet", checkpoints),
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
        specifications=lambda w, input: flow.listed(input.priorities),
        threshold=flow.study.robustness.match,
        libraries=flow.libraries("collect_robustness"),
    message:
        "follow every claim through every specification"
    script:
        "../scripts/collect_robustness.py"
