"""The accounts of the demonstration are told in the demonstration alone."""

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_demonstration_names_its_accounts_and_their_password(client: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = True

    page = client.get("/demonstration/").content.decode()

    for words in ("window01", "insurance01", "户籍登记岗", "auditor01", "Hefeng-demo-2026", "林知夏", "等补正"):
        assert words in page


def test_nobody_else_has_such_a_page(client: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False

    answer = client.get("/demonstration/")

    assert answer.status_code == 404
    assert b"Hefeng" not in answer.content


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_page_of_no_bundle_wears_the_mark_of_the_demonstration_too(
    client: Client, settings: LazySettings, *, demonstration: bool
) -> None:
    settings.DEMONSTRATION = demonstration

    assert ("演示环境" in client.get("/applications/hearings/").content.decode()) is demonstration
