"""Publication review: nobody is charged without a source, and nothing waits for money without an article."""

from collections.abc import Iterator

from onething.core.definitions.basis import Mark
from onething.core.definitions.bundles import Bundle
from onething.core.definitions.fees import Blocks, Fee
from onething.core.definitions.items import Item, ItemType
from onething.core.definitions.library import Library
from onething.core.definitions.review_sources import duty
from onething.core.definitions.review_terms import Finding, note, refuse

INVENTED = "“{}”的“{}”是演示值，不能在演示地区以外公布。请换成公布的收费标准。"
Where = tuple[str, ...]


def review_fees(bundle: Bundle, library: Library, *, demonstration: bool) -> Iterator[Finding]:
    """Every fee of the bundle's items."""
    for item in (library.items[entry.item] for entry in bundle.items if entry.item in library.items):
        codes = [fee.code for fee in item.fees]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            message = f"“{item.name}”的收费代码“{code}”写了两次。请只留一处。"
            yield refuse("written_twice", ("item", item.code, "fees", code), message)
        for fee in item.fees:
            where = ("item", item.code, "fees", fee.code)
            yield from _source(item, fee, where, demonstration=demonstration)
            yield from _waiting(item, fee, where, demonstration=demonstration)


def _source(item: Item, fee: Fee, where: Where, *, demonstration: bool) -> Iterator[Finding]:
    if not fee.basis.document:
        yield refuse("fee_without_basis", where, f"“{item.name}”收“{fee.name}”没有依据。请写明文件，或不再收。")
    elif fee.basis.mark is Mark.DEMONSTRATION:
        if not demonstration:
            yield refuse("demonstration_figure", where, INVENTED.format(item.name, fee.name))
    elif not fee.basis.confirmed and item.type is ItemType.LICENSING:
        message = f"许可“{item.name}”收“{fee.name}”的依据待核。许可不收费，法律、行政法规另有规定的除外（行政许可法第58条）。请核对依据，或不再收。"
        yield duty("unconfirmed_licence_fee", where, message, demonstration=demonstration)
    elif not fee.basis.confirmed:
        message = f"“{item.name}”的“{fee.name}”待核，页面会标“待核”，只供参考。核对收费标准后请改 mark。"
        yield note("unconfirmed_fee", where, message)


def _waiting(item: Item, fee: Fee, where: Where, *, demonstration: bool) -> Iterator[Finding]:
    if fee.blocks is Blocks.NOTHING:
        return
    if fee.blocks_by is None or not fee.blocks_by.article:
        message = (
            f"“{item.name}”没有交“{fee.name}”就停下，但没有写哪一条允许。请在 blocks_by 写明文件和条款，或去掉 blocks。"
        )
        yield refuse("block_without_article", where, message)
    elif not (fee.blocks_by.confirmed and fee.basis.confirmed):
        message = f"“{item.name}”没有交“{fee.name}”就停下，依据待核。请核对条款，不能凭待核的理由停办。"
        yield duty("unconfirmed_block", where, message, demonstration=demonstration)
