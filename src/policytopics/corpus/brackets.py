"""Brackets that open and close: a reading in which they do not pair is less likely."""

__all__ = ["left_open", "open_brackets", "with_bracket"]

_OPENING = {"（": "）", "“": "”", "《": "》"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
# ASSUME: log-odds against a bracket that does not close or is not open.
_UNPAIRED = -5.0


def with_bracket(pending: str, plain: str) -> tuple[str, float]:
    """Return the brackets that are open after a character, and the log-odds of it.

    Examples
    --------
    >>> with_bracket("（", "）"), with_bracket("", "）")
    (('', 0.0), ('', -5.0))
    """
    if plain in _OPENING:
        return (pending, _UNPAIRED) if plain in pending else (pending + plain, 0.0)
    if (opening := _CLOSING.get(plain)) is None:
        return pending, 0.0
    return pending.replace(opening, ""), 0.0 if opening in pending else _UNPAIRED


def open_brackets(text: str) -> str:
    """Return the brackets that are open at a text's end."""
    pending = ""
    for character in text:
        pending, _ = with_bracket(pending, character)
    return pending


def left_open(pending: str, following: str) -> float:
    """Return the log-odds of brackets that are open, given what follows.

    Examples
    --------
    >>> left_open("“", "二卡合一”，"), left_open("“", "二卡，“合一”")
    (0.0, -5.0)
    """
    odds = 0.0
    for opening in pending:
        again, closed = following.find(opening), following.find(_OPENING[opening])
        odds += 0.0 if closed >= 0 and (again < 0 or closed < again) else _UNPAIRED
    return odds
