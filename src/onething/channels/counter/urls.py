"""Addresses of the counter."""

from django.urls import path

from onething.channels.counter import (
    consultation,
    decisions,
    drafts,
    fees,
    handover,
    hearings,
    lookup,
    mandates,
    opening,
    pre_review,
    promised,
    queue,
    rating,
    renewing,
    sessions,
    supplying,
)

app_name = "counter"
urlpatterns = [
    path("counter/", queue.queue, name="queue"),
    path("counter/mandates/", mandates.mandates, name="mandates"),
    path("counter/find/", lookup.find, name="find"),
    path("counter/new/", opening.new_application, name="new"),
    path("counter/drafts/<uuid:draft>/", drafts.draft, name="draft"),
    path("counter/drafts/<uuid:draft>/situation/", opening.change_situation, name="situation"),
    path("counter/drafts/<uuid:draft>/discard/", drafts.discard, name="discard"),
    path("counter/drafts/<uuid:draft>/files/<uuid:file>", drafts.draft_file, name="draft-file"),
    path("counter/applications/<uuid:application>/", decisions.application, name="application"),
    path("counter/applications/<uuid:application>/accept/", decisions.accept, name="accept"),
    path("counter/applications/<uuid:application>/correct/", decisions.correct, name="correct"),
    path("counter/applications/<uuid:application>/refuse/", decisions.refuse, name="refuse"),
    path("counter/applications/<uuid:application>/supply/", supplying.supply, name="supply"),
    path("counter/applications/<uuid:application>/fees/", fees.fees, name="fees"),
    path("counter/consultations/", consultation.consultations, name="consultations"),
    path("counter/consultations/<uuid:consultation>/", consultation.consultation, name="consultation"),
    path("counter/pre-reviews/", pre_review.pre_reviews, name="pre-reviews"),
    path("counter/pre-reviews/<uuid:pre_review>/", pre_review.pre_review, name="pre-review"),
    path("counter/pre-reviews/<uuid:pre_review>/files/<uuid:file>", pre_review.pre_review_file, name="pre-review-file"),
    path("counter/sessions/", sessions.sessions, name="sessions"),
    path("counter/sessions/<uuid:session>/", sessions.session, name="session"),
    path("counter/hearings/<uuid:hearing>/", hearings.hearing, name="hearing"),
    path("counter/applications/<uuid:application>/session/", sessions.arrange_session, name="arrange"),
    path("counter/applications/<uuid:application>/promised/<str:key>/", promised.promised, name="promised"),
    path("counter/applications/<uuid:application>/handover/", handover.handover, name="handover"),
    path("counter/applications/<uuid:application>/rating/", rating.rating_slip, name="rating-slip"),
    path("counter/applications/<uuid:application>/renew/<uuid:case>/", renewing.renewal, name="renewal"),
    path("counter/applications/<uuid:application>/files/<uuid:file>", decisions.application_file, name="file"),
]
