"""Programmes: framework programmes and their parts, by the codes of their legal basis, one within the other."""

from partnergraph.loading.notation import EVIDENCE, OTHER, A, named, say, slug, term
from partnergraph.sources.scribe import Scribe

PROGRAMME, SCHEME = term("pg:programme"), term("pg:fundingScheme")
_PART_OF = term("dcterms:isPartOf")
_FRAMEWORKS = {
    "FP7": ("fp7", "Seventh Framework Programme"),
    "H2020": ("horizon-2020", "Horizon 2020"),
    "HORIZON": ("horizon-europe", "Horizon Europe"),
    "EURATOM": ("euratom", "European Atomic Energy Community (EURATOM) research and training programme"),
}
_STEPS = {"H2020-EU": "H2020", "EURATOM2027": "EURATOM"}  # codes of no part of their own


def node(code: str) -> str:
    """Give the name of the node of a programme.

    >>> node("H2020-EU.3.1."), node("HORIZON")
    ('<https://w3id.org/partnergraph/id/programme/h2020-eu-3-1>', '<https://w3id.org/partnergraph/id/programme/horizon-europe>')
    """
    found = _FRAMEWORKS.get(code.upper())
    return term(f"programme:{found[0] if found else slug(code)}")


def above(code: str) -> str:
    """Give the code of the programme that one is a part of, "" for a framework programme and what is in none.

    >>> above("HORIZON.2.5.7"), above("H2020-EU.3.1."), above("H2020-EU.3."), above("FP7-HEALTH"), above("FP7")
    ('HORIZON.2.5', 'H2020-EU.3.', 'H2020', 'FP7', '')
    """
    bare = code.rstrip(". ")
    if bare in _STEPS:
        return _STEPS[bare]
    place = max(bare.rfind("."), bare.rfind("-"))
    if place < 0 or bare.upper() in _FRAMEWORKS:
        return ""
    found = bare[:place]
    if found in _STEPS or found.upper() in _FRAMEWORKS:
        return _STEPS.get(found, found)
    return f"{found}." if code.endswith(".") else found


def write(scribe: Scribe, code: str, title: str = "") -> tuple[str, str]:
    r"""Give the node of a programme, and what is stated of it and those above it where they are new.

    >>> from partnergraph.sources.known import Known
    >>> from partnergraph.loading.ledger import Ledger
    >>> from partnergraph.sources.scribe import CORDIS
    >>> scribe = Scribe(CORDIS, Known(), Ledger(), "2026-11-23")
    >>> write(scribe, "HORIZON.2", "Global challenges")[1].count(" .\n")
    8
    """
    subject = node(code)
    other = [(OTHER, named(title))] if title and title != code else []
    if other and not scribe.first(f"{subject} {title}"):
        other = []
    if not scribe.first(subject):
        return subject, say(subject, *other)
    found = _FRAMEWORKS.get(code.upper())
    statements = [(A, term("pg:Programme"))]
    if subject not in scribe.known.names:
        statements += scribe.name(subject, found[1] if found else code)
    higher = above(code)
    lines = ""
    if higher:
        parent, lines = write(scribe, higher)
        statements.append((_PART_OF, parent))
    return subject, lines + say(subject, *statements, *other, (EVIDENCE, scribe.evidence()))


def scheme(scribe: Scribe, code: str) -> tuple[str, str]:
    r"""Give the node of a funding scheme, and what is stated of it where it is new.

    >>> from partnergraph.sources.known import Known
    >>> from partnergraph.loading.ledger import Ledger
    >>> from partnergraph.sources.scribe import CORDIS
    >>> scribe = Scribe(CORDIS, Known(), Ledger(), "2026-11-23")
    >>> [scheme(scribe, "RIA")[1].count(" .\n") for _ in range(2)]
    [3, 0]
    """
    subject = term(f"programme:scheme-{slug(code)}")
    if not scribe.first(subject):
        return subject, ""
    names = [] if subject in scribe.known.names else scribe.name(subject, code)
    return subject, say(subject, (A, term("pg:FundingScheme")), *names, (EVIDENCE, scribe.evidence()))
