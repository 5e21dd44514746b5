"""Why a licence that was granted is revoked, and what follows from it for its holder.

Source: 行政许可法 第六十九条 (撤销, 不予撤销, 赔偿), 第七十九条 (three years without a new application).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onething.core.definitions import Basis, Mark
from onething.core.lifecycle.limits import DECEITFUL_GRANT
from onething.core.states import Labelled


class RevocationCause(Labelled):
    """Who has to answer for it that the grant cannot stand: the body, or the holder."""

    UNLAWFUL = "unlawful", "准予决定违法"
    DECEIT = "deceit", "以欺骗、贿赂等不正当手段取得许可"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows, as the holder reads it, and where it stands."""

    says: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class RevocationRule:
    """When the cause is given, its paragraph, and what follows for the holder."""

    when: str
    basis: Basis
    follows: tuple[Consequence, ...]


def _article(paragraph: str) -> Basis:
    return Basis("行政许可法", f"第六十九条{paragraph}", Mark.CONFIRMED)


PUBLIC_INTEREST = Consequence("撤销这项许可不会对公共利益造成重大损害", _article("第三款"))
"""Where it might do such harm, the licence is not revoked (可能对公共利益造成重大损害的，不予撤销)."""

REVOCATIONS: Mapping[RevocationCause, RevocationRule] = MappingProxyType(
    {
        RevocationCause.UNLAWFUL: RevocationRule(
            "滥用职权、玩忽职守，超越法定职权，违反法定程序，或者申请人不具备资格、不符合法定条件",
            _article("第一款"),
            (Consequence("您的合法权益因撤销受到损害的，本机关依法给予赔偿", _article("第四款")),),
        ),
        RevocationCause.DECEIT: RevocationRule(
            "应当撤销",
            _article("第二款"),
            (
                Consequence("您基于这项许可取得的利益不受保护", _article("第四款")),
                Consequence(
                    "这项许可属于直接关系公共安全、人身健康、生命财产安全事项的，"
                    f"{DECEITFUL_GRANT.span.label}内不得再次申请",
                    DECEITFUL_GRANT.basis,
                ),
            ),
        ),
    }
)


def revocation_consequences(cause: RevocationCause) -> tuple[Consequence, ...]:
    """What the decision says: on which paragraph it rests, that the public interest was weighed, and what follows."""
    rule = REVOCATIONS[cause]
    rests = Consequence(f"撤销的情形是：{cause.label}", rule.basis)
    return (rests, PUBLIC_INTEREST, *rule.follows)
