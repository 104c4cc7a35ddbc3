# Figures: the tables as a journal prints them (PDF, SVG, PNG, with alt text and data).


rule draw_profiles:
    input:
        priorities="<results>/regions/priorities.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        documents="<results>/corpus/documents.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_profiles"),
    output:
        pdf="<results>/figures/profiles.pdf",
        svg=report(
            "<results>/figures/profiles.svg",
            caption="../report/profiles.rst",
            category="Figures",
            labels={"figure": "profiles"},
        ),
        png="<results>/figures/profiles.png",
        csv="<results>/figures/profiles.csv",
        alt="<results>/figures/profiles.alt.txt",
        caption="<results>/figures/profiles.caption.md",
    log:
        "<logs>/figures/draw_profiles.log",
    benchmark:
        "<benchmarks>/figures/draw_profiles.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        part=flow.part,
        level=flow.study.regions.level,
        libraries=flow.libraries("draw_profiles"),
    message:
        "draw the regions' profiles"
    script:
        "../scripts/draw_profiles.py"


rule draw_contrast:
    input:
        priorities="<results>/regions/priorities.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        documents="<results>/corpus/documents.parquet",
        similarity="<results>/regions/similarity.parquet",
        clades="<results>/regions/clades.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_contrast"),
    output:
        pdf="<results>/figures/contrast.pdf",
        svg=report(
            "<results>/figures/contrast.svg",
            caption="../report/contrast.rst",
            category="Figures",
            labels={"figure": "contrast"},
        ),
        png="<results>/figures/contrast.png",
        csv="<results>/figures/contrast.csv",
        alt="<results>/figures/contrast.alt.txt",
        caption="<results>/figures/contrast.caption.md",
    log:
        "<logs>/figures/draw_contrast.log",
    benchmark:
        "<benchmarks>/figures/draw_contrast.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        part=flow.part,
        level=flow.study.regions.level,
        libraries=flow.libraries("draw_contrast"),
    message:
        "draw the contrast and similarity of regions"
    script:
        "../scripts/draw_contrast.py"


rule draw_topics:
    input:
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        topics="<results>/topics/topics.parquet",
        units="<results>/words/units.parquet",
        vocabulary="<results>/words/vocabulary.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_topics"),
    output:
        folder=report(
            directory("<results>/figures/topics"),
            patterns=["{figure}.svg"],
            caption="../report/topics.rst",
            category="Figures",
            labels={"figure": "{figure}"},
        ),
        index="<results>/figures/topics.csv",
    log:
        "<logs>/figures/draw_topics.log",
    benchmark:
        "<benchmarks>/figures/draw_topics.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        libraries=flow.libraries("draw_topics"),
    message:
        "draw the topics' cards"
    script:
        "../scripts/draw_topics.py"


rule draw_regions:
    input:
        priorities="<results>/regions/priorities.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        documents="<results>/corpus/documents.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_regions"),
    output:
        folder=report(
            directory("<results>/figures/regions"),
            patterns=["{figure}.svg"],
            caption="../report/regions.rst",
            category="Figures",
            labels={"figure": "{figure}"},
        ),
        index="<results>/figures/regions.csv",
    log:
        "<logs>/figures/draw_regions.log",
    benchmark:
        "<benchmarks>/figures/draw_regions.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        part=flow.part,
        level=flow.study.regions.level,
        libraries=flow.libraries("draw_regions"),
    message:
        "draw one figure per region"
    script:
        "../scripts/draw_regions.py"


rule draw_trends:
    input:
        priorities="<results>/regions/priorities.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        documents="<results>/corpus/documents.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_trends"),
    output:
        folder=report(
            directory("<results>/figures/trends"),
            patterns=["{figure}.svg"],
            caption="../report/trends.rst",
            category="Figures",
            labels={"figure": "{figure}"},
        ),
        index="<results>/figures/trends.csv",
    log:
        "<logs>/figures/draw_trends.log",
    benchmark:
        "<benchmarks>/figures/draw_trends.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        part=flow.part,
        level=flow.study.regions.level,
        libraries=flow.libraries("draw_trends"),
    message:
        "draw how priorities moved"
    script:
        "../scripts/draw_trends.py"


rule draw_candidates:
    input:
        candidates="<results>/topics/candidates.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_candidates"),
    output:
        pdf="<results>/figures/candidates.pdf",
        svg=report(
            "<results>/figures/candidates.svg",
            caption="../report/candidates.rst",
            category="Figures",
            labels={"figure": "candidates"},
        ),
        png="<results>/figures/candidates.png",
        csv="<results>/figures/candidates.csv",
        alt="<results>/figures/candidates.alt.txt",
        caption="<results>/figures/candidates.caption.md",
    log:
        "<logs>/figures/draw_candidates.log",
    benchmark:
        "<benchmarks>/figures/draw_candidates.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        libraries=flow.libraries("draw_candidates"),
    message:
        "draw how many topics the data support"
    script:
        "../scripts/draw_candidates.py"


rule draw_cleaning:
    input:
        documents="<results>/corpus/documents.parquet",
        paragraphs="<results>/corpus/paragraphs.parquet",
        repairs="<results>/corpus/repairs.parquet",
        regions="<results>/corpus/regions.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_cleaning"),
    output:
        pdf="<results>/figures/cleaning.pdf",
        svg=report(
            "<results>/figures/cleaning.svg",
            caption="../report/cleaning.rst",
            category="Figures",
            labels={"figure": "cleaning"},
        ),
        png="<results>/figures/cleaning.png",
        csv="<results>/figures/cleaning.csv",
        alt="<results>/figures/cleaning.alt.txt",
        caption="<results>/figures/cleaning.caption.md",
    log:
        "<logs>/figures/draw_cleaning.log",
    benchmark:
        "<benchmarks>/figures/draw_cleaning.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        libraries=flow.libraries("draw_cleaning"),
    message:
        "draw what was kept of every document"
    script:
        "../scripts/draw_cleaning.py"


rule draw_robustness:
    input:
        priorities="<results>/regions/priorities.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        documents="<results>/corpus/documents.parquet",
        specifications="<results>/robustness/specifications.parquet",
        robustness="<results>/robustness/robustness.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_robustness"),
    output:
        pdf="<results>/figures/robustness.pdf",
        svg=report(
            "<results>/figures/robustness.svg",
            caption="../report/robustness.rst",
            category="Figures",
            labels={"figure": "robustness"},
        ),
        png="<results>/figures/robustness.png",
        csv="<results>/figures/robustness.csv",
        alt="<results>/figures/robustness.alt.txt",
        caption="<results>/figures/robustness.caption.md",
    log:
        "<logs>/figures/draw_robustness.log",
    benchmark:
        "<benchmarks>/figures/draw_robustness.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        settings=flow.settings("figures"),
        part=flow.part,
        level=flow.study.regions.level,
        libraries=flow.libraries("draw_robustness"),
    message:
        "draw the largest differences under other choices"
    script:
        "../scripts/draw_robustness.py"


rule collect_captions:
    input:
        single=[
            f"<results>/figures/{stem}.caption.md"
            for stem in (
                "profiles",
                "contrast",
                "robustness",
                "candidates",
                "cleaning",
            )
        ],
        folders=[
            f"<results>/figures/{name}" for name in ("trends", "topics", "regions")
        ],
        indexes=[
            f"<results>/figures/{name}.csv" for name in ("trends", "topics", "regions")
        ],
        code=flow.code("collect_captions"),
    output:
        markdown="<results>/figures/captions.md",
        latex="<results>/figures/captions.tex",
    log:
        "<logs>/figures/collect_captions.log",
    benchmark:
        "<benchmarks>/figures/collect_captions.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    params:
        single=["profiles", "contrast", "robustness", "candidates", "cleaning"],
        libraries=flow.libraries("collect_captions"),
    message:
        "collect the figures' captions"
    script:
        "../scripts/collect_captions.py"
