"""The published catalogue as linked data, for other catalogues to harvest."""

import json
from collections.abc import Iterable
from datetime import date

from onething.modules.catalogue.api import CompiledBundle, bundles_in_force
from onething.modules.guidance.domain.linked import catalogue_data


def catalogue_jsonld(*, on: date, address: str) -> bytes:
    """The bundles in force on that day as JSON-LD; `address` is where the document stands."""
    return linked_json(bundles_in_force(on=on), address=address)


def linked_json(sources: Iterable[CompiledBundle], *, address: str) -> bytes:
    """The same from definitions at hand; the same definitions always give the same bytes."""
    data = catalogue_data(sources, address=address)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
