"""`python -m onething_simulators.sms_gateway --port 8905`."""

import argparse
import sys
from datetime import timedelta

from onething_simulators.serving import serve
from onething_simulators.sms_gateway.service import GatewayService


def main() -> int:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(
        prog="sms_gateway", description="短信通道模拟系统（只用于演示和测试，不发任何短信）"
    )
    parser.add_argument("--host", default="127.0.0.1", help="回环地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8905, help="端口，默认 8905；0 表示任选空闲端口")
    parser.add_argument("--token", default="demonstration", help="调用方令牌，默认 demonstration")
    parser.add_argument("--receipt-after", type=float, default=0.0, help="接收后多少秒才有回执，默认马上")
    parser.add_argument("--twice", action="store_true", help="每份回执给两遍，并夹带别人的回执")
    options = parser.parse_args()
    service = GatewayService(
        token=options.token, receipt_after=timedelta(seconds=options.receipt_after), twice=options.twice
    )
    return serve(routes_at=lambda _url: service.routes(), host=options.host, port=options.port)


if __name__ == "__main__":
    sys.exit(main())
