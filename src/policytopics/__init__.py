"""policytopics: what each region's government puts first, and how sure we can be."""

__version__ = "0.1.0"
