"""Addresses of the desk."""

from django.urls import path

from onething.channels.desk import (
    approvals,
    automatic,
    checks,
    colleagues,
    decisions,
    hearings,
    procedures,
    records,
    rekeying,
    sessions,
    supervision,
    systems,
    views,
)

app_name = "desk"
urlpatterns = [
    path("desk/", views.work, name="work"),
    path("desk/systems/", systems.systems, name="systems"),
    path("desk/systems/letters/<uuid:letter>/", systems.letter, name="letter"),
    path("desk/rekeying/", rekeying.queue, name="rekey"),
    path("desk/rekeying/<uuid:case>/", rekeying.rekey_case, name="rekey-case"),
    path("desk/sessions/", sessions.sessions, name="sessions"),
    path("desk/sessions/<uuid:session>/", sessions.session, name="session"),
    path("desk/sessions/<uuid:session>/photos/<uuid:file>", sessions.photo, name="session-photo"),
    path("desk/cases/<uuid:case>/", views.case, name="case"),
    path("desk/cases/<uuid:case>/unmask/", views.unmask, name="unmask"),
    path("desk/cases/<uuid:case>/files/<uuid:file>", views.case_file, name="file"),
    path("desk/cases/<uuid:case>/review/", decisions.review, name="review"),
    path("desk/cases/<uuid:case>/grant/", decisions.grant_case, name="grant"),
    path("desk/cases/<uuid:case>/deny/", decisions.deny_case, name="deny"),
    path("desk/cases/<uuid:case>/stop/", procedures.stop, name="stop"),
    path("desk/cases/<uuid:case>/resume/", procedures.resume, name="resume"),
    path("desk/cases/<uuid:case>/ask/<slug:step>/", procedures.ask, name="ask"),
    path("desk/cases/<uuid:case>/hearing/", hearings.new, name="hearing-new"),
    path("desk/hearings/", hearings.hearings, name="hearings"),
    path("desk/hearings/<uuid:hearing>/", hearings.hearing, name="hearing"),
    path("desk/checks/", checks.checks, name="checks"),
    path("desk/checks/<uuid:check>/", checks.check, name="check"),
    path("desk/checks/<uuid:check>/files/<uuid:file>", checks.evidence, name="check-file"),
    path("desk/supervision/", supervision.tasks, name="supervision"),
    path("desk/supervision/<uuid:task>/", supervision.task, name="supervision-task"),
    path("desk/cases/<uuid:case>/promises/", records.record, name="record"),
    path("desk/approvals/", approvals.approvals, name="approvals"),
    path("desk/approvals/<uuid:approval>/", approvals.approval, name="approval"),
    path("desk/approvals/<uuid:approval>/take-back/", procedures.unask, name="take-back"),
    path("desk/automatic/", automatic.requests, name="automatic"),
    path("desk/colleagues/", colleagues.colleagues, name="colleagues"),
]
