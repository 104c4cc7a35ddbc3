"""From a file's content to its text: each format has its reader, one module each."""

from policytopics.corpus.content import Content
from policytopics.corpus.decode import LEAST_SCORE, Decoded, common_share, decode
from policytopics.corpus.markdown import markdown_reading
from policytopics.corpus.misread import MISREAD, family, undo_exactly
from policytopics.corpus.old_word import converted_reading
from policytopics.corpus.rich_text import rtf_reading
from policytopics.corpus.text import text_lines
from policytopics.corpus.unreadable import Reading, UnreadableError
from policytopics.corpus.web_page import html_lines, looks_like_html, mhtml_reading
from policytopics.corpus.word import docx_reading

__all__ = ["as_it_was", "read_as"]

_READERS = {"docx": docx_reading, "rtf": rtf_reading, "mhtml": mhtml_reading}
# Of a text file: decoding tries several encodings.
MOST_TEXT_BYTES = 16_000_000
# A text whose characters are so common was never read in a wrong encoding.
PLAIN = 0.85


def read_as(content: Content, format_: str) -> Reading:
    """Return the text of a file of a format that holds one document, PDFs apart.

    Raises
    ------
    UnreadableError
        If it cannot be read.
    """
    data = content.data()
    if format_ in _READERS:
        return _READERS[format_](data)
    if format_ in ("doc", "odt"):
        return converted_reading(data, format_)
    return _text_reading(data, is_markdown=format_ == "markdown")


def _text_reading(data: bytes, *, is_markdown: bool) -> Reading:
    """Return the lines of a text, which may be HTML or Markdown."""
    if len(data) > MOST_TEXT_BYTES:
        raise UnreadableError(
            f"{len(data):,} bytes of text are more than a report has "
            f"(at most {MOST_TEXT_BYTES:,} are read)",
            "save the report alone as .txt, or remove the file",
        )
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("not a text file", "save the report's text as UTF-8 .txt")
    n_zeros = decoded.n_zeros
    decoded, warnings = as_it_was(decoded)
    if n_zeros:
        warnings.append(f"{n_zeros:,} zero bytes between its characters taken out")
    if decoded.n_unreadable:
        warnings.append(f"{decoded.n_unreadable} bytes could not be read as {decoded.encoding}")
    if looks_like_html(decoded.text) and not is_markdown:
        lines, more = html_lines(decoded.text)
        return Reading("html", lines, decoded.encoding, [*warnings, *more])
    if is_markdown or decoded.text.startswith("---\n"):
        found = markdown_reading("\n".join(text_lines(decoded.text)))
        return Reading("markdown", found.lines, decoded.encoding, warnings, found.given)
    return Reading("txt", text_lines(decoded.text), decoded.encoding, warnings)


def as_it_was(decoded: Decoded) -> tuple[Decoded, list[str]]:
    """Return a text that was once read in a wrong encoding as it was, if no byte was lost by that.

    Where bytes were lost the text stays as it is; the repair stage fills in what it can.
    """
    plain = common_share(decoded.text)
    if plain >= PLAIN:
        return decoded, []
    name = family(decoded.text)
    if name == "cp1252" and (text := undo_exactly(decoded.text)) is not None:
        return Decoded(text, f"{MISREAD}{name}"), [f"{MISREAD}{name} and saved so: undone exactly"]
    if name:
        warning = f"{MISREAD}{name} and saved so: undone as far as its bytes allow"
        return Decoded(decoded.text, f"{MISREAD}{name}", decoded.n_unreadable), [warning]
    if plain < LEAST_SCORE:
        raise UnreadableError(
            "the text is garbled: it was once read in a wrong encoding, and saved so",
            "fetch it again from where it came from",
        )
    return decoded, []
