"""The syntax of the OWL 2 RL profile, as far as an ontology without anonymous classes can break it, and a little more.

Source: OWL 2 Web Ontology Language Profiles (second edition), section 4.2, https://www.w3.org/TR/owl2-profiles/.
RL lets more class expressions stand on the left of rdfs:subClassOf than on its right; both sides are checked, so that
an anonymous class added one day is judged rightly.
"""

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

DATATYPES = frozenset(
    {
        *(RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal),
        *(XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.nonPositiveInteger, XSD.positiveInteger),
        *(XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte, XSD.unsignedLong, XSD.unsignedInt),
        *(XSD.unsignedShort, XSD.unsignedByte, XSD.string, XSD.normalizedString, XSD.token, XSD.language, XSD.Name),
        *(XSD.NCName, XSD.NMTOKEN, XSD.boolean, XSD.hexBinary, XSD.base64Binary, XSD.anyURI, XSD.dateTime),
        XSD.dateTimeStamp,
    }
)
"""The datatypes of OWL 2 RL: xsd:float and xsd:double are left out, xsd:date and xsd:gYear are in no OWL 2 profile."""

KINDS = frozenset({OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty})
TRAITS = frozenset(
    {
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.SymmetricProperty,
        OWL.AsymmetricProperty,
        OWL.IrreflexiveProperty,
        OWL.TransitiveProperty,
    }
)
"""What RL lets be said of a property; owl:ReflexiveProperty is not among it."""

WORDS = frozenset(
    {
        *(OWL.disjointWith, OWL.equivalentClass, OWL.equivalentProperty, OWL.inverseOf, OWL.propertyDisjointWith),
        *(OWL.sameAs, OWL.differentFrom, OWL.versionIRI, OWL.versionInfo, OWL.propertyChainAxiom),
        *(OWL.onProperty, OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, OWL.maxCardinality),
        *(OWL.unionOf, OWL.intersectionOf, OWL.oneOf, OWL.complementOf),
        *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
        *(RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
    }
)
"""The predicates of OWL and RDFS that may occur."""


def violations(graph: Graph) -> list[str]:
    """Give what in an ontology lies outside OWL 2 RL, one sentence each, sorted.

    >>> text = "@prefix owl: <http://www.w3.org/2002/07/owl#> . <urn:p> a owl:ObjectProperty , owl:ReflexiveProperty ."
    >>> violations(Graph().parse(data=text))
    ['urn:p is a http://www.w3.org/2002/07/owl#ReflexiveProperty']
    """
    return sorted({*_words(graph), *_types(graph), *_classes(graph), *_properties(graph), *_literals(graph)})


def fits_left(graph: Graph, node: Node) -> bool:
    """Say whether a class may stand as the subclass: a name, a union or intersection, one of some, some or a value."""
    if isinstance(node, URIRef):
        return node != OWL.Thing
    if members := graph.value(node, OWL.unionOf) or graph.value(node, OWL.intersectionOf):
        return all(fits_left(graph, each) for each in Collection(graph, members))
    if some := graph.value(node, OWL.someValuesFrom):
        return some == OWL.Thing or fits_left(graph, some)
    return (node, OWL.oneOf, None) in graph or (node, OWL.hasValue, None) in graph


def fits_right(graph: Graph, node: Node) -> bool:
    """Say whether a class may stand as the superclass: a name, an intersection, not, only, a value or at most one."""
    if isinstance(node, URIRef):
        return node != OWL.Thing
    if members := graph.value(node, OWL.intersectionOf):
        return all(fits_right(graph, each) for each in Collection(graph, members))
    if negated := graph.value(node, OWL.complementOf):
        return fits_left(graph, negated)
    if every := graph.value(node, OWL.allValuesFrom):
        return every in DATATYPES or fits_right(graph, every)
    most = graph.value(node, OWL.maxCardinality)
    return (node, OWL.hasValue, None) in graph or (isinstance(most, Literal) and most.value in {0, 1})


def _words(graph: Graph) -> Iterator[str]:
    """Find predicates of OWL and RDFS that RL does not have."""
    for predicate in graph.predicates(unique=True):
        if str(predicate).startswith((str(OWL), str(RDFS))) and predicate not in WORDS:
            yield f"{predicate} is used"


def _types(graph: Graph) -> Iterator[str]:
    """Find things typed with words of OWL that RL does not have, and names of two kinds that exclude each other."""
    allowed = KINDS | TRAITS | {OWL.Ontology, OWL.NamedIndividual, OWL.Restriction, OWL.Thing}
    for subject, kind in graph.subject_objects(RDF.type):
        if str(kind).startswith(str(OWL)) and kind not in allowed:
            yield f"{subject} is a {kind}"
        if len(KINDS.intersection(graph.objects(subject, RDF.type))) > 1:
            yield f"{subject} is of two kinds"


def _classes(graph: Graph) -> Iterator[str]:
    for left, right in graph.subject_objects(RDFS.subClassOf):
        if not fits_left(graph, left) or not fits_right(graph, right):
            yield f"{left} below {right}"
    for left, right in graph.subject_objects(OWL.disjointWith):
        if not fits_left(graph, left) or not fits_left(graph, right):
            yield f"{left} apart from {right}"


def _properties(graph: Graph) -> Iterator[str]:
    """Find domains and ranges that are no class that may stand on the right, and hierarchies across kinds."""
    for left, right in graph.subject_objects(RDFS.subPropertyOf):
        if not _kinds(graph, left) or _kinds(graph, left) != _kinds(graph, right):
            yield f"{left} and {right} are properties of two kinds"
    for subject, domain in graph.subject_objects(RDFS.domain):
        if not _is_class(graph, domain):
            yield f"domain of {subject} is {domain}"
    for subject, target in graph.subject_objects(RDFS.range):
        holds_data = (subject, RDF.type, OWL.DatatypeProperty) in graph
        if not (target in DATATYPES if holds_data else _is_class(graph, target)):
            yield f"range of {subject} is {target}"


def _literals(graph: Graph) -> Iterator[str]:
    for literal in graph.objects(unique=True):
        if isinstance(literal, Literal) and literal.datatype and literal.datatype not in DATATYPES:
            yield f"{literal.n3()} is a literal"


def _is_class(graph: Graph, node: Node) -> bool:
    return fits_right(graph, node) and (not isinstance(node, URIRef) or (node, RDF.type, OWL.Class) in graph)


def _kinds(graph: Graph, node: Node) -> frozenset[URIRef]:
    return KINDS.intersection(graph.objects(node, RDF.type))
