"""`department-protocol.md`: what bodies' own systems send and get, from the schema the code checks with."""

import json

from onething.modules.handling.api import CONTRACT, protocol
from onething.project.documents.tables import code, page, table


def department_protocol() -> str:
    """The page."""
    checks = table(("检查", "要求"), [(code(name), words) for name, words, _ in CONTRACT])
    schema = json.dumps(protocol(), ensure_ascii=False, indent=2)
    return page(
        "部门系统连接协议",
        "怎样对接见[部门系统对接指南](../guide/connector.md)。"
        "平台收到的回传逐一按这里的 `report` 核对，对方的答复按 `answer` 和 `problem` 核对。",
        f"## 契约测试\n\n`onething connector test URL --secret 密钥` 逐项检查：\n\n{checks}\n\n"
        f"## JSON Schema\n\n```json\n{schema}\n```",
    )
