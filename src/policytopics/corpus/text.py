"""Plain text to lines."""

__all__ = ["text_lines"]


def text_lines(text: str) -> list[str]:
    r"""Return the lines of a text, whatever its line ends.

    ``str.splitlines`` is not used: it also breaks at form feeds and U+2028, and line numbers
    would no longer be those of an editor.

    Examples
    --------
    >>> text_lines("a\r\nb\rc\n")
    ['a', 'b', 'c']
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
