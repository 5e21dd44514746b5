"""How the bodies of this deployment work, from its settings; one connector an address in this process."""

from functools import lru_cache

from django.conf import settings

from onething.modules.handling.connectors.department import HttpDepartmentSystem
from onething.modules.handling.domain.departments import (
    AT_THE_DESK,
    Department,
    Departments,
    WayOfWork,
    read_departments,
)
from onething.modules.handling.ports import DepartmentSystem


def departments() -> Departments:
    """Every body that does not work at the desk alone (ONETHING_DEPARTMENT_SYSTEMS)."""
    return _departments_in(settings.DEPARTMENT_SYSTEMS)


def department_of(body_code: str) -> Department:
    """How this body works; at the desk unless the settings say otherwise."""
    return departments().get(body_code, AT_THE_DESK)


def system_addresses() -> tuple[str, ...]:
    """Where the bodies' own systems are."""
    return tuple(one.url for one in departments().values() if one.way is WayOfWork.CONNECTOR)


def find_system(body_code: str) -> DepartmentSystem | None:
    """The connector to the body's own system; None when it has none."""
    department = department_of(body_code)
    if department.way is not WayOfWork.CONNECTOR:
        return None
    return _system_at(department.name, department.url, department.secrets)


@lru_cache(maxsize=4)
def _departments_in(text: str) -> Departments:
    return read_departments(text)


@lru_cache(maxsize=64)
def _system_at(name: str, url: str, secrets: tuple[str, ...]) -> DepartmentSystem:
    return HttpDepartmentSystem(name=name, url=url, secrets=secrets)
