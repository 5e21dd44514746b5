"""Publication review: a rule that decides without an officer reads only what registers state, and says by which right."""

from collections.abc import Iterator

from onething.core.definitions.automatic import compile_automatic
from onething.core.definitions.bundles import Bundle
from onething.core.definitions.library import Library, Parameters
from onething.core.definitions.review_sources import duty
from onething.core.definitions.review_terms import Finding, refuse
from onething.core.rules import RuleError


def review_automatic(
    bundle: Bundle, library: Library, parameters: Parameters, *, demonstration: bool
) -> Iterator[Finding]:
    """Rules that cannot be compiled, that name what no register states, or whose basis nobody checked."""
    for item in (library.items[entry.item] for entry in bundle.items if entry.item in library.items):
        if item.automatic is None:
            continue
        where = ("parameters", parameters.region, "automatics", item.code)
        try:
            compiled = compile_automatic(item, library.elements, item.automatic.when)
        except RuleError as error:
            yield refuse(
                "automatic_rule",
                (*where, "when"),
                f"“{item.name}”的自动审批规则不能用：{error} 请改正规则，或改由人审批。",
            )
            continue
        for name in compiled.unverifiable:
            message = (
                f"自动审批的规则用了“{name}”，但没有登记部门能核验它，是申请人自己填的。请换成共享数据，或改由人审批。"
            )
            yield refuse("unverifiable_fact", (*where, "when"), message)
        if not item.automatic.basis.confirmed:
            message = f"“{item.name}”自动审批的依据待核。请核对依据，或改由人审批。"
            yield duty("unconfirmed_duty", where, message, demonstration=demonstration)
