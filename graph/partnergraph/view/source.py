"""What sources are called: by their titles, or by host and path, so that no two links have the same words."""

import re
from collections import Counter
from collections.abc import Sequence

LONGEST = 64  # signs of a host and path that are told
HEAD = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def called(works: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give the name of each source, from titles and web addresses; either may be empty.

    A title that is no more than the host is none. Where several have one title their addresses tell them apart. Of a
    long path the middle is left out, where what is left is still a name of its own.

    >>> called([("esr.org", "https://www.esr.org/a/"), ("Aims", "https://esr.org/b"), ("Aims", "https://esr.org/c")])
    ('esr.org/a', 'Aims (esr.org/b)', 'Aims (esr.org/c)')
    """
    addresses = [url for _, url in works]
    places = [_short(_bare(url)) for url in addresses]
    names = [
        place if url and _is_host(title, url) else title for (title, url), place in zip(works, places, strict=True)
    ]
    told = [name if name == place else f"{name} ({place})" for name, place in zip(names, places, strict=True)]
    return _apart(_apart(names, told, addresses), addresses, addresses)


def _apart(names: Sequence[str], longer: Sequence[str], addresses: Sequence[str]) -> tuple[str, ...]:
    """Give the longer name to those that share one with another address; what has no address is no link."""
    found = Counter(name for name, _ in set(zip(names, addresses, strict=True)))
    each = zip(names, longer, addresses, strict=True)
    return tuple(more if url and found[name] > 1 else name for name, more, url in each)


def _is_host(title: str, url: str) -> bool:
    host = re.split(r"[/?#]", _bare(url))[0]
    return not title or title.casefold().removeprefix("www.").rstrip("/") == host.casefold()


def _bare(url: str) -> str:
    """Give an address as people read it."""
    return HEAD.sub("", url, count=1).rstrip("/")


def _short(place: str) -> str:
    half = LONGEST // 2
    return place if len(place) <= LONGEST else f"{place[: half - 1]}…{place[-half:]}"
