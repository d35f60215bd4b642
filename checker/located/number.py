"""Numbers in texts: attributes of type number compare as numbers, whatever their writing."""

import re

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def shortest(text: str) -> str | None:
    """Give the shortest form of a decimal number, equal for equal numbers; None if `text` is none.

    >>> shortest("05.00"), shortest("1e3"), shortest("five")
    ('5', '1000', None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, part = mantissa.lstrip("+-").partition(".")
    digits = (whole + part).lstrip("0")
    power = int(exponent or 0) - len(part)
    trimmed = digits.rstrip("0")
    power += len(digits) - len(trimmed)
    if not trimmed:
        return "0"
    sign = "-" if mantissa.startswith("-") else ""
    if power >= 0:
        return f"{sign}{trimmed}{'0' * power}"
    before, after = trimmed[:power] or "0", trimmed[power:].rjust(-power, "0")
    return f"{sign}{before}.{after}"
