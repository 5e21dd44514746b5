"""The errors of identity; each text is for people.

IdentityError
├── LoginRefused           login.*                the identity provider's answer does not suffice (all reasons)
├── PersonRefused          person-refused         name, number or phone of a person cannot be accepted (all reasons)
├── NotYours               not-yours              this person's data is not the actor's to read
├── EnterpriseRefused      enterprise-refused     name or code of an enterprise cannot be accepted (all reasons)
├── AuthorityRefused       authority-refused      an authority cannot be granted or ended so (all reasons)
├── AuthorityGone          authority-gone         no authority to act on, or not the actor's (the same words)
└── StaffRefused           staff-refused          an account or post of staff cannot be made so (all reasons)
"""

from collections.abc import Mapping, Sequence

from onething.modules.identity.domain.claims import Refusal


class IdentityError(Exception):
    """Base of this room's errors."""

    code = "identity"


class LoginRefused(IdentityError):
    """The login with the identity provider came to nothing; nothing was stored."""

    code = "login-refused"

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("".join(refusal.message for refusal in self.refusals))


class PersonRefused(IdentityError):
    """What was typed about a person cannot be accepted; `reasons` goes from field name to message."""

    code = "person-refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class NotYours(IdentityError):
    """The same words whether or not the person exists."""

    code = "not-yours"

    def __init__(self) -> None:
        super().__init__("您不能查看这位群众的信息。如工作需要，请由本人办理，或换用有权限的岗位。")


class EnterpriseRefused(IdentityError):
    """What was typed about an enterprise cannot be accepted; `reasons` goes from field name to message."""

    code = "enterprise-refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class AuthorityRefused(IdentityError):
    """Nothing was granted or ended; `reasons` goes from field name to message, the empty name for the whole page."""

    code = "authority-refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class AuthorityGone(IdentityError):
    """Never tells whether somebody else's authority exists."""

    code = "authority-gone"

    def __init__(self) -> None:
        super().__init__("没有这项授权，或者它已经到期、被收回。请从下面现有的身份中选择；需要时请授权人重新授权。")


class StaffRefused(IdentityError):
    """An account or post could not be made; `reasons` says all of why."""

    code = "staff-refused"

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("".join(self.reasons))
