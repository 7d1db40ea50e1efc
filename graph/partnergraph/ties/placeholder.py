"""Placeholders: names for what ties two things in a row of an answer or a file, where that has none of its own."""

_BEGINNING = "urn:partnergraph:row:"


def of(number: int, place: int | None = None) -> str:
    """Give the name for the row of a number, or for one of several ties in it.

    >>> of(7), of(7, 0)
    ('urn:partnergraph:row:000000007', 'urn:partnergraph:row:000000007:0')
    """
    return f"{_BEGINNING}{number:09}" + ("" if place is None else f":{place}")


def node(via: str) -> str:
    """Give the IRI of what ties; "" for a placeholder.

    >>> node("urn:agreement"), node(of(7))
    ('urn:agreement', '')
    """
    return "" if via.startswith(_BEGINNING) else via
