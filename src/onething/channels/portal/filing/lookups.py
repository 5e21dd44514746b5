"""Which registers will be asked about the applicant, and for what, before anybody is asked anything. Pure."""

from onething.modules.guidance.api import Guide
from onething.modules.intake.api import applicant_party, resources_of


def lookups_of(guide: Guide) -> list[tuple[str, str]]:
    """Register and what it fills in or proves, in words."""
    plan, library = guide.plan, guide.source.library
    labels: dict[str, list[str]] = {}
    for section in plan.form:
        for field in section.fields:
            labels.setdefault(library.elements[field.element].resource, []).append(field.label)
    asked = resources_of(plan, library, applicant_party(plan))
    return [
        (register.label, "、".join(dict.fromkeys(labels.get(register.code, ()))) or "核验证件，免您提交")
        for register in asked
    ]
