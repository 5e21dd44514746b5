"""The bomb set, each refused with its reason within two seconds and 200 MB; and the largest honest files, which pass."""

import os
import re
import resource
import subprocess
import sys
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bombs import BOMBS
from builders.files import DOCUMENT, OFD, TURNED, image, noisy, ofd, pdf, unpacked
from onething.platform.files.api import REASONS, UploadRefused, inspect_upload
from onething.platform.files.cage import clean

LONG = DOCUMENT.replace("<ofd:Page ", "<ofd:Page/>" * 299 + "<ofd:Page ")
LINE = "<ofd:TextObject ID='3'><ofd:TextCode X='1' Y='2'>一份普通的证明</ofd:TextCode></ofd:TextObject>"
TEXT = f"<ofd:Page {OFD}>{LINE * 40}</ofd:Page>"
BEFORE_THE_CAGE = {"upload.empty", "upload.too_large"}


def add_large_picture(document: pikepdf.Pdf) -> None:
    document.pages[0].Contents = pikepdf.Stream(document, os.urandom(9_900_000))


LARGEST = {
    "photo turned, 16 megapixels in layers.jpg": lambda: image(
        "JPEG", (4600, 3450), exif=TURNED, progressive=True, subsampling=0
    ),
    "photo turned, 50 megapixels.jpg": lambda: image("JPEG", (10000, 5000), exif=TURNED),
    "A4 at 400 dpi in colour, turned.png": lambda: image("PNG", (3307, 4677), exif=TURNED),
    "noisy A4 at 200 dpi in colour.png": lambda: noisy((1654, 2339)),
    "300 pages.pdf": lambda: pdf(lambda document: [document.add_blank_page() for _ in range(299)]),
    "300 pages.ofd": lambda: ofd(
        {"Doc_0/Document.xml": LONG} | {f"Doc_0/Pages/Page_{n}/Content.xml": TEXT for n in range(300)}
    ),
    "nearly 10 MB.ofd": lambda: ofd({f"Doc_0/Res/{n}.jpg": os.urandom(99_000) for n in range(100)}),
    "nearly 10 MB.pdf": lambda: pdf(add_large_picture),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_its_reason_within_two_seconds_and_200_mb(bomb: str) -> None:
    name, make, code = BOMBS[bomb]
    content = make()

    with pytest.raises(UploadRefused) as refusal:
        inspect_upload(name=name, content=content)

    assert refusal.value.code == code
    assert str(refusal.value).startswith(REASONS[code][:5])
    if code not in BEFORE_THE_CAGE:
        seconds, most_resident = cost_in_the_cage(content)
        assert seconds < 2.1  # the cage ends after two; this is the tick in which it strikes
        assert most_resident < 200_000_000


def cost_in_the_cage(content: bytes) -> tuple[float, int]:
    """Seconds of the processor, and bytes resident at most: 0 when the cage was killed before it could tell."""
    watched = "from onething.platform.files import cage; cage.main(); import sys; sys.stderr.write(open('/proc/self/status').read())"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-I", "-c", watched], input=content, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = re.search(r"VmHWM:\s+(\d+) kB", done.stderr.decode())
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, int(told[1]) * 1024 if told else 0


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_honest_files_pass(name: str) -> None:
    content = LARGEST[name]()

    upload = inspect_upload(name=name, content=content)

    assert len(upload.content) > 1000


SOUND = (image("PNG"), image("JPEG", (200, 100)), image("JPEG", (200, 100), progressive=True), pdf(), ofd(), unpacked())
CHANGES = st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=6), st.integers(0, 20)), min_size=1, max_size=12)


@given(content=st.sampled_from(SOUND), changes=CHANGES)
@settings(max_examples=400, deadline=1000)
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused_with_a_reason(
    content: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    for place, put, gone in changes:
        at = int(place * len(content))
        content = content[:at] + put + content[at + gone :]

    with suppress(UploadRefused):  # which has one of the reasons, or cannot be made
        clean(content)
