# Words: clean text → modelling units of tokens, and a vocabulary that says why a term is out.


rule segment_units:
    input:
        paragraphs=flow.upstream("corpus", "paragraphs.parquet"),
        documents=flow.upstream("corpus", "documents.parquet"),
        lexicon="resources/lexicon/policy_terms.csv",
        code=flow.code("segment_units"),
    output:
        units="<results>/{words}/units.parquet",
    log:
        "<logs>/{words}/segment_units.log",
    benchmark:
        "<benchmarks>/{words}/segment_units.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("words"),
        libraries=flow.libraries("segment_units"),
    message:
        "cut paragraphs into units and tokens"
    script:
        "../scripts/segment_units.py"


rule build_vocabulary:
    input:
        units="<results>/{words}/units.parquet",
        regions=flow.upstream("corpus", "regions.parquet"),
        lexicon="resources/lexicon/policy_terms.csv",
        genre="resources/lexicon/genre.txt",
        gazetteer="resources/gazetteer/divisions.csv",
        code=flow.code("build_vocabulary"),
    output:
        vocabulary="<results>/{words}/vocabulary.parquet",
        vocabulary_csv="<results>/{words}/vocabulary.csv",
    log:
        "<logs>/{words}/build_vocabulary.log",
    benchmark:
        "<benchmarks>/{words}/build_vocabulary.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("words"),
        libraries=flow.libraries("build_vocabulary"),
    message:
        "choose the terms of the model"
    script:
        "../scripts/build_vocabulary.py"
