"""The door of identity."""

from onething.modules.identity.addresses import client_address
from onething.modules.identity.domain.claims import Assurance
from onething.modules.identity.domain.people import PersonView, RegisteredPerson
from onething.modules.identity.domain.posts import PostInfo
from onething.modules.identity.errors import IdentityError, LoginRefused, NotYours, PersonRefused, StaffRefused
from onething.modules.identity.middleware import actor_for
from onething.modules.identity.models import Account, AccountKind
from onething.modules.identity.queries import OpenSession, StaffAccount, active_sessions, list_posts, list_staff
from onething.modules.identity.services.registration import access_person, find_person, person_of, register_person
from onething.modules.identity.services.staff import create_staff, end_session, find_staff, give_post, set_active
from onething.platform.permissions import actor_of

__all__ = [
    "Account", "AccountKind", "Assurance", "IdentityError", "LoginRefused", "NotYours", "OpenSession", "PersonRefused",
    "PersonView", "PostInfo", "RegisteredPerson", "StaffAccount", "StaffRefused",
    "access_person", "active_sessions", "actor_for", "actor_of", "client_address", "create_staff", "end_session",
    "find_person", "find_staff", "give_post", "list_posts", "list_staff", "person_of", "register_person", "set_active",
]  # fmt: skip
