"""The catalogue as JSON-LD, read by an independent processor: every reference leads to a node of the right class."""

import json
from argparse import ArgumentParser
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS, XSD

from builders.newborn import FOLDERS, packs_of_the_house, publish_packs
from onething.core.calendar import Span, Unit
from onething.modules.guidance.api import catalogue_jsonld, linked_json
from onething.modules.guidance.commands import add_commands
from onething.modules.guidance.domain.linked import duration
from onething.platform.clock import legal_day

ADDRESS = "https://example.invalid/things.jsonld"
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ADMS = Namespace("http://www.w3.org/ns/adms#")

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside rdflib's own reader


def node(kind: str, code: str) -> URIRef:
    return URIRef(f"{ADDRESS}#{kind}-{code}")


@cache
def graph() -> Graph:
    made = linked_json(packs_of_the_house().bundles.values(), address=ADDRESS)
    return Graph().parse(data=made, format="json-ld")


@pytest.mark.parametrize(
    ("predicate", "classes"),
    [
        (CV.hasCompetentAuthority, {CV.PublicOrganisation}),
        (CV.hasLegalResource, {ELI.LegalResource}),
        (CPSV.hasInput, {CV.Evidence}),
        (CPSV.produces, {CV.Output}),
        (CV.isGroupedBy, {CV.LifeEvent, CV.BusinessEvent}),
        (DCTERMS.requires, {CPSV.PublicService}),
        (ADMS.status, {SKOS.Concept}),
    ],
)
def test_every_reference_leads_to_a_node_of_the_right_class(predicate: URIRef, classes: set[URIRef]) -> None:
    targets = set(graph().objects(predicate=predicate))
    assert targets
    assert {kind for target in targets for kind in graph().objects(target, RDF.type)} == classes
    assert [target for target in targets if (target, RDF.type, None) not in graph()] == []


def test_every_item_and_bundle_of_the_packs_is_there() -> None:
    bundles = packs_of_the_house().bundles.values()
    services = {node("service", entry.item) for source in bundles for entry in source.bundle.items}
    events = {node("event", source.bundle.code) for source in bundles}
    assert set(graph().subjects(RDF.type, CPSV.PublicService)) == services
    assert {e for kind in (CV.LifeEvent, CV.BusinessEvent) for e in graph().subjects(RDF.type, kind)} == events


def test_a_service_says_what_it_needs_gives_and_rests_on() -> None:
    service = node("service", "birth-registration")
    assert graph().value(service, DCTERMS.title) == Literal("出生登记", lang="zh-CN")
    assert graph().value(service, DCTERMS.identifier) == Literal("birth-registration")
    assert graph().value(service, CV.processingTime) == Literal("P1D", datatype=XSD.duration)
    assert graph().value(service, DCTERMS.requires) == node("service", "birth-certificate")
    evidence = {graph().value(e, DCTERMS.title) for e in graph().objects(service, CPSV.hasInput)}
    assert Literal("民族成份填报申请书", lang="zh-CN") in evidence
    output = graph().value(service, CPSV.produces)
    assert graph().value(output, DCTERMS.title) == Literal("居民户口簿新页和公民身份号码", lang="zh-CN")


def test_a_law_that_nobody_has_read_is_marked() -> None:
    subsidy = node("service", "childcare-subsidy")
    marks = [graph().value(law, ADMS.status) for law in graph().objects(subsidy, CV.hasLegalResource)]
    assert [graph().value(mark, SKOS.prefLabel) for mark in marks] == [Literal("待核", lang="zh-CN")]


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (Span(0, Unit.SPOT), "PT0S"),
        (Span(1, Unit.WORKING_DAY), "PT12H"),
        (Span(5, Unit.WORKING_DAY), "P2DT12H"),
        (Span(40, Unit.WORKING_DAY), "P20D"),
        (Span(30, Unit.CALENDAR_DAY), "P30D"),
        (Span(2, Unit.HOUR), "PT2H"),
        (Span(6, Unit.MONTH), "P6M"),
        (Span(1, Unit.YEAR), "P1Y"),
    ],
)
def test_a_span_as_a_duration(span: Span, written: str) -> None:
    assert duration(span) == written


@pytest.mark.django_db
def test_the_published_catalogue_gives_the_same_bytes_as_its_files(clock: datetime) -> None:
    publish_packs()
    published = catalogue_jsonld(on=legal_day(clock), address=ADDRESS)
    assert published == linked_json(packs_of_the_house().bundles.values(), address=ADDRESS)


def test_the_command_writes_the_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())
    file = tmp_path / "catalogue.jsonld"
    packs = list(map(str, FOLDERS))

    args = parser.parse_args(["catalogue", "export-jsonld", str(file), "--address", ADDRESS, "--packs", *packs])
    assert args.run(args) == 0
    assert json.loads(file.read_bytes())["@context"]["cpsv"] == str(CPSV)

    args = parser.parse_args(["catalogue", "export-jsonld", str(tmp_path / "no" / "where"), "--packs", *packs])
    assert args.run(args) == 1
    assert "写不了" in capsys.readouterr().err
