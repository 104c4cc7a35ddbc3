# Domains: units and a codebook fixed beforehand → shares of every unit, the same for every study.


rule code_domains:
    input:
        units=flow.upstream("words", "units.parquet"),
        codebook=flow.resource("codebook/domains.csv"),
        weights=flow.resource("codebook/weights.npz"),
        quality=flow.resource("codebook/quality.csv"),
        firms=flow.resource("codebook/firms.txt"),
        gazetteer=flow.resource("gazetteer/divisions.csv"),
        lexicon=[
            flow.resource("codebook/words.csv"),
            flow.resource("lexicon/policy_terms.csv"),
            flow.resource("lexicon/glosses.csv"),
        ],
        own_codebook=flow.beside("codebook.csv"),
        own_coded=flow.beside("coded.csv"),
        code=flow.code("code_domains"),
    output:
        domains="<results>/{domains}/domains.parquet",
        domains_csv="<results>/{domains}/domains.csv",
        unit_domains="<results>/{domains}/unit_domains.parquet",
        domain_quality="<results>/{domains}/domain_quality.parquet",
        domain_quality_csv="<results>/{domains}/domain_quality.csv",
    log:
        "<logs>/{domains}/code_domains.log",
    benchmark:
        "<benchmarks>/{domains}/code_domains.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("domains"),
        libraries=flow.libraries("code_domains"),
    message:
        "code units by the codebook's domains"
    script:
        "../scripts/code_domains.py"


rule count_concepts:
    input:
        units=flow.upstream("words", "units.parquet"),
        documents=flow.upstream("corpus", "documents.parquet"),
        lists=flow.beside("concepts.csv"),
        code=flow.code("count_concepts"),
    output:
        concepts="<results>/{domains}/concepts.parquet",
        concepts_csv="<results>/{domains}/concepts.csv",
        region_concepts="<results>/{domains}/region_concepts.parquet",
        region_concepts_csv="<results>/{domains}/region_concepts.csv",
    log:
        "<logs>/{domains}/count_concepts.log",
    benchmark:
        "<benchmarks>/{domains}/count_concepts.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("domains"),
        libraries=flow.libraries("count_concepts"),
    message:
        "count the study's own concepts"
    script:
        "../scripts/count_concepts.py"
