# Words: clean text → modelling units of tokens, and a vocabulary that says why a term is out.
# A large corpus is cut into tokens in shards, documents by the hash of their id. The split is a
# checkpoint: after it, a shard whose paragraphs are what they were is not cut again.


checkpoint split_paragraphs:
    input:
        paragraphs=flow.upstream("corpus", "paragraphs.parquet"),
        code=flow.code("split_paragraphs"),
    output:
        shards=flow.shards("paragraphs"),
    log:
        "<logs>/{words}/split_paragraphs.log",
    benchmark:
        "<benchmarks>/{words}/split_paragraphs.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        libraries=flow.libraries("split_paragraphs"),
    message:
        "split the paragraphs into shards"
    script:
        "../scripts/split_paragraphs.py"


rule segment_units:
    input:
        paragraphs=flow.paragraphs_of_shard,
        lexicon=flow.resource("lexicon/policy_terms.csv"),
        genre=flow.resource("lexicon/genre.txt"),
        fragments=flow.resource("lexicon/fragments.csv"),
        ordinary=flow.resource("lexicon/ordinary.txt"),
        gazetteer=flow.resource("gazetteer/divisions.csv"),
        own_terms=flow.beside("lexicon.txt"),
        own_concepts=flow.beside("concepts.csv"),
        own_regions=flow.beside("regions.csv"),
        code=flow.code("segment_units"),
    output:
        segments="<results>/{words}/shards/segments-{shard}.parquet",
        marked="<results>/{words}/shards/marked-{shard}.parquet",
    log:
        "<logs>/{words}/{shard}/segment_units.log",
    benchmark:
        "<benchmarks>/{words}/{shard}/segment_units.tsv"
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


rule join_units:
    input:
        segments=lambda w: flow.after_split("segments", w, checkpoints),
        marked=lambda w: flow.after_split("marked", w, checkpoints),
        documents=flow.upstream("corpus", "documents.parquet"),
        regions=flow.upstream("corpus", "regions.parquet"),
        lexicon=flow.resource("lexicon/policy_terms.csv"),
        genre=flow.resource("lexicon/genre.txt"),
        ordinary=flow.resource("lexicon/ordinary.txt"),
        places=flow.resource("lexicon/places.txt"),
        gazetteer=flow.resource("gazetteer/divisions.csv"),
        towns=flow.resource("gazetteer/towns.csv"),
        own_terms=flow.beside("lexicon.txt"),
        own_concepts=flow.beside("concepts.csv"),
        code=flow.code("join_units"),
    output:
        units="<results>/{words}/units.parquet",
        phrases="<results>/{words}/phrases.parquet",
        phrases_csv="<results>/{words}/phrases.csv",
    log:
        "<logs>/{words}/join_units.log",
    benchmark:
        "<benchmarks>/{words}/join_units.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("words"),
        libraries=flow.libraries("join_units"),
    message:
        "find the corpus' own terms and join tokens to them"
    script:
        "../scripts/join_units.py"


rule build_vocabulary:
    input:
        units="<results>/{words}/units.parquet",
        regions=flow.upstream("corpus", "regions.parquet"),
        lexicon=flow.resource("lexicon/policy_terms.csv"),
        glosses=flow.resource("lexicon/glosses.csv"),
        domains=flow.resource("lexicon/domains.csv"),
        genre=flow.resource("lexicon/genre.txt"),
        ordinary=flow.resource("lexicon/ordinary.txt"),
        places=flow.resource("lexicon/places.txt"),
        spots=flow.resource("lexicon/spots.csv"),
        gazetteer=flow.resource("gazetteer/divisions.csv"),
        towns=flow.resource("gazetteer/towns.csv"),
        own_terms=flow.beside("lexicon.txt"),
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
