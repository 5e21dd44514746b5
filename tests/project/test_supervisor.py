"""What stands ready before the web server forks the processes that answer."""

from datetime import datetime

import pytest

from builders.newborn import publish_packs
from builders.statements import counted
from onething.modules.catalogue.api import published_bundle
from onething.platform.clock import legal_day
from onething.project import supervisor


@pytest.mark.django_db
def test_a_new_web_process_finds_the_bundles_compiled(clock: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_packs()
    asked: list[int] = []

    class Server:
        def __init__(self, *_: object, **__: object) -> None: ...

        def serve(self) -> None:
            with counted() as cost:
                published_bundle("newborn", on=legal_day(clock))
            asked.append(len(cost.statements))

    monkeypatch.setattr(supervisor, "Granian", Server)
    monkeypatch.setattr(supervisor, "_leave_database", lambda: None)  # it is this test's own
    supervisor.serve_web(host="127.0.0.1", port=1)

    assert asked == [1]
