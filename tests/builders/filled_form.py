"""A filled newborn form as it is filed: typed, shared and disputed values, one for every field of the plan."""

from datetime import UTC, datetime

from onething.core.planning import Plan
from onething.modules.catalogue.api import published_bundle
from onething.modules.intake.domain.filed import FiledField, write_form
from onething.modules.intake.domain.form import Origin

VALUES = {
    "full-name": {"mother": "林知夏", "father": "周既明"},
    "id-number": {"mother": "770101199403120025", "father": "770101199211050034"},
    "birth-date": {"mother": "1994年3月12日", "father": "1992年11月5日"},
    "ethnicity": "汉族",
    "mobile-phone": "13900000001",
    "live-address": "禾丰市青禾区稻香街道穗前路12号3幢201室",
    "household-address": "禾丰市青禾区稻香街道穗前路12号",
    "household-head": "林稻生",
    "marriage-certificate-number": "J990100-2021-000012",
    "child-name": "周小禾",
    "child-sex": "女",
    "child-birth-date": "2026年2月26日",
    "child-birth-time": "08:15",
    "birth-weight": "3250克",
    "gestation-weeks": "39周",
    "birth-hospital": "禾丰市妇幼保健院",
    "bank-name": "禾丰银行青禾支行",
    "bank-account": "6222000012345678",
    "native-place": "禾丰市青禾区",
    "delivery-mode": "到窗口自取",
}
DISPUTED = ("birth-weight",)


def filled_form(plan: Plan, *, now: datetime) -> str:
    """The form as stored JSON."""
    elements = published_bundle(plan.bundle, on=plan.start).library.elements
    rows = []
    for section in plan.form:
        for field in section.fields:
            given = VALUES.get(field.element, "按证件填写")
            value = given.get(section.party, "") if isinstance(given, dict) else given
            origin = Origin.SHARED if field.source.value == "share" else Origin.FILLED
            disputed = field.element in DISPUTED
            rows.append(
                FiledField(
                    key=field.key,
                    element=field.element,
                    label=field.label,
                    party=section.party,
                    party_label=section.label,
                    kind=field.kind.value,
                    value=value,
                    shown=value,
                    origin=Origin.DISPUTED if disputed else origin,
                    source="禾丰市人口库" if origin is Origin.SHARED else "",
                    as_of=datetime(2026, 2, 28, 1, 30, tzinfo=UTC) if origin is Origin.SHARED else None,
                    registered="3520克" if disputed else "",
                    items=field.items,
                    sensitive=elements[field.element].sensitive,
                )
            )
    return write_form(tuple(rows))
