"""The numbers and names this field lives by: read as people type them, and told which check failed.

Every `check_*` gives the canonical value or all failures in Chinese; notices never block. Nothing here raises on text.
"""

from onething.core.identifiers.applications import check_application_number, make_application_number
from onething.core.identifiers.cases import check_case_number, make_case_number
from onething.core.identifiers.check_characters import citizen_check
from onething.core.identifiers.checked import Checked, Failure, FailureCode, IdentifierRefused
from onething.core.identifiers.citizen import CitizenId, CitizenIdKind, Gender, check_citizen_id, read_citizen_id
from onething.core.identifiers.items import check_base_code, check_handling_code, check_item_code
from onething.core.identifiers.licences import LICENCE_ROOT, check_licence_id, make_licence_id
from onething.core.identifiers.masks import mask_citizen_id, mask_name, mask_phone
from onething.core.identifiers.organisations import check_organisation_code, check_uscc
from onething.core.identifiers.people import check_mobile, check_name
from onething.core.identifiers.regions import check_region_code
from onething.core.identifiers.text import is_unreadable, normalise

__all__ = [
    "LICENCE_ROOT",
    "Checked",
    "CitizenId",
    "CitizenIdKind",
    "Failure",
    "FailureCode",
    "Gender",
    "IdentifierRefused",
    "check_application_number",
    "check_base_code",
    "check_case_number",
    "check_citizen_id",
    "check_handling_code",
    "check_item_code",
    "check_licence_id",
    "check_mobile",
    "check_name",
    "check_organisation_code",
    "check_region_code",
    "check_uscc",
    "citizen_check",
    "is_unreadable",
    "make_application_number",
    "make_case_number",
    "make_licence_id",
    "mask_citizen_id",
    "mask_name",
    "mask_phone",
    "normalise",
    "read_citizen_id",
]
