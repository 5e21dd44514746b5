"""Which migrations let the previous release work on beside them; no database is asked."""

import pytest
from django.db import migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ModelState, ProjectState

from onething.project.upgrade import find_breaks


def known() -> ProjectState:
    """A table of the previous release."""
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=20)),
        ("note", models.TextField(null=True)),
    ]
    state.add_model(ModelState("room", "Thing", fields))
    return state


def migration(*operations: object, **marks: str) -> Migration:
    kind = type("Migration", (Migration,), {"operations": list(operations), **marks})
    return kind("0002_more", "room")


HARMLESS = {
    "a new table": [migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])],
    "a column that may be empty": [migrations.AddField("Thing", "more", models.CharField(max_length=9, null=True))],
    "a column that the database fills": [
        migrations.AddField("Thing", "more", models.CharField(max_length=9, db_default=""))
    ],
    "a longer text": [migrations.AlterField("Thing", "name", models.CharField(max_length=40))],
    "other words": [migrations.AlterField("Thing", "name", models.CharField(max_length=20, verbose_name="名称"))],
    "an index": [migrations.AddIndex("Thing", models.Index(fields=["name"], name="by_name"))],
    "whatever is done to a new table": [
        migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddField("Other", "name", models.CharField(max_length=9, default="")),
        migrations.RemoveField("Other", "name"),
    ],
}
HARMFUL = {
    "去掉或改名": [
        migrations.RemoveField("Thing", "note"),
        migrations.RenameField("Thing", "note", "words"),
        migrations.RenameModel("Thing", "Object"),
        migrations.DeleteModel("Thing"),
        migrations.AlterModelTable("Thing", "elsewhere"),
    ],
    "写不进新行": [migrations.AddField("Thing", "more", models.CharField(max_length=9, default=""))],
    "写不进第二行": [migrations.AddField("Thing", "more", models.CharField(max_length=9, null=True, unique=True))],
    "换了类型": [migrations.AlterField("Thing", "name", models.IntegerField())],
    "旧版本还会写空值": [migrations.AlterField("Thing", "note", models.TextField())],
    "读不懂空值": [migrations.AlterField("Thing", "name", models.CharField(max_length=20, null=True))],
    "变短了": [migrations.AlterField("Thing", "name", models.CharField(max_length=10))],
    "重复的内容": [migrations.AlterField("Thing", "name", models.CharField(max_length=20, unique=True))],
    "不合约束": [
        migrations.AddConstraint("Thing", models.CheckConstraint(condition=models.Q(name="x"), name="only_x"))
    ],
    "重复的行": [migrations.AlterUniqueTogether("Thing", {("name", "note")})],
    "看不出来": [migrations.RunPython(migrations.RunPython.noop), migrations.RunSQL("SELECT 1")],
}


@pytest.mark.parametrize("name", HARMLESS)
def test_expanding_breaks_nothing(name: str) -> None:
    assert find_breaks([migration(*HARMLESS[name])], state=known()) == []


@pytest.mark.parametrize(
    ("words", "operation"), [(words, operation) for words, given in HARMFUL.items() for operation in given]
)
def test_contracting_is_named(words: str, operation: object) -> None:
    (found,) = find_breaks([migration(operation)], state=known())

    assert (found.migration, words in found.reason, found.marked) == ("room.0002_more", True, False)


def test_the_author_may_say_that_both_can_live_with_it_or_that_everything_must_stop() -> None:
    gone = migrations.RemoveField("Thing", "note")

    assert find_breaks([migration(gone, rolling="没有版本读它")], state=known()) == []
    (found,) = find_breaks([migration(gone, stop="更正要搬家")], state=known())
    assert (found.reason, found.marked) == ("更正要搬家", True)


def test_an_empty_database_has_no_previous_release_to_stop() -> None:
    table = migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True))])

    assert find_breaks([migration(table, migrations.RunSQL("SELECT 1"), stop="全新")], state=ProjectState()) == []
