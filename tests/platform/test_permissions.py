"""The one table: both its readings agree, and what is not in it is forbidden."""

from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onething.platform.permissions import (
    ANONYMOUS,
    Action,
    Actor,
    ObjectKind,
    Role,
    Scope,
    ScopeColumns,
    action_of,
    allowed,
    public,
    requires,
    scope_of,
    share_with,
    visible,
)

PERSONS = [UUID(int=1), UUID(int=2)]
PATHS = ["", "99/", "99/01/", "99/010/", "99/01/05/", "98/"]
CODES = ["", "A", "B", "AB"]
BUNDLES = ["shop", "newborn"]
SHARED = ["", share_with(["A", "B"]), share_with(["AB"])]


class Folder(models.Model):
    """A case-like table of this test only, with every scope column."""

    person = models.UUIDField(null=True)
    body = models.CharField(max_length=9)
    site = models.CharField(max_length=9)
    path = models.CharField(max_length=20)
    bundle = models.CharField(max_length=9)
    told = models.CharField(max_length=20)

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(owner="person", bundle="bundle", body="body", site="site", region_path="path")

    class Meta:
        app_label = "outbox"
        managed = False
        db_table = "test_folder"


class SharedFolder(Folder):
    """The same rows as papers, which a body may share with others."""

    object_kind = ObjectKind.PAPER
    scope_columns = ScopeColumns(body="body", told="told")

    class Meta:
        app_label = "outbox"
        proxy = True


class OwnerlessFolder(Folder):
    """The same rows, seen through a table without an owner column."""

    scope_columns = ScopeColumns(body="body")

    class Meta:
        app_label = "outbox"
        proxy = True


class UndividedFolder(Folder):
    """The same rows, seen through a table that does not say to which bundle a row belongs."""

    scope_columns = ScopeColumns(owner="person")

    class Meta:
        app_label = "outbox"
        proxy = True


OWN_TABLE = Folder


@pytest.fixture
def folders(own_table: None, db: None) -> list[Folder]:
    values = [(p, b, s, r) for p in (None, *PERSONS) for b in ("", "A", "AB") for s in ("", "A") for r in PATHS]
    Folder.objects.bulk_create(
        [
            Folder(person=p, body=b, site=s, path=r, bundle=BUNDLES[n % 2], told=SHARED[n % 5 % 3])
            for n, (p, b, s, r) in enumerate(values)
        ]
    )
    return list(Folder.objects.all())


actors = st.builds(
    Actor,
    role=st.sampled_from(Role),
    person=st.sampled_from([None, *PERSONS, UUID(int=3)]),
    acting_for=st.sampled_from([None, *PERSONS, UUID(int=3)]),
    bundles=st.frozensets(st.sampled_from([*BUNDLES, "other"])),
    body_code=st.sampled_from(CODES),
    site_code=st.sampled_from(CODES),
    region_path=st.sampled_from(PATHS),
)


@given(actor=actors, action=st.sampled_from(Action))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_shows_exactly_the_rows_that_may_be_opened(folders: list[Folder], actor: Actor, action: Action) -> None:
    may_open = {row.pk for row in folders if allowed(actor, action, row)}

    assert {row.pk for row in visible(actor, action, Folder.objects.all())} == may_open
    read = {row.pk for row in SharedFolder.objects.all() if allowed(actor, action, row)}
    assert {row.pk for row in visible(actor, action, SharedFolder.objects.all())} == read


def test_a_body_reads_its_own_and_what_is_shared_with_it_and_no_code_is_found_in_another(folders: list[Folder]) -> None:
    def read_by(body: str) -> set[tuple[str, str]]:
        rows = visible(Actor(role=Role.APPROVER, body_code=body), Action.PAPER_READ, SharedFolder.objects.all())
        return set(rows.values_list("body", "told"))

    assert read_by("B") == {("", "|A||B|"), ("A", "|A||B|"), ("AB", "|A||B|")}
    assert ("", "|AB|") in read_by("AB")
    assert ("", "|AB|") not in read_by("A")
    assert read_by("") == set()


@pytest.mark.parametrize(
    ("actor", "action", "expected"),
    [
        (Actor(role=Role.CITIZEN, person=PERSONS[0]), Action.CASE_READ, 36),
        (Actor(role=Role.CITIZEN), Action.CASE_READ, 0),
        (Actor(role=Role.CITIZEN, person=UUID(int=3), acting_for=PERSONS[0]), Action.CASE_READ, 36),
        (Actor(role=Role.CITIZEN, person=PERSONS[0], acting_for=UUID(int=3)), Action.CASE_READ, 0),
        (
            Actor(role=Role.CITIZEN, acting_for=PERSONS[0], bundles=frozenset({"shop"})),
            Action.CASE_READ,
            18,
        ),
        (Actor(role=Role.CITIZEN, acting_for=PERSONS[0], bundles=frozenset({"other"})), Action.CASE_READ, 0),
        (Actor(role=Role.APPROVER, body_code="A"), Action.CASE_DECIDE, 36),
        (Actor(role=Role.APPROVER, body_code=""), Action.CASE_DECIDE, 0),
        (Actor(role=Role.WINDOW_CLERK, site_code="A"), Action.CASE_ACCEPT, 54),
        (Actor(role=Role.WINDOW_CLERK, site_code="A"), Action.CASE_DECIDE, 0),
        (Actor(role=Role.SUPERVISOR, region_path="99/01/"), Action.CASE_READ, 36),
        (Actor(role=Role.SUPERVISOR, region_path=""), Action.CASE_READ, 0),
        (Actor(role=Role.SYSTEM_ADMIN), Action.CASE_READ, 0),
        (Actor(role=Role.AUDITOR), Action.CASE_READ, 0),
        (ANONYMOUS, Action.CASE_READ, 0),
    ],
)
def test_each_role_reaches_its_own_rows(folders: list[Folder], actor: Actor, action: Action, expected: int) -> None:
    assert visible(actor, action, Folder.objects.all()).count() == expected


def test_a_scope_without_its_column_reaches_nothing(folders: list[Folder]) -> None:
    citizen = Actor(role=Role.CITIZEN, person=PERSONS[0])

    assert visible(citizen, Action.CASE_READ, OwnerlessFolder.objects.all()).count() == 0
    assert not any(allowed(citizen, Action.CASE_READ, row) for row in OwnerlessFolder.objects.all())


def test_an_authority_for_some_bundles_reaches_nothing_where_bundles_are_not_told_apart(folders: list[Folder]) -> None:
    whole = Actor(role=Role.CITIZEN, acting_for=PERSONS[0])
    limited = Actor(role=Role.CITIZEN, acting_for=PERSONS[0], bundles=frozenset({"shop"}))

    assert visible(whole, Action.CASE_READ, UndividedFolder.objects.all()).count() == 36
    assert visible(limited, Action.CASE_READ, UndividedFolder.objects.all()).count() == 0
    assert not any(allowed(limited, Action.CASE_READ, row) for row in UndividedFolder.objects.all())


def test_who_acts_for_nobody_acts_for_themselves() -> None:
    assert Actor(role=Role.CITIZEN, person=PERSONS[0]).principal == PERSONS[0]
    assert Actor(role=Role.CITIZEN, person=PERSONS[0], acting_for=PERSONS[1]).principal == PERSONS[1]


def test_who_runs_the_system_who_hands_out_posts_and_who_reads_the_log_are_three_people() -> None:
    duties = {
        role: {action for action in Action for kind in ObjectKind if scope_of(role, action, kind) is not Scope.NONE}
        for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
    }
    everybody = {Action.GUIDE_READ, Action.PAPER_VERIFY, Action.RATING_GIVE, Action.SESSION_OPEN}
    # Two of them look at the same lists; what they do there is apart.
    looking = {Action.ADMIN_ENTER, Action.ACCOUNT_READ, Action.MANDATE_READ}
    own = [actions - everybody - looking for actions in duties.values()]

    assert all(own)
    assert sum(len(actions) for actions in own) == len(set().union(*own))


def test_a_region_path_without_its_end_is_refused() -> None:
    with pytest.raises(ValueError, match="ends with"):
        Actor(role=Role.SUPERVISOR, region_path="99/01")


@requires(Action.CASE_DECIDE)
def decide(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("decided")


def asked_by(actor: Actor) -> HttpRequest:
    request = RequestFactory().get("/desk/case?x=1")
    request.actor = actor
    return request


def test_a_view_opens_for_a_role_that_has_its_action() -> None:
    assert decide(asked_by(Actor(role=Role.APPROVER))).status_code == 200


def test_a_view_sends_the_unknown_to_the_login_and_back() -> None:
    response = decide(RequestFactory().get("/desk/case?x=1"))

    assert (response.status_code, response.headers["Location"]) == (302, "/login/?next=%2Fdesk%2Fcase%3Fx%3D1")


@pytest.mark.parametrize(
    ("sent_from", "way"),
    [
        ("http://testserver/desk/case?x=1", "/login/?next=%2Fdesk%2Fcase%3Fx%3D1"),
        ("http://elsewhere.example/desk/case", "/login/"),
        ("", "/login/"),
    ],
)
def test_whoever_logs_in_again_after_a_form_comes_back_to_its_page(sent_from: str, way: str) -> None:
    request = RequestFactory().post("/desk/case/grant/", headers={"Referer": sent_from})

    assert decide(request).headers["Location"] == way


def test_a_view_refuses_a_role_without_its_action_and_says_what_to_do() -> None:
    with pytest.raises(PermissionDenied, match="换用"):
        decide(asked_by(Actor(role=Role.CITIZEN, person=PERSONS[0])))


def test_a_view_says_what_it_is_for() -> None:
    assert action_of(decide) is Action.CASE_DECIDE
    assert action_of(public(lambda request: HttpResponse())) == "public"
    assert action_of(lambda request: HttpResponse()) is None
