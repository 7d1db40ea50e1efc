"""Text: names and notes from outside, as any page or file for other programs may hold them."""

import re

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(value: object) -> str:
    """Give text without the signs that no HTML, XML or JSON may hold, and without those that turn what stands beside.

    Controls and lone surrogates become U+FFFD. The embeddings, overrides and isolates of the Unicode Bidirectional
    Algorithm (UAX #9, section 2) are left out: an override in a name would have the words after it read backwards, and
    the direction of a name follows from its letters.

    >>> plain(f"a{chr(0)}b") == f"a{chr(0xFFFD)}b"
    True
    >>> plain(f"Evil {chr(0x202E)}eman")
    'Evil eman'
    """
    text = value if type(value) is str else str(value)
    return text if text.isprintable() else _TURNING.sub("", _UNSAFE.sub("\ufffd", text))
