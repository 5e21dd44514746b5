"""A correction notice as the applicant answers it: what is gathered, the controls of the form, and what a right one is."""

from dataclasses import dataclass

from onething.core.definitions import Library
from onething.core.planning import PlannedField
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.intake.access import access_application
from onething.modules.intake.domain.corrections import CorrectionTarget, Gathered, TargetKind, read_gathered
from onething.modules.intake.domain.examples import Example, example_of_field, example_of_material
from onething.modules.intake.domain.form import FilledField, Origin
from onething.modules.intake.domain.views import CorrectionInfo
from onething.modules.intake.models import Application
from onething.modules.intake.queries import plan_of
from onething.platform.permissions import Action, Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPart:
    """One target ready to be answered: its control when it is a field, and what a right one looks like."""

    target: CorrectionTarget
    field: FilledField | None
    example: Example


def gathered_for(*, row: int) -> Gathered:
    """What was gathered so far for the notice of the application's row; the caller has checked the rights."""
    return read_gathered(Application.objects.values_list("gathered", flat=True).get(pk=row))


def correction_parts(notice: CorrectionInfo, *, actor: Actor) -> tuple[CorrectionPart, ...]:
    """Every target of the notice, by the form and the definitions of the day of filing."""
    row = access_application(notice.application, actor=actor, action=Action.APPLICATION_SUBMIT)
    library = bundle_of_version(row.bundle, version=row.bundle_version).library
    planned = {field.key: field for section in plan_of(row).form for field in section.fields}
    return tuple(
        CorrectionPart(
            target=target,
            field=_control(planned[target.key], library, notice) if target.key in planned else None,
            example=_example(target, library),
        )
        for target in notice.targets
    )


def _control(planned: PlannedField, library: Library, notice: CorrectionInfo) -> FilledField:
    value = notice.gathered.values.get(planned.key, "")
    return FilledField(planned=planned, element=library.elements[planned.element], value=value, origin=Origin.FILLED)


def _example(target: CorrectionTarget, library: Library) -> Example:
    """Keys end with the code: of a field after the last dot, of a material after the last colon."""
    if target.kind is TargetKind.FIELD:
        element = library.elements.get(target.key.rpartition(".")[2])
        return example_of_field(element) if element else Example("")
    material = library.materials.get(target.key.rpartition(":")[2])
    return example_of_material(material) if material else Example("")
