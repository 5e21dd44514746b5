"""How a file that people handed in is shown: inline where browsers draw it, cached nowhere, unable to run or load anything."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from onething.platform.files.api import KeptFile

PDF = "application/pdf"
NOT_DRAWN = ("application/ofd",)
NOTHING_RUNS = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def file_answer(kept: KeptFile, content: bytes) -> HttpResponse:
    """The content under the type that inspection found; browsers draw no PDF inside a sandbox, so PDFs go without."""
    headers = {
        "Content-Disposition": content_disposition_header(kept.media_type in NOT_DRAWN, kept.name) or "attachment",
        "Content-Security-Policy": NOTHING_RUNS if kept.media_type == PDF else f"sandbox; {NOTHING_RUNS}",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kept.media_type, headers=headers)
