"""The catalogue as linked data at its address."""

import json

from django.test import Client


def test_the_catalogue_stands_at_its_address_and_is_not_sent_twice(portal: Client) -> None:
    answer = portal.get("/things.jsonld")
    graph = {node["@id"]: node for node in json.loads(answer.content)["@graph"]}

    assert answer["Content-Type"] == "application/ld+json"
    assert graph["http://testserver/things.jsonld#event-newborn"]["dct:title"] == "新生儿出生一件事"
    assert portal.get("/things.jsonld", headers={"If-None-Match": answer["ETag"]}).status_code == 304
