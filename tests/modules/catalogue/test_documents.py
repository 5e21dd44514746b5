"""Reading one YAML document: plain values, lines for people, and hostile files refused at once."""

import time

import pytest

from onething.modules.catalogue.domain.documents import MOST_BYTES, read_document
from onething.modules.catalogue.errors import PackRefused


def read(text: str) -> object:
    return read_document("pack/items.yaml", text.encode("utf-8", "surrogatepass")).data


def refusal(content: bytes) -> tuple[str, int, str]:
    with pytest.raises(PackRefused) as refused:
        read_document("pack/items.yaml", content)
    (finding,) = refused.value.findings
    assert finding.file == "pack/items.yaml"
    return finding.code, finding.line, finding.message


def test_values_are_text_whole_numbers_and_truth_values_only() -> None:
    text = 'a: yes\nb: true\nc: 12\nd: 0.5\ne: "12"\nf: 2026-01-01\ng: 007\nh:\ni: [1, {k: 新生儿}]\n'
    assert read(text) == {
        "a": "yes", "b": True, "c": 12, "d": "0.5", "e": "12", "f": "2026-01-01", "g": "007", "h": None,
        "i": [1, {"k": "新生儿"}],
    }  # fmt: skip


def test_keys_are_text_even_when_they_look_like_numbers() -> None:
    assert read("years: {2026: {makeup: []}}") == {"years": {"2026": {"makeup": []}}}


def test_every_field_knows_its_line() -> None:
    document = read_document("a.yaml", "kind: items\nentries:\n  - code: one\n    name: 一\n  - code: two\n".encode())
    assert document.line_of(("entries", 0, "name")) == 4
    assert document.line_of(("entries", 1)) == 5
    assert document.line_of(("entries", 1, "missing", "deeper")) == 5
    assert document.line_of(("nothing",)) == 1


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read("\ufeffkind: items") == {"kind": "items"}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"kind: items\nkind: bundle\n", "duplicate_key", 2),
        (b"a:\n  b: 1\n  c: 2\n  b: 3\n", "duplicate_key", 4),
        (b"a: &x 1\nb: *x\n", "alias", 1),
        (b"a: [1, 2]\nb: *x\n", "alias", 2),
        (b"a: !!python/object/apply:os.system ['id']\n", "tag", 1),
        (b"a: 1\n---\nb: 2\n", "second_document", 2),
        (b"a: 1\n b: 2\n", "yaml", 2),
        (b"a: [1, 2\n", "yaml", 2),
        (b"- 1\n- 2\n", "yaml", 1),
        (b"", "yaml", 1),
        (b"? [a, b]\n: 1\n", "key", 1),
        (b"a: 1\nb: \x00\n", "control_character", 2),
        (b"a: 1\nb: \xff\xfe\n", "not_utf8", 2),
        ("a: 1\nb: '\ud800'\n".encode("utf-8", "surrogatepass"), "not_utf8", 2),
        (b'a: "\\ud800"\n', "yaml", 1),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_line(content: bytes, code: str, line: int) -> None:
    found, at, message = refusal(content)
    assert (found, at) == (code, line)
    assert "请" in message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a: " + b"x" * (10 * 1024 * 1024), "too_large"),
        (b"a: " + b"[" * 20_000 + b"]" * 20_000, "too_deep"),
        (b"a:\n" + b"".join(b" " * i + b"k:\n" for i in range(1, 1500)), "too_deep"),
        (b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n", "alias"),
        (b"[" + b"1," * 900_000 + b"1]", "too_many"),
        (b"a: " + b"{a: " * 5_000, "too_deep"),
    ],
)
def test_bombs_are_refused_quickly(content: bytes, code: str) -> None:
    started = time.process_time()
    found, _, message = refusal(content)
    assert found == code
    assert message.endswith("。")
    assert time.process_time() - started < 3


def test_the_largest_allowed_file_is_read() -> None:
    text = "a: " + "x" * (MOST_BYTES - 3)
    assert read(text) == {"a": "x" * (MOST_BYTES - 3)}
