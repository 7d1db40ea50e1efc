"""Subjects: the topics of calls and the fields of science (EuroSciVoc) that projects are about, as SKOS concepts."""

from partnergraph.loading.notation import EVIDENCE, OTHER, A, named, say, slug, term, text
from partnergraph.sources.scribe import Scribe

ABOUT, CALL_TOPIC = term("schema:about"), term("pg:callTopic")
_TOPIC, _CONCEPT = term("pg:Topic"), term("skos:Concept")
_SCHEME, _NOTATION, _BROADER = term("skos:inScheme"), term("skos:notation"), term("skos:broader")
_TOPICS, _DEFINITION = term("pg:Topics"), term("skos:definition")


def call(scribe: Scribe, code: str, title: str) -> tuple[str, str]:
    r"""Give the concept of the topic of a call, and what is stated of it where it is new.

    >>> from partnergraph.sources.known import Known
    >>> from partnergraph.loading.ledger import Ledger
    >>> from partnergraph.sources.scribe import CORDIS
    >>> scribe = Scribe(CORDIS, Known(), Ledger(), "2026-11-23")
    >>> [call(scribe, "NFRP-9", "Doses")[1].count(" .\n") for _ in range(2)]
    [6, 0]
    """
    subject = term(f"topic:call-{slug(code)}")
    title = " ".join(title.split()).strip('"') or code
    if scribe.first(subject):
        return subject, _concept(scribe, subject, title, [(_NOTATION, text(code))])
    if scribe.named.get(subject) != title and scribe.first(f"{subject} {title}"):
        return subject, say(subject, (OTHER, named(title)))
    return subject, ""


def science(scribe: Scribe, code: str, path: str, title: str, definition: str) -> tuple[str, str]:
    """Give the concept of a field of science, and what is stated of it and of the fields above it where they are new.

    ``code`` and ``path`` tell them from the broadest: ``/23/49`` is ``/natural sciences/biological sciences``.

    >>> from partnergraph.sources.known import Known
    >>> from partnergraph.loading.ledger import Ledger
    >>> from partnergraph.sources.scribe import CORDIS
    >>> scribe = Scribe(CORDIS, Known(), Ledger(), "2026-11-23")
    >>> science(scribe, "/23/49", "/natural sciences/biological sciences", "biological sciences", "")[0]
    '<https://w3id.org/partnergraph/id/topic/euroscivoc-49>'
    """
    codes = [each for each in code.split("/") if each]
    names = [each for each in path.split("/") if each]
    if len(names) != len(codes):  # a name with a stroke in it
        names = [*codes[:-1], title or codes[-1]]
    lines, broader = [], ""
    for depth, (each, name) in enumerate(zip(codes, names, strict=True), 1):
        subject = term(f"topic:euroscivoc-{slug(each)}")
        if scribe.first(subject):
            more = [(_NOTATION, text("/" + "/".join(codes[:depth])))]
            if broader:
                more.append((_BROADER, broader))
            if definition and depth == len(codes):
                more.append((_DEFINITION, named(definition)))
            lines.append(_concept(scribe, subject, name, more))
        broader = subject
    return broader, "".join(lines)


def _concept(scribe: Scribe, subject: str, name: str, more: list[tuple[str, str]]) -> str:
    kinds = ((A, _TOPIC), (A, _CONCEPT), (_SCHEME, _TOPICS))
    return say(subject, *kinds, *scribe.name(subject, name), *more, (EVIDENCE, scribe.evidence()))
