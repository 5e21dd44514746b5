"""Publication review: which items the law prescribes a hearing for (行政许可法 46: 法律、法规、规章规定应当听证的事项)."""

from collections.abc import Iterator

from onething.core.definitions.basis import Mark
from onething.core.definitions.bundles import Bundle
from onething.core.definitions.items import ItemType
from onething.core.definitions.library import Library
from onething.core.definitions.review_terms import Finding, note, refuse

NO_LICENCE = "“{}”不是行政许可，行政许可法第46条的听证不适用。请从 hearings 里去掉，或改正事项类型。"
INVENTED = "“{}”应当听证是演示值，不能在演示地区以外公布。请换成规定听证的法律、法规、规章。"
UNCONFIRMED = "“{}”应当听证的依据待核，页面会标“待核”，只提示经办人，不拦决定。核对原文后请改 mark。"


def review_hearings(bundle: Bundle, library: Library, *, demonstration: bool) -> Iterator[Finding]:
    """Every item of the bundle that must be heard."""
    for item in (library.items[entry.item] for entry in bundle.items if entry.item in library.items):
        where = ("item", item.code, "hearing")
        if item.hearing and item.type is not ItemType.LICENSING:
            yield refuse("hearing_without_licence", where, NO_LICENCE.format(item.name))
        elif item.hearing and item.hearing.mark is Mark.DEMONSTRATION:
            if not demonstration:
                yield refuse("demonstration_figure", where, INVENTED.format(item.name))
        elif item.hearing and not item.hearing.confirmed:
            yield note("unconfirmed_hearing", where, UNCONFIRMED.format(item.name))
