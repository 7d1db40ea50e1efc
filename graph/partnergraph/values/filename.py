"""Names of files: bytes to the system, and not always text, whatever the locale takes them for.

The system hands over what is not text in its locale as surrogates, which neither UTF-8 nor RDF can hold. So a name is
shown, and becomes a part of an IRI, in one way: as the UTF-8 that its bytes are, each byte that is none as ``%E4``.
"""

import re
import sys
from pathlib import PurePath
from urllib.parse import quote_from_bytes

_BYTE = re.compile("[\udc80-\udcff]")
_FIRST = 0xDC00  # the surrogate of a byte is that much more than the byte


def shown(name: str | PurePath) -> str:
    r"""Give a name as text: as it is where it is UTF-8, in any locale.

    >>> shown("Büro.csv"), shown("B\udcfcro.csv"), shown("B\udcc3\udcbcro.csv")
    ('Büro.csv', 'B%FCro.csv', 'Büro.csv')
    """
    text = _bytes(name).decode("utf-8", "surrogateescape")
    return _BYTE.sub(lambda found: f"%{ord(found[0]) - _FIRST:02X}", text)


def quoted(name: str | PurePath) -> str:
    r"""Give a name as a part of an IRI: its bytes, those percent-encoded that IRIs have a use for.

    >>> quoted("partners 2026.xlsx"), quoted("Büro.csv"), quoted("B\udcfcro.csv")
    ('partners%202026.xlsx', 'B%C3%BCro.csv', 'B%FCro.csv')
    """
    return quote_from_bytes(_bytes(name), safe="")


def replaced(error: UnicodeError) -> tuple[bytes, int]:
    r"""Give what a stream writes for what it cannot encode, as ``codecs.register_error`` asks for it.

    >>> try:
    ...     "B\udcc3\udcbcro".encode()
    ... except UnicodeError as error:
    ...     replaced(error)
    (b'\xc3\xbc', 3)
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return shown(error.object[error.start : error.end]).encode(), error.end


def _bytes(name: str | PurePath) -> bytes:
    return str(name).encode("utf-8", sys.getfilesystemencodeerrors())
