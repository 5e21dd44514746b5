"""What must be right about the departments' systems before the house serves."""

from typing import Any

from django.core.checks import Error, Tags, register

from onething.modules.handling.connectors.configured import departments, find_system
from onething.modules.handling.domain.departments import BadDepartments


@register(Tags.security)
def check_departments(**_options: Any) -> list[Error]:
    """E001: the setting can be read. E002: every address is one that personal data may go to."""
    try:
        configured = departments()
    except BadDepartments as bad:
        hint = "照部门系统对接指南改正后重新启动。"
        return [Error(f"ONETHING_DEPARTMENT_SYSTEMS 不能用：{bad}。", hint=hint, id="handling.E001")]
    systems = [system for code in configured if (system := find_system(code))]
    return [Error(fault, id="handling.E002") for system in systems for fault in system.check_config()]
