"""`python -m onething_simulators.department_system --port 8904`."""

import argparse
import sys

from onething_simulators.department_system.cabinet import Cabinet
from onething_simulators.department_system.reporting import Reporter
from onething_simulators.department_system.service import DepartmentService
from onething_simulators.serving import serve

DEMONSTRATION_SECRET = "whsec_ZGVtb25zdHJhdGlvbi1vZi1hLWRlcGFydG1lbnQh"  # noqa: S105 - public, for demonstrations alone


def main() -> int:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="department_system", description="部门业务系统模拟（只用于演示和测试）")
    parser.add_argument("--host", default="127.0.0.1", help="回环地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8904, help="端口，默认 8904；0 表示任选空闲端口")
    parser.add_argument("--secret", default=DEMONSTRATION_SECRET, help="与平台共用的签名密钥")
    parser.add_argument("--decides-after", type=float, help="收到办件后多少秒自动准予；不写就等人指令")
    options = parser.parse_args()
    cabinet = Cabinet()
    service = DepartmentService(
        secret=options.secret,
        cabinet=cabinet,
        reporter=Reporter(secret=options.secret, cabinet=cabinet),
        decides_after=options.decides_after,
    )
    return serve(routes_at=lambda _url: service.routes(), host=options.host, port=options.port)


if __name__ == "__main__":
    sys.exit(main())
