"""Runs alone in a process with hard limits (`python -I -m onething.platform.files.cage`): opens what strangers sent.

In: the file on standard input. Out: one line with a refusal's code or a media type, then the cleaned content.
Imports nothing of Django, so that it starts fast and holds nothing worth stealing.
"""

import io
import resource
import sys

from onething.platform.files.refusals import UploadRefused

MEMORY_BYTES = 200 * 1024 * 1024  # measured: 187 for a turned progressive photo of 16 megapixels, 164 for A4 at 600 dpi
CPU_SECONDS = 2
MOST_PIXELS = 50_000_000
MOST_PAGES = 300
LEGIBLE_PIXELS = 16_000_000  # larger photos are halved while they are read: of 16 megapixels 4 remain, A4 at 190 dpi
DEEPEST_OBJECT = 50
TAIL_BYTES = 64
JPEG_QUALITY = 88
PNG_LEVEL = 4  # half the time of the usual 6 on a noisy scan, for a twentieth more bytes
UNREAD = ("error decoding stream data", "unfilterable stream")
ACTIVE_KEYS = ("/JS", "/XFA", "/AA")
ACTIVE_KINDS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/Movie", "/Sound", "/Rendition")


def media_type_of(content: bytes) -> str:
    """The true type by the first bytes."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return "application/ofd"
    raise UploadRefused("upload.type")


def clean(content: bytes) -> tuple[str, bytes]:
    """The true type and content that is safe to keep, or UploadRefused."""
    media_type = media_type_of(content)
    if media_type == "application/pdf":
        check_pdf(content)
        return media_type, content
    if media_type == "application/ofd":
        from onething.platform.files.ofd import check_ofd  # noqa: PLC0415 - loaded only for OFD

        check_ofd(content)
        return media_type, content
    return media_type, redraw_image(content, media_type)


def redraw_image(content: bytes, media_type: str) -> bytes:
    """Decode and encode again, upright: what was hidden in or behind the picture (place, device, archive) is gone."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - loaded only for images

    kind = "JPEG" if media_type == "image/jpeg" else "PNG"
    Image.MAX_IMAGE_PIXELS = None  # our own limit comes first, below
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UploadRefused("upload.pixels")
            if image.width * image.height > LEGIBLE_PIXELS:
                if "progressive" in image.info:  # comes in layers that must all be held at full size
                    raise UploadRefused("upload.too_heavy")
                image.draft("RGB", (image.width // 2, image.height // 2))
            ImageOps.exif_transpose(image, in_place=True)
            bare = image.convert("RGB") if kind == "JPEG" and image.mode not in {"RGB", "L"} else image
            bare.info = {key: bare.info[key] for key in ("transparency",) if key in bare.info}
            out = io.BytesIO()
            bare.save(out, kind, quality=JPEG_QUALITY, compress_level=PNG_LEVEL)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UploadRefused("upload.image_damaged") from error
    return out.getvalue()


def check_pdf(content: bytes) -> None:
    """Refuse what is encrypted, active, carries files, or is two things at once."""
    import pikepdf  # noqa: PLC0415 - loaded only for PDF

    end = content.rfind(b"%%EOF")
    if end < 0:
        raise UploadRefused("upload.pdf_damaged")
    if len(content[end + 5 :].strip(b"\r\n\t \x00")) > TAIL_BYTES:
        raise UploadRefused("upload.tail")
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise UploadRefused("upload.pdf_encrypted")
            if len(pdf.pages) > MOST_PAGES:
                raise UploadRefused("upload.pdf_pages")
            if not len(pdf.pages):
                raise UploadRefused("upload.pdf_damaged")
            _check_objects(pdf, pikepdf)
            if any(mark in str(warning) for warning in pdf.get_warnings() for mark in UNREAD):
                raise UploadRefused(
                    "upload.too_heavy"
                )  # a viewer with more memory would read what was not checked here
    except pikepdf.PasswordError as error:
        raise UploadRefused("upload.pdf_encrypted") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise UploadRefused("upload.pdf_damaged") from error


def _check_objects(pdf: "object", pikepdf: "object") -> None:
    waiting = [(value, 0) for value in pdf.objects]  # type: ignore[attr-defined]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST_OBJECT:
            raise UploadRefused("upload.too_heavy")
        if isinstance(value, pikepdf.Array):  # type: ignore[attr-defined]
            waiting += [(inner, depth + 1) for inner in value if _is_inline(inner, pikepdf)]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):  # type: ignore[attr-defined]
            _check_dictionary(value)
            waiting += [(inner, depth + 1) for _, inner in value.items() if _is_inline(inner, pikepdf)]


def _is_inline(value: "object", pikepdf: "object") -> bool:
    """Indirect objects are in the list anyway."""
    containers = (pikepdf.Array, pikepdf.Dictionary)  # type: ignore[attr-defined]
    return isinstance(value, containers) and not value.is_indirect


def _check_dictionary(value: "object") -> None:
    keys = set(value.keys())  # type: ignore[attr-defined]
    kinds = {str(value.get(key, "")) for key in ("/S", "/Type", "/Subtype")}  # type: ignore[attr-defined]
    if keys.intersection(ACTIVE_KEYS) or kinds.intersection(ACTIVE_KINDS):
        raise UploadRefused("upload.pdf_active")
    if "/EmbeddedFiles" in keys or "/EF" in keys or "/EmbeddedFile" in kinds:
        raise UploadRefused("upload.pdf_attachments")


def main() -> None:
    """One file in, one verdict out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        verdict, content = clean(sys.stdin.buffer.read())
    except UploadRefused as refusal:
        verdict, content = refusal.code, b""
    except (MemoryError, RecursionError):
        verdict, content = "upload.too_heavy", b""
    sys.stdout.buffer.write(verdict.encode() + b"\n" + content)


if __name__ == "__main__":
    main()
