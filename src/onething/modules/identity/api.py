"""The door of identity."""

from onething.modules.identity.addresses import client_address, safe_next
from onething.modules.identity.domain.authorities import (
    AuthorityInfo,
    AuthorityKind,
    AuthoritySource,
    AuthorityState,
    act_under,
)
from onething.modules.identity.domain.claims import Assurance, EnterpriseClaim, VerifiedIdentity
from onething.modules.identity.domain.enterprises import EnterpriseKind, EnterpriseView, RegisteredEnterprise
from onething.modules.identity.domain.people import PersonView, RegisteredPerson
from onething.modules.identity.domain.posts import Officer, PostInfo
from onething.modules.identity.errors import (
    AuthorityGone,
    AuthorityRefused,
    EnterpriseRefused,
    IdentityError,
    LoginRefused,
    NotYours,
    PersonRefused,
    StaffRefused,
)
from onething.modules.identity.middleware import actor_for, post_of
from onething.modules.identity.models import Account, AccountKind
from onething.modules.identity.queries import (
    OpenSession,
    StaffAccount,
    active_sessions,
    authorities_given,
    authorities_held,
    find_bearer,
    list_posts,
    list_staff,
    may_grant,
    officers_of,
    posts_named,
)
from onething.modules.identity.services.acting import act_as_oneself, act_for
from onething.modules.identity.services.authorities import (
    decline_authority,
    grant_authority,
    revoke_authority,
)
from onething.modules.identity.services.enterprises import (
    access_enterprise,
    acts_for_enterprise,
    enterprise_of,
    find_enterprise,
    register_enterprise,
)
from onething.modules.identity.services.logins import log_in_citizen
from onething.modules.identity.services.registration import access_person, find_person, person_of, register_person
from onething.modules.identity.services.staff import create_staff, end_session, find_staff, give_post, set_active
from onething.platform.permissions import actor_of

__all__ = [
    "Account",
    "AccountKind",
    "Assurance",
    "AuthorityGone",
    "AuthorityInfo",
    "AuthorityKind",
    "AuthorityRefused",
    "AuthoritySource",
    "AuthorityState",
    "EnterpriseClaim",
    "EnterpriseKind",
    "EnterpriseRefused",
    "EnterpriseView",
    "IdentityError",
    "LoginRefused",
    "NotYours",
    "Officer",
    "OpenSession",
    "PersonRefused",
    "PersonView",
    "PostInfo",
    "RegisteredEnterprise",
    "RegisteredPerson",
    "StaffAccount",
    "StaffRefused",
    "VerifiedIdentity",
    "access_enterprise",
    "access_person",
    "act_as_oneself",
    "act_for",
    "act_under",
    "active_sessions",
    "actor_for",
    "actor_of",
    "acts_for_enterprise",
    "authorities_given",
    "authorities_held",
    "client_address",
    "create_staff",
    "decline_authority",
    "end_session",
    "enterprise_of",
    "find_bearer",
    "find_enterprise",
    "find_person",
    "find_staff",
    "give_post",
    "grant_authority",
    "list_posts",
    "list_staff",
    "log_in_citizen",
    "may_grant",
    "officers_of",
    "person_of",
    "post_of",
    "posts_named",
    "register_enterprise",
    "register_person",
    "revoke_authority",
    "safe_next",
    "set_active",
]  # fmt: skip
