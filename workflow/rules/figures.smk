# Figures: the tables as a journal prints them (PDF, SVG, PNG, with alt text and data).


rule draw_profiles:
    input:
        priorities="<results>/regions/priorities.parquet",
        topic_summary="<results>/topics/topic_summary.parquet",
        regions="<results>/corpus/regions.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_profiles"),
    output:
        pdf="<results>/figures/profiles.pdf",
        svg="<results>/figures/profiles.svg",
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
        similarity="<results>/regions/similarity.parquet",
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_contrast"),
    output:
        pdf="<results>/figures/contrast.pdf",
        svg="<results>/figures/contrast.svg",
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
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_topics"),
    output:
        folder=directory("<results>/figures/topics"),
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
        fonts=[
            "resources/fonts/PFigSansSC-Regular.ttf",
            "resources/fonts/PFigSansSC-Bold.ttf",
        ],
        code=flow.code("draw_regions"),
    output:
        folder=directory("<results>/figures/regions"),
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
