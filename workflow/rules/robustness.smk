# Robustness: does the answer survive other reasonable choices?


rule collect_robustness:
    input:
        headlines=lambda w: flow.repeated(
            w.scheme, "regions", f"{w.scheme}/headline.parquet", checkpoints
        ),
        terms=lambda w: flow.terms(w, checkpoints),
        code=flow.code("collect_robustness"),
    output:
        specifications="<results>/robustness/{scheme}/specifications.parquet",
        specifications_csv="<results>/robustness/{scheme}/specifications.csv",
        robustness="<results>/robustness/{scheme}/robustness.parquet",
        robustness_csv="<results>/robustness/{scheme}/robustness.csv",
        claims="<results>/robustness/{scheme}/claims.parquet",
        claims_csv="<results>/robustness/{scheme}/claims.csv",
    log:
        "<logs>/robustness/{scheme}/collect_robustness.log",
    benchmark:
        "<benchmarks>/robustness/{scheme}/collect_robustness.tsv"
    conda:
        "../../environment.yml"
    params:
        specifications=lambda w, input: flow.listed(w.scheme, input.headlines),
        threshold=flow.study.robustness.match,
        libraries=flow.libraries("collect_robustness"),
    message:
        "follow every claim through every specification"
    script:
        "../scripts/collect_robustness.py"
