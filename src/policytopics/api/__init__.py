"""The public API: read, clean, segment, fit, measure, code; the workflow's stages on data frames.

Each function calls what the scripts in ``workflow/scripts/`` call, in their order, and returns
tables as the workflow writes them (``src/policytopics/tables/`` says what each column means). They
are imported from ``policytopics`` itself, whose ``__all__`` is the list of them.
"""

from policytopics.api.documents import clean, read
from policytopics.api.findings import fit, measure
from policytopics.api.results import Cleaned, Fitted, Measured, Segmented
from policytopics.api.sentences import code
from policytopics.api.terms import segment
