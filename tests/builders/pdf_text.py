"""Read the text layer of a PDF as a reader program does: through the ToUnicode maps of the embedded fonts."""

import io
import re

import pikepdf

SHOWS = {"Tj", "TJ"}
CHARACTER = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
Glyphs = dict[int, str]


def read_text(pdf: bytes) -> str:
    """All text, page after page, without line breaks: lines are an accident of the layout."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "".join(_page_text(page) for page in document.pages)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _glyphs(font) for name, font in page.resources.get("/Font", {}).items()}
    glyphs: Glyphs = {}
    text: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            glyphs = fonts[str(operands[0])]
        elif str(operator) in SHOWS:
            text.append(_shown(operands[0], glyphs))
    return "".join(text)


def _shown(operand: pikepdf.Object, glyphs: Glyphs) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(glyphs.get(int.from_bytes(codes[i : i + 2], "big"), "") for i in range(0, len(codes), 2))


def _glyphs(font: pikepdf.Object) -> Glyphs:
    """Two-byte glyph codes to text."""
    table = font["/ToUnicode"].read_bytes()
    glyphs = {
        int(code, 16): _decoded(text) for block in _blocks(table, b"char") for code, text in CHARACTER.findall(block)
    }
    for block in _blocks(table, b"range"):
        for first, last, text in RANGE.findall(block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                start = _decoded(text)
                glyphs[int(first, 16) + offset] = start[:-1] + chr(ord(start[-1]) + offset)
    return glyphs


def _blocks(table: bytes, kind: bytes) -> list[bytes]:
    return re.findall(rb"beginbf" + kind + rb"(.*?)endbf" + kind, table, re.DOTALL)


def _decoded(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be")
