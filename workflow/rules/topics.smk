# Topics: units and vocabulary → stable topics, their quality and names, shares of every unit.


# A checkpoint: other admissible numbers of topics are fitted too, once they are known.
checkpoint scan_topics:
    input:
        units=flow.upstream("words", "units.parquet"),
        vocabulary=flow.upstream("words", "vocabulary.parquet"),
        code=flow.code("scan_topics"),
    output:
        candidates="<results>/{topics}/candidates.parquet",
        candidates_csv="<results>/{topics}/candidates.csv",
        choice="<results>/{topics}/choice.parquet",
        choice_csv="<results>/{topics}/choice.csv",
        ensemble="<results>/{topics}/ensemble.npz",
    log:
        "<logs>/{topics}/scan_topics.log",
    benchmark:
        "<benchmarks>/{topics}/scan_topics.tsv"
    conda:
        "../../environment.yml"
    threads: flow.threads_of_scan
    params:
        settings=flow.settings("topics"),
        libraries=flow.libraries("scan_topics"),
    message:
        "fit the ensembles and choose the number of topics"
    script:
        "../scripts/scan_topics.py"


rule settle_topics:
    input:
        units=flow.upstream("words", "units.parquet"),
        vocabulary=flow.upstream("words", "vocabulary.parquet"),
        ensemble="<results>/{topics}/ensemble.npz",
        code=flow.code("settle_topics"),
    output:
        topics="<results>/{topics}/topics.parquet",
        topics_csv="<results>/{topics}/topics.csv",
        topic_quality="<results>/{topics}/topic_quality.parquet",
        topic_quality_csv="<results>/{topics}/topic_quality.csv",
        unit_topics="<results>/{topics}/unit_topics.parquet",
        members="<results>/{topics}/member_unit_topics.npz",
    log:
        "<logs>/{topics}/settle_topics.log",
    benchmark:
        "<benchmarks>/{topics}/settle_topics.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("topics"),
        libraries=flow.libraries("settle_topics"),
    message:
        "settle the consensus topics and measure every unit"
    script:
        "../scripts/settle_topics.py"


rule compose_topics:
    input:
        units="<results>/words/units.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        unit_domains="<results>/domains/unit_domains.parquet",
        code=flow.code("compose_topics"),
    output:
        composition="<results>/topics/composition.parquet",
        composition_csv="<results>/topics/composition.csv",
    log:
        "<logs>/topics/compose_topics.log",
    benchmark:
        "<benchmarks>/topics/compose_topics.tsv"
    conda:
        "../../environment.yml"
    params:
        parts=flow.study.topics.fit_parts,
        libraries=flow.libraries("compose_topics"),
    message:
        "measure which domains the topics hold"
    script:
        "../scripts/compose_topics.py"


rule label_topics:
    input:
        topics="<results>/topics/topics.parquet",
        topic_quality="<results>/topics/topic_quality.parquet",
        composition="<results>/topics/composition.parquet",
        units="<results>/words/units.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        unit_domains="<results>/domains/unit_domains.parquet",
        vocabulary="<results>/words/vocabulary.parquet",
        domains="<results>/domains/domains.parquet",
        formulas=flow.resource("lexicon/formulas.csv"),
        names=flow.beside("topics.yaml"),
        code=flow.code("label_topics"),
    output:
        topic_summary="<results>/topics/topic_summary.parquet",
        topic_summary_csv="<results>/topics/topic_summary.csv",
    log:
        "<logs>/topics/label_topics.log",
    benchmark:
        "<benchmarks>/topics/label_topics.tsv"
    conda:
        "../../environment.yml"
    params:
        libraries=flow.libraries("label_topics"),
    message:
        "name the topics"
    script:
        "../scripts/label_topics.py"


rule score_leak:
    input:
        units="<results>/words/units.parquet",
        vocabulary="<results>/words/vocabulary.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        code=flow.code("score_leak"),
    output:
        leak="<results>/topics/leak.parquet",
        leak_csv="<results>/topics/leak.csv",
    log:
        "<logs>/topics/score_leak.log",
    benchmark:
        "<benchmarks>/topics/score_leak.tsv"
    conda:
        "../../environment.yml"
    params:
        settings=flow.settings("topics"),
        mask=flow.study.words.mask_places,
        libraries=flow.libraries("score_leak"),
    message:
        "score how well region and document can be told from the topics"
    script:
        "../scripts/score_leak.py"


rule validate_topics:
    input:
        gold=flow.beside("gold.csv"),
        documents="<results>/corpus/documents.parquet",
        paragraphs="<results>/corpus/paragraphs.parquet",
        units="<results>/words/units.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        code=flow.code("validate_topics"),
    output:
        validation="<results>/topics/validation.parquet",
        validation_csv="<results>/topics/validation.csv",
    log:
        "<logs>/topics/validate_topics.log",
    benchmark:
        "<benchmarks>/topics/validate_topics.tsv"
    conda:
        "../../environment.yml"
    params:
        libraries=flow.libraries("validate_topics"),
    message:
        "compare with gold labels"
    script:
        "../scripts/validate_topics.py"


rule draw_sheets:
    input:
        topics="<results>/topics/topics.parquet",
        units="<results>/words/units.parquet",
        unit_topics="<results>/topics/unit_topics.parquet",
        code=flow.code("draw_sheets"),
    output:
        words="<results>/topics/sheets/word_sheet.parquet",
        words_csv="<results>/topics/sheets/word_sheet.csv",
        passages="<results>/topics/sheets/topic_sheet.parquet",
        passages_csv="<results>/topics/sheets/topic_sheet.csv",
        key="<results>/topics/sheets/sheet_key.parquet",
        key_csv="<results>/topics/sheets/sheet_key.csv",
    log:
        "<logs>/topics/draw_sheets.log",
    benchmark:
        "<benchmarks>/topics/draw_sheets.tsv"
    conda:
        "../../environment.yml"
    params:
        seed=flow.study.topics.seed,
        libraries=flow.libraries("draw_sheets"),
    message:
        "draw sheets on which people tell what does not belong"
    script:
        "../scripts/draw_sheets.py"
