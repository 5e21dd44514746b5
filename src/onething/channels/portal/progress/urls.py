"""Addresses of applications."""

from django.urls import path

from onething.channels.portal.progress import (
    views,
    views_automatic,
    views_correction,
    views_fees,
    views_hearing,
    views_promised,
    views_record,
    views_renewal,
    views_session,
    views_statement,
    views_withdraw,
)

urlpatterns = [
    path("applications/promises/", views_record.record, name="record"),
    path("promises/", views_record.publication, name="published"),
    path("hearings/", views_hearing.announced, name="announced"),
    path("applications/<uuid:application>/", views.progress, name="application"),
    path("applications/<uuid:application>/submitted/", views.submitted, name="submitted"),
    path("applications/<uuid:application>/filed/", views.filed, name="application-form"),
    path("applications/<uuid:application>/fees/", views_fees.fees, name="fees"),
    path("applications/<uuid:application>/withdraw/", views_withdraw.take_back, name="application-withdraw"),
    path("applications/<uuid:application>/files/<uuid:file>", views.file, name="application-file"),
    path("applications/<uuid:application>/sessions/<uuid:session>/", views_session.answer, name="session"),
    path("applications/<uuid:application>/hearings/<uuid:hearing>/", views_hearing.hearing, name="hearing"),
    path("applications/<uuid:application>/renew/<uuid:case>/", views_renewal.renewal, name="renewal"),
    path("applications/<uuid:application>/automatic/<uuid:case>/", views_automatic.automatic, name="automatic"),
    path("applications/<uuid:application>/correction/", views_correction.correction, name="correction"),
    path("applications/<uuid:application>/statement/", views_statement.statement, name="statement"),
    path("applications/<uuid:application>/promised/<str:key>/", views_promised.promised, name="promised"),
]
