"""The numbers of the methods section, and the works it cites.

Its prose stands in the templates ``methods_en`` and ``methods_zh``: every number in it comes from
a table or from the configuration, so that it can be pasted into a paper.
"""

from dataclasses import dataclass
from html import unescape

from policytopics.report.inputs import Inputs
from policytopics.tables.robustness import MAIN
from policytopics.tables.schemes import UNRANKED

__all__ = ["StudyCounts", "cited", "counted"]


@dataclass(frozen=True)
class StudyCounts:
    """How much there is of everything; ``chosen`` is the number of topics.

    ``categories`` are those of the scheme, ``cells`` the differences compared.
    """

    regions: int
    documents: int
    paragraphs: int
    units: int
    terms: int
    terms_kept: int
    repairs: int
    characters_raw: int
    characters_kept: int
    chosen: int
    domains: int
    categories: int
    admissible: tuple[int, ...]
    cells: int
    specifications: int
    failed: int
    fragments: int
    years: tuple[int, ...]
    no_year: int


def counted(inputs: Inputs) -> StudyCounts:
    """Return how much there is of everything."""
    documents, candidates = inputs.documents, inputs.candidates
    others = inputs.specifications[inputs.specifications["specification"] != MAIN]
    partial = documents["starts_mid_document"] | documents["ends_mid_document"]
    return StudyCounts(
        regions=documents["region_id"].nunique(),
        documents=len(documents),
        paragraphs=inputs.units["paragraph_id"].nunique(),
        units=len(inputs.units),
        terms=len(inputs.vocabulary),
        terms_kept=int((inputs.vocabulary["status"] == "kept").sum()),
        repairs=int(inputs.repairs["n_changes"].sum()),
        characters_raw=int(documents["characters_raw"].sum()),
        characters_kept=int(documents["characters_kept"].sum()),
        chosen=len(inputs.topic_summary),
        admissible=tuple(sorted({int(k) for k in candidates.loc[candidates["admissible"], "k"]})),
        domains=int((inputs.domains["domain_id"] != UNRANKED).sum()),
        categories=len({*inputs.headline["category_id"]} - {UNRANKED}),
        cells=int((inputs.headline["category_id"] != UNRANKED).sum()),
        specifications=len(others),
        failed=int((others["status"] == "failed").sum()),
        fragments=int(partial.sum()),
        years=tuple(sorted({int(year) for year in documents["year"].dropna()})),
        no_year=int(documents["year"].isna().sum()),
    )


# How the prose cites a work → the work; in the order of a bibliography.
_REFERENCES = {
    "Benjamini & Hochberg 1995": (
        "Benjamini Y, Hochberg Y (1995). Controlling the false discovery rate: a practical and "
        "powerful approach to multiple testing. Journal of the Royal Statistical Society B 57(1), "
        "289–300."
    ),
    "Benjamini & Yekutieli 2005": (
        "Benjamini Y, Yekutieli D (2005). False discovery rate-adjusted multiple confidence "
        "intervals for selected parameters. Journal of the American Statistical Association "
        "100(469), 71–81."
    ),
    "Bischof & Airoldi 2012": (
        "Bischof JM, Airoldi EM (2012). Summarizing topical content with word frequency and "
        "exclusivity. Proceedings of the 29th International Conference on Machine Learning, "
        "9–16."
    ),
    "Bouma 2009": (
        "Bouma G (2009). Normalized (pointwise) mutual information in collocation extraction."
        " Proceedings of GSCL, 31–40."
    ),
    "Chernozhukov et al. 2013": (
        "Chernozhukov V, Chetverikov D, Kato K (2013). Gaussian approximations and multiplier "
        "bootstrap for maxima of sums of high-dimensional random vectors. The Annals of Statistics "
        "41(6), 2786–2819. doi:10.1214/13-AOS1161"
    ),
    "Hunter 2007": (
        "Hunter JD (2007). Matplotlib: a 2D graphics environment. Computing in Science & "
        "Engineering 9, 90–95. doi:10.1109/MCSE.2007.55"
    ),
    "Korn & Graubard 1998": (
        "Korn EL, Graubard BI (1998). Confidence intervals for proportions with small expected "
        "number of positive counts estimated from survey data. Survey Methodology 24(2), 193–201."
    ),
    "Kotliar et al. 2019": (
        "Kotliar D, Veres A, Nagy MA, et al. (2019). Identifying gene expression programs of "
        "cell-type identity and cellular activity with single-cell RNA-Seq. eLife 8, e43803. "
        "doi:10.7554/eLife.43803"
    ),
    "Lee & Seung 1999": (
        "Lee DD, Seung HS (1999). Learning the parts of objects by non-negative matrix "
        "factorization. Nature 401, 788–791. doi:10.1038/44565"
    ),
    "Lin 1991": (
        "Lin J (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on"
        " Information Theory 37, 145–151. doi:10.1109/18.61115"
    ),
    "Miller 1955": (
        "Miller GA (1955). Note on the bias of information estimates. In: Quastler H (ed.), "
        "Information Theory in Psychology, 95–100. Free Press."
    ),
    "Monroe et al. 2008": (
        "Monroe BL, Colaresi MP, Quinn KM (2008). Fightin’ words: lexical feature selection "
        "and evaluation for identifying the content of political conflict. Political Analysis"
        " 16, 372–403. doi:10.1093/pan/mpn018"
    ),
    "Mölder et al. 2021": (
        "Mölder F, Jablonski KP, Letcher B, et al. (2021). Sustainable data analysis with "
        "Snakemake. F1000Research 10, 33. doi:10.12688/f1000research.29032.2"
    ),
    "Pedregosa et al. 2011": (
        "Pedregosa F, Varoquaux G, Gramfort A, et al. (2011). Scikit-learn: machine learning "
        "in Python. Journal of Machine Learning Research 12, 2825–2830."
    ),
    "Robertson & Zaragoza 2009": (
        "Robertson S, Zaragoza H (2009). The probabilistic relevance framework: BM25 and "
        "beyond. Foundations and Trends in Information Retrieval 3, 333–389. "
        "doi:10.1561/1500000019"
    ),
    "Simonsohn et al. 2020": (
        "Simonsohn U, Simmons JP, Nelson LD (2020). Specification curve analysis. Nature "
        "Human Behaviour 4, 1208–1214. doi:10.1038/s41562-020-0912-z"
    ),
    "Smyth 2004": (
        "Smyth GK (2004). Linear models and empirical Bayes methods for assessing differential "
        "expression in microarray experiments. Statistical Applications in Genetics and Molecular "
        "Biology 3(1), 3."
    ),
    "Spärck Jones 1972": (
        "Spärck Jones K (1972). A statistical interpretation of term specificity and its "
        "application in retrieval. Journal of Documentation 28, 11–21. doi:10.1108/eb026526"
    ),
    "Sun 2012": ("Sun J (2012). jieba: Chinese text segmentation. Python package."),
}


def cited(prose: str) -> tuple[str, ...]:
    """Return the works that the prose, text or HTML, cites, in the order of a bibliography.

    Examples
    --------
    >>> [work[:13] for work in cited("… the Jensen–Shannon distance (Lin 1991).")]
    ['Lin J (1991).']
    """
    text = " ".join(unescape(prose).split())
    return tuple(work for citation, work in _REFERENCES.items() if citation in text)
