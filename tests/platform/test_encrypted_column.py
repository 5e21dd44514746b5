"""An encrypted column in a real table: the database never sees what stands in it."""

import pytest
from django.db import connection, models

from onething.platform.encryption import DecryptionFailed, EncryptedTextField


class Diary(models.Model):
    """A table of this test only."""

    text = EncryptedTextField(null=True)

    class Meta:
        app_label = "outbox"
        managed = False
        db_table = "test_diary"


OWN_TABLE = Diary
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_table")]


def stored(diary: Diary) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM test_diary WHERE id = %s", [diary.pk])
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("text", ["", "张·𠮷㑇", "110101199003077416", "a" * 5000])
def test_text_comes_back_as_it_went_in_and_is_unreadable_between(text: str) -> None:
    diary = Diary.objects.create(text=text)

    assert Diary.objects.get(pk=diary.pk).text == text
    assert stored(diary) != text
    assert not text or text[:6] not in stored(diary)


def test_update_encrypts_as_well() -> None:
    diary = Diary.objects.create(text="one")

    Diary.objects.filter(pk=diary.pk).update(text="two")

    assert Diary.objects.get(pk=diary.pk).text == "two"
    assert "two" not in stored(diary)


def test_no_text_stays_no_text() -> None:
    assert Diary.objects.get(pk=Diary.objects.create(text=None).pk).text is None


@pytest.mark.parametrize("forged", ["plain text", "AAAA", "", "!!!!"])
def test_forged_content_is_not_shown(forged: str) -> None:
    diary = Diary.objects.create(text="one")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_diary SET text = %s WHERE id = %s", [forged, diary.pk])

    with pytest.raises(DecryptionFailed):
        Diary.objects.get(pk=diary.pk)
