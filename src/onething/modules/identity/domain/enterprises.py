"""An enterprise (法人和其他组织) as other rooms see it.

Source of the kinds: GB 32100-2015, the first two characters of a 统一社会信用代码 (registering authority, kind).
"""

from dataclasses import dataclass
from uuid import UUID

from onething.core.identifiers import check_name
from onething.core.states import Labelled

BAD_NAME = "单位名称没有填写，或含有执照上不会出现的字符，或超过 64 个字。请照营业执照逐字填写。"
_BRACKETS = str.maketrans("()", "（）")


class EnterpriseKind(Labelled):
    """What sort of organisation it is, as its code says."""

    COMPANY = "company", "企业"
    SOLE_TRADER = "sole_trader", "个体工商户"
    COOPERATIVE = "cooperative", "农民专业合作社"
    OTHER = "other", "其他组织"


_KINDS = {
    "91": EnterpriseKind.COMPANY,
    "92": EnterpriseKind.SOLE_TRADER,
    "93": EnterpriseKind.COOPERATIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseView:
    """Decrypted data of one enterprise; every making of it was written to the access log."""

    public_id: UUID
    name: str
    uscc: str
    kind: EnterpriseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredEnterprise:
    """Which enterprise a clerk registered: nothing in it that the clerk did not type."""

    public_id: UUID
    name: str
    uscc: str


def kind_of(uscc: str) -> EnterpriseKind:
    """The kind that the code tells."""
    return _KINDS.get(uscc[:2], EnterpriseKind.OTHER)


def read_enterprise_name(text: str) -> str:
    """The registered name with the brackets that licences print; empty when the text cannot be one."""
    return (check_name(text).value or "").translate(_BRACKETS)
