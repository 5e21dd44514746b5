"""Every door that takes files refuses the bomb set with its reason, and keeps nothing of it."""

import ast
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.bombs import BOMBS
from builders.files import ofd
from builders.filing_pages import text_of
from builders.whole_life import City, Life
from onething.platform.files.api import REASONS
from onething.platform.files.models import StoredFile

CARD = "mother:bank-card"
SOURCE = Path(__file__).resolve().parents[2] / "src" / "onething"
CHOSEN = (
    "empty", "svg that reads files", "svg of a billion laughs", "200 MB of nothing, packed", "name turned around",
    "pdf in name only", "pdf with a script", "pdf that is also an archive", "ofd of 200 MB", "ofd of 60,000 files",
    "ofd with an archive in it", "ofd that climbs out",
)  # fmt: skip
MADE_WITHOUT_LOOKING = {"modules/papers/services/render.py"}  # papers that the house itself set


@pytest.mark.once
@pytest.mark.parametrize("bomb", CHOSEN)
def test_every_door_refuses_a_bomb_and_says_why(city: City, life: Life, bomb: str) -> None:
    name, make, code = BOMBS[bomb]
    content, kept = make(), StoredFile.objects.count()
    owner, clerk = city.browser("owner"), city.browser("clerk")
    doors = (
        (owner, f"/drafts/{life.draft}/materials/{CARD}/", "file"),
        (owner, f"/applications/{life.application}/correction/", CARD),
        (clerk, f"/counter/drafts/{life.counter_draft}/", f"file:{CARD}"),
        (clerk, f"/counter/applications/{life.application}/supply/", f"file:{CARD}"),
    )

    for browser, address, field in doors:
        answer = browser.post(address, {"act": "save", field: SimpleUploadedFile(name, content)})

        assert (answer.status_code, address) == (422, address)
        assert "".join(REASONS[code].split()) in text_of(answer)
    assert StoredFile.objects.count() == kept


def test_nothing_is_kept_that_was_not_looked_at() -> None:
    makers = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if makes_uploads(path)}

    assert makers == MADE_WITHOUT_LOOKING | {"platform/files/inspection.py"}


def makes_uploads(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "InspectedUpload" for called in calls)


def test_an_ofd_is_kept_and_given_back_as_a_download(city: City, life: Life) -> None:
    owner = city.browser("owner")

    sent = owner.post(f"/drafts/{life.draft}/materials/{CARD}/", {"file": SimpleUploadedFile("电子发票.ofd", ofd())})
    given = owner.get(f"/drafts/{life.draft}/files/{StoredFile.objects.get(media_type='application/ofd').public_id}")

    assert (sent.status_code, given.status_code, given.content) == (302, 200, ofd())
    assert given["Content-Disposition"].startswith("attachment; filename*=utf-8''%E7%94%B5")
    assert (given["Content-Type"], given["X-Content-Type-Options"]) == ("application/ofd", "nosniff")
