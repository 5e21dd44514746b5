"""Export: what was imported comes out byte for byte, whatever the bytes are."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from onething.modules.catalogue.api import ExportRefused, VersionMissing, import_pack
from onething.modules.catalogue.domain.digests import digest_of
from onething.modules.catalogue.files import read_folder
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.services.export_pack import export_pack
from onething.platform.permissions import Actor, Role

NOW, TODAY = datetime(2026, 11, 22, 1, 0, tzinfo=UTC), date(2026, 11, 22)
SYSTEM = Actor(role=Role.SYSTEM, channel="command")
HERE = Path(__file__).parents[3] / "packs/national"


def comments() -> st.SearchStrategy[str]:
    """Any text that a comment may hold, with odd line ends and characters outside the basic plane."""
    letters = st.characters(
        blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff\u2028\u2029\u0085\ufeff"
    )
    return st.lists(st.text(letters, max_size=20), max_size=4).map(
        lambda lines: "".join(f"# {one}\r\n" for one in lines)
    )


def small_pack() -> dict[str, str]:
    return {
        "pack.yaml": 'kind: pack\ncode: tiny\nname: 小\nversion: "2026.1"\nfrom: "2026-01-01"\nlayer: national\ndescription: 无\n',
        "calendar.yaml": 'kind: calendar\ncode: cn\nname: 日历\nversion: "1"\nsource: 无\nyears: {2026: {holidays: [], makeup: []}}\n',
        "deep/er/elements.yaml": "kind: elements\nentries:\n  - {code: a, label: 甲, kind: text, source: fill}\n",
    }


class RoundTrip(TestCase):
    """Import, export, and the same digest."""

    @given(st.lists(comments(), min_size=3, max_size=3), st.booleans())
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_any_bytes_come_back(self, before: list[str], with_mark: bool) -> None:
        texts = dict(zip(small_pack(), before, strict=True))
        mark = "\ufeff" if with_mark else ""
        with TemporaryDirectory() as place:
            source, target = Path(place, "tiny"), Path(place, "out")
            for name, text in small_pack().items():
                file = source / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(f"{mark}{texts[name]}{text}".encode())
            digest = digest_of(read_folder(source))

            import_pack(source, actor=SYSTEM, now=NOW)
            exported = export_pack("tiny@2026.1", target, on=TODAY)

            assert exported.digest == digest == digest_of(read_folder(target))
            assert read_folder(source) == read_folder(target)


@pytest.mark.django_db
def test_the_national_pack_comes_back_and_counts_as_the_same(tmp_path: Path) -> None:
    import_pack(HERE, actor=SYSTEM, now=NOW)

    export_pack("national", tmp_path / "national", on=TODAY)

    assert read_folder(tmp_path / "national") == read_folder(HERE)
    assert not import_pack(tmp_path / "national", actor=SYSTEM, now=NOW).changed
    assert PackVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_folder_with_something_in_it_is_left_alone(pack: Any, tmp_path: Path) -> None:
    import_pack(pack.path, actor=SYSTEM, now=NOW)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("甲", encoding="utf-8")
    with pytest.raises(ExportRefused, match="请给一个空的"):
        export_pack("small", tmp_path / "out", on=TODAY)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["mine.txt"]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["nothing", "small@2030.1"])
def test_what_is_not_there_is_told(pack: Any, tmp_path: Path, code: str) -> None:
    import_pack(pack.path, actor=SYSTEM, now=NOW)
    with pytest.raises(VersionMissing, match="请用 onething pack list --versions"):
        export_pack(code, tmp_path / "out", on=TODAY)
    assert not (tmp_path / "out").exists()
