"""The door of intake."""

from onething.modules.intake.contact import phone_to_notify
from onething.modules.intake.correcting import CorrectionPart, correction_parts, gathered_for
from onething.modules.intake.domain.content import Outcome, Told, Upload
from onething.modules.intake.domain.corrections import (
    CorrectionTarget,
    Gathered,
    TargetKind,
    gather_targets,
    unwritten,
)
from onething.modules.intake.domain.dates import join_boxes
from onething.modules.intake.domain.drift import Drift
from onething.modules.intake.domain.filed import FiledField, file_form, is_own_writing
from onething.modules.intake.domain.form import DELIVERY_ADDRESS, DELIVERY_MODE, FilledField, FilledSection, Origin
from onething.modules.intake.domain.parties import (
    IDENTITY_ELEMENTS,
    answers_for_itself,
    applicant_party,
    has_identity,
    number_of,
    proven_of,
)
from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.domain.registers import resources_of, statements_about
from onething.modules.intake.domain.renewal import Renewal
from onething.modules.intake.domain.review import (
    Gap,
    Place,
    asked_about,
    delivery_fields,
    materials_to_submit,
    needs_consent,
)
from onething.modules.intake.domain.views import (
    ApplicationDetail,
    ApplicationInfo,
    CorrectionInfo,
    DraftInfo,
    DraftView,
    EarlierCopy,
    MaterialInfo,
    OnBehalf,
)
from onething.modules.intake.errors import (
    CannotOpen,
    CopyGone,
    CorrectionRefused,
    FileRefused,
    IntakeError,
    NotFound,
    PromiseRefused,
    Unfinished,
    ValuesRefused,
    Withdrawn,
    WrongStanding,
)
from onething.modules.intake.events import ApplicationSubmitted, DraftGone
from onething.modules.intake.models import Application
from onething.modules.intake.own import KeptMaterial, KeptMaterials, kept_materials, titles_of
from onething.modules.intake.queries import (
    application_of,
    count_open_drafts,
    draft_of,
    form_for_items,
    form_of,
    list_applications,
    list_drafts,
    materials_for_items,
    open_file,
    plan_for_application,
    submitted_as,
)
from onething.modules.intake.services.accept_rules import accept_rules
from onething.modules.intake.services.attach import attach_file, open_draft_file, remove_file
from onething.modules.intake.services.correct import (
    drop_page,
    gathering,
    inspect_page,
    keep_page,
    keep_values,
    put_right,
)
from onething.modules.intake.services.correct_on_the_spot import correct_on_the_spot
from onething.modules.intake.services.edit_draft import refresh, save_answers, save_values
from onething.modules.intake.services.finish import finish_application
from onething.modules.intake.services.open_draft import open_draft
from onething.modules.intake.services.promise import offers_of, promise_material
from onething.modules.intake.services.renew import Carried, carried_from, open_renewal
from onething.modules.intake.services.reopen import reopen_application
from onething.modules.intake.services.reuse import earlier_copies, stop_using_copy, use_earlier_copy
from onething.modules.intake.services.standing import check_standing
from onething.modules.intake.services.submit import submit
from onething.modules.intake.services.supply import put_promised
from onething.modules.intake.services.wipe import discard_draft, wipe_expired_drafts
from onething.modules.intake.showing import ShownDraft, is_as_shown, look_at_shown, open_shown_file, show_draft

__all__ = [
    "DELIVERY_ADDRESS",
    "DELIVERY_MODE",
    "IDENTITY_ELEMENTS",
    "Application",
    "ApplicationDetail",
    "ApplicationInfo",
    "ApplicationSubmitted",
    "CannotOpen",
    "Carried",
    "CopyGone",
    "CorrectionInfo",
    "CorrectionPart",
    "CorrectionRefused",
    "CorrectionTarget",
    "DraftGone",
    "DraftInfo",
    "DraftView",
    "Drift",
    "EarlierCopy",
    "FileRefused",
    "FiledField",
    "FilledField",
    "FilledSection",
    "Gap",
    "Gathered",
    "IntakeError",
    "KeptMaterial",
    "KeptMaterials",
    "MaterialInfo",
    "NotFound",
    "OnBehalf",
    "Origin",
    "Outcome",
    "Place",
    "PromiseRefused",
    "Reading",
    "Renewal",
    "ShownDraft",
    "TargetKind",
    "Told",
    "Unfinished",
    "Upload",
    "ValuesRefused",
    "Withdrawn",
    "WrongStanding",
    "accept_rules",
    "answers_for_itself",
    "applicant_party",
    "application_of",
    "asked_about",
    "attach_file",
    "carried_from",
    "check_standing",
    "correct_on_the_spot",
    "correction_parts",
    "count_open_drafts",
    "delivery_fields",
    "discard_draft",
    "draft_of",
    "drop_page",
    "earlier_copies",
    "file_form",
    "finish_application",
    "form_for_items",
    "form_of",
    "gather_targets",
    "gathered_for",
    "gathering",
    "has_identity",
    "inspect_page",
    "is_as_shown",
    "is_own_writing",
    "join_boxes",
    "keep_page",
    "keep_values",
    "kept_materials",
    "list_applications",
    "list_drafts",
    "look_at_shown",
    "materials_for_items",
    "materials_to_submit",
    "needs_consent",
    "number_of",
    "offers_of",
    "open_draft",
    "open_draft_file",
    "open_file",
    "open_renewal",
    "open_shown_file",
    "phone_to_notify",
    "plan_for_application",
    "promise_material",
    "proven_of",
    "put_promised",
    "put_right",
    "refresh",
    "remove_file",
    "reopen_application",
    "resources_of",
    "save_answers",
    "save_values",
    "show_draft",
    "statements_about",
    "stop_using_copy",
    "submit",
    "submitted_as",
    "titles_of",
    "unwritten",
    "use_earlier_copy",
    "wipe_expired_drafts",
]  # fmt: skip
