# Corpus: messy documents → clean, structured, identified text; every change is on record.


rule read_documents:
    input:
        documents=flow.documents,
        code=flow.code("read_documents"),
    output:
        sources="<results>/{corpus}/sources.parquet",
        unread="<results>/{corpus}/unread.parquet",
        unread_csv="<results>/{corpus}/unread.csv",
    log:
        "<logs>/{corpus}/read_documents.log",
    benchmark:
        "<benchmarks>/{corpus}/read_documents.tsv"
    conda:
        "../../environment.yml"
    threads: 2
    params:
        settings=flow.settings("corpus"),
        folder=flow.folder,
        libraries=flow.libraries("read_documents"),
    message:
        "read the documents"
    script:
        "../scripts/read_documents.py"


rule repair_text:
    input:
        sources="<results>/{corpus}/sources.parquet",
        corrections=flow.beside("corrections.csv"),
        code=flow.code("repair_text"),
    output:
        repaired="<results>/{corpus}/repaired.parquet",
        repairs="<results>/{corpus}/repairs.parquet",
        repairs_csv="<results>/{corpus}/repairs.csv",
    log:
        "<logs>/{corpus}/repair_text.log",
    benchmark:
        "<benchmarks>/{corpus}/repair_text.tsv"
    conda:
        "../../environment.yml"
    threads: 2
    params:
        libraries=flow.libraries("repair_text"),
    message:
        "repair encodings, pinyin notes, script, width and spacing; apply hand corrections"
    script:
        "../scripts/repair_text.py"


rule structure_text:
    input:
        sources="<results>/{corpus}/sources.parquet",
        repaired="<results>/{corpus}/repaired.parquet",
        code=flow.code("structure_text"),
    output:
        paragraphs="<results>/{corpus}/paragraphs.parquet",
        paragraphs_csv="<results>/{corpus}/paragraphs.csv",
        account="<results>/{corpus}/account.parquet",
        account_csv="<results>/{corpus}/account.csv",
    log:
        "<logs>/{corpus}/structure_text.log",
    benchmark:
        "<benchmarks>/{corpus}/structure_text.tsv"
    conda:
        "../../environment.yml"
    threads: 2
    params:
        libraries=flow.libraries("structure_text"),
    message:
        "tell headings, body and boilerplate, review and plan"
    script:
        "../scripts/structure_text.py"


rule identify_documents:
    input:
        sources="<results>/{corpus}/sources.parquet",
        unread="<results>/{corpus}/unread.parquet",
        repaired="<results>/{corpus}/repaired.parquet",
        paragraphs="<results>/{corpus}/paragraphs.parquet",
        repairs="<results>/{corpus}/repairs.parquet",
        gazetteer=flow.resource("gazetteer/divisions.csv"),
        manifest=flow.beside("documents.csv"),
        study_regions=flow.beside("regions.csv"),
        code=flow.code("identify_documents"),
    output:
        documents="<results>/{corpus}/documents.parquet",
        documents_csv="<results>/{corpus}/documents.csv",
        regions="<results>/{corpus}/regions.parquet",
        regions_csv="<results>/{corpus}/regions.csv",
        omissions="<results>/{corpus}/omissions.parquet",
        omissions_csv="<results>/{corpus}/omissions.csv",
    log:
        "<logs>/{corpus}/identify_documents.log",
    benchmark:
        "<benchmarks>/{corpus}/identify_documents.tsv"
    conda:
        "../../environment.yml"
    threads: 2
    params:
        settings=flow.settings("corpus"),
        draft=lambda wildcards: f"{flow.results}/{wildcards.corpus}/documents_draft.csv",
        libraries=flow.libraries("identify_documents"),
    message:
        "recognise region, year and kind of each document"
    script:
        "../scripts/identify_documents.py"
