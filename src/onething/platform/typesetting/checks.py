"""Whether paper can be made on this machine; the house serves without it, and says what is missing."""

from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Caution

from onething.platform.typesetting.fonts import PACKAGES, missing_families


@register("house")
def check_fonts(**_: Any) -> list[CheckMessage]:
    """W001: without these fonts no guide and no paper can be printed."""
    if missing := missing_families():
        hint = f"安装 {PACKAGES} 后重启。其他功能不受影响。"
        return [Caution(f"缺少字体：{'、'.join(missing)}，无法生成 PDF。", hint=hint, id="typesetting.W001")]
    return []
