"""`python -m onething_simulators.national_platform --port 8903`."""

import argparse
import sys

from onething_simulators.national_platform.service import PlatformService
from onething_simulators.serving import serve


def main() -> int:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(
        prog="national_platform", description="国家平台办件归集模拟系统（只用于演示和测试）"
    )
    parser.add_argument("--host", default="127.0.0.1", help="回环地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8903, help="端口，默认 8903；0 表示任选空闲端口")
    parser.add_argument("--client-id", default="onething", help="调用方编号")
    parser.add_argument("--client-secret", default="demonstration", help="调用方密钥")
    parser.add_argument("--token-uses", type=int, default=1000, help="一个令牌用多少次就过期，默认 1000")
    options = parser.parse_args()
    service = PlatformService(
        client_id=options.client_id, client_secret=options.client_secret, token_uses=options.token_uses
    )
    return serve(routes_at=lambda _url: service.routes(), host=options.host, port=options.port)


if __name__ == "__main__":
    sys.exit(main())
