"""Addresses of filing."""

from django.urls import path

from onething.channels.portal.filing import views_check, views_draft, views_form, views_materials, views_pre_review

urlpatterns = [
    path("drafts/new", views_draft.new, name="draft-new"),
    path("drafts/<uuid:draft>/", views_draft.tasks, name="draft"),
    path("drafts/<uuid:draft>/answers/", views_draft.answers, name="draft-answers"),
    path("drafts/<uuid:draft>/changes/", views_draft.accept, name="draft-changes"),
    path("drafts/<uuid:draft>/discard/", views_draft.discard, name="draft-discard"),
    path("drafts/<uuid:draft>/parties/<str:party>/", views_form.party, name="draft-party"),
    path("drafts/<uuid:draft>/delivery/", views_form.delivery, name="draft-delivery"),
    path("drafts/<uuid:draft>/materials/", views_materials.materials, name="draft-materials"),
    path("drafts/<uuid:draft>/materials/<str:key>/", views_materials.material, name="draft-material"),
    path("drafts/<uuid:draft>/files/<uuid:file>", views_materials.file, name="draft-file"),
    path("drafts/<uuid:draft>/check/", views_check.check, name="draft-check"),
    path("drafts/<uuid:draft>/pre-review/", views_pre_review.pre_review, name="draft-pre-review"),
]
