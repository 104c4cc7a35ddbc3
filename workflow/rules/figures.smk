# Figures: the tables as a journal prints them (PDF, SVG, PNG, with alt text and data).
# Which there are, and from what, is told by policytopics.tables.figures.
from policytopics.tables.figures import FIGURES

FONTS = [flow.resource(f"fonts/PFigSansSC-{face}.ttf") for face in ("Regular", "Bold")]


for each in FIGURES:

    rule:
        name:
            each.rule
        input:
            **flow.tables_of(each),
            fonts=FONTS,
            code=flow.code(each.rule),
        output:
            **flow.drawn(each),
        log:
            f"<logs>/{each.place()}{each.rule}.log",
        benchmark:
            f"<benchmarks>/{each.place()}{each.rule}.tsv"
        conda:
            "../../environment.yml"
        params:
            settings=flow.settings("figures"),
            figure=each.name,
            shows=each.shows,
            libraries=flow.libraries(each.rule),
        message:
            each.draws
        script:
            "../scripts/draw_{params.figure}.py"


rule collect_captions:
    input:
        drawn=flow.captions,
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
    params:
        libraries=flow.libraries("collect_captions"),
    message:
        "collect the figures' captions"
    script:
        "../scripts/collect_captions.py"
