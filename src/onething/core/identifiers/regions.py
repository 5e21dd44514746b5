"""Region codes of 6, 9 or 12 digits; no check character, and a functional zone may serve without a legal code.

Source: GB/T 2260 (6: province 2, city 2, county 2); 9 adds the township, 12 the village.
"""

from collections.abc import Container

from onething.core.identifiers.checked import Checked, Failure, FailureCode, decide_checked, refused
from onething.core.identifiers.shapes import DIGITS, Part, read_shape
from onething.core.identifiers.text import normalise

_LENGTHS = (6, 9, 12)


def check_region_code(
    text: str, *, regions: Container[str] | None = None, zones: Container[str] = frozenset()
) -> Checked:
    """Shape, and membership of the first six digits in `regions` (or of the whole in `zones`) as a notice."""
    read = normalise(text)
    if read.value is None:
        return read
    if len(read.value) not in _LENGTHS:
        message = f"区划代码应为 6、9 或 12 位，现在是 {len(read.value)} 位，请检查是否漏填或多填。"
        return refused(FailureCode.LENGTH, message)
    shaped = read_shape(read.value, label="区划代码", parts=(Part("区划代码", len(read.value), DIGITS),))
    if shaped.value is None:
        return shaped
    listed = shaped.value in zones
    return decide_checked(
        shaped.value, failures=(), notices=() if listed else unknown_region(shaped.value[:6], regions)
    )


def unknown_region(region: str, regions: Container[str] | None) -> tuple[Failure, ...]:
    """A notice when a list is given and lacks the region: lists are never complete, old codes stay valid."""
    if regions is None or region in regions:
        return ()
    message = f"区划代码 {region} 不在现行代码表中，可能是已撤并的旧代码，可以继续，请核对一遍。"
    return (Failure(FailureCode.REGION_UNKNOWN, message),)
