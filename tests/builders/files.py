"""Files as people send them: pictures, PDF and OFD, sound ones, and made so that a wish may spoil them."""

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from PIL import Image

TURNED = Image.Exif()
TURNED[0x0112] = 6
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ENTRANCE = f"<ofd:OFD {OFD} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
DOCUMENT = (
    f"<ofd:Document {OFD}><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>"
)
PAGE = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer ID='2'/></ofd:Content></ofd:Page>"
WHOLE: Mapping[str, str | bytes] = {
    "OFD.xml": ENTRANCE, "Doc_0/Document.xml": DOCUMENT, "Doc_0/Pages/Page_0/Content.xml": PAGE,
}  # fmt: skip


def image(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 1).save(out, kind, **more)
    return out.getvalue()


def noisy(size: tuple[int, int]) -> bytes:
    """What a cheap scanner makes of white paper."""
    out = io.BytesIO()
    Image.merge("RGB", [Image.effect_noise(size, 40)] * 3).save(out, "PNG", compress_level=1)
    return out.getvalue()


def pdf(change: object = None, **saving: object) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    if callable(change):
        change(document)
    document.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def ofd(more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OFD of one page, with more files in it or others in their place."""
    return archive({**WHOLE, **(more or {})})


def unpacked() -> bytes:
    """The same, with each file in it as it is."""
    return archive(WHOLE, zipfile.ZIP_STORED)


def archive(files: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, packing)  # the same day always
    return out.getvalue()


def page_with(element: str) -> dict[str, str | bytes]:
    """The page, with an action in it."""
    action = f"<ofd:Page {OFD}><ofd:Actions><ofd:Action Event='PO'>{element}</ofd:Action></ofd:Actions></ofd:Page>"
    return {"Doc_0/Pages/Page_0/Content.xml": action}
