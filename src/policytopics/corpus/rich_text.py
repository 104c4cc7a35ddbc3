"""Rich text (.rtf) to lines."""

import re

from policytopics.corpus.decode import decode
from policytopics.corpus.text import text_lines
from policytopics.corpus.unreadable import Reading, UnreadableError

__all__ = ["rtf_reading"]

# Pictures make up most of a large file, and are not read.
_MOST_BYTES = 64_000_000

_PICTURE = re.compile(r"\{\\(?:\*\\)?(?:pict|shppict|nonshppict|objdata)\b[^{}]*\}")
# Deleted text of tracked changes, and the hidden.
_DELETED = re.compile(r"\{[^{}]*\\(?:deleted|v)(?![a-z0])[^{}]*\}")
_PAGE = re.compile(r"\\ansicpg(\d+)")
_NUMBERS = {"cp936": "936", "gb18030": "936", "cp950": "950", "cp65001": "65001"}


def rtf_reading(data: bytes) -> Reading:
    """Return the lines of a rich-text file.

    Its bytes are of the code page that it names, or of 936 (GBK) where it names a Western one
    but holds pairs of it, as some Chinese programs write.
    """
    from striprtf.striprtf import rtf_to_text

    if len(data) > _MOST_BYTES:
        raise UnreadableError(
            f"{len(data):,} bytes of rich text are too many", "save the report's text as .txt"
        )
    decoded = decode(data)
    text = decoded.text if decoded else data.decode("latin-1")
    text = _DELETED.sub("", _PICTURE.sub("", text))
    page = _PAGE.search(text)
    named = f"cp{page[1]}" if page else "cp1252"
    encoding = named if named in _NUMBERS else "gb18030"
    text = _PAGE.sub(lambda _: f"\\ansicpg{_NUMBERS[encoding]}", text)
    try:
        found: str = rtf_to_text(text, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, KeyError, IndexError, LookupError, RecursionError, OverflowError) as error:
        raise UnreadableError(
            f"the rich text is damaged ({type(error).__name__})",
            "open it in Word or LibreOffice and save it as .docx",
        ) from None
    return Reading("rtf", text_lines(found), encoding)
