"""Everything there is to say about one checklist row."""

from onething.modules.catalogue.domain.checklist.codes import check_codes
from onething.modules.catalogue.domain.checklist.quality import check_quality
from onething.modules.catalogue.domain.checklist.requirements import check_requirements
from onething.modules.catalogue.domain.checklist.specification import Specification
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, Row


def check_item(row: Row, specification: Specification) -> tuple[ItemFinding, ...]:
    """Codes, requirements and quality rules; values were checked when they were read."""
    codes = check_codes(row, specification)
    missing = (found for found in check_requirements(row, specification) if found.field != "task_code")
    return (*codes, *missing, *check_quality(row, specification))
