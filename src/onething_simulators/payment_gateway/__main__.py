"""`python -m onething_simulators.payment_gateway --port 8906`."""

import argparse
import sys

from onething_simulators.payment_gateway.notifying import Notifier
from onething_simulators.payment_gateway.service import GatewayService
from onething_simulators.serving import serve

SECRET = "whsec_ZGVtb25zdHJhdGlvbi1vZi1hLXBheW1lbnQtc3lzdGVtIQ=="  # noqa: S105 - of the demonstration alone


def main() -> int:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(
        prog="payment_gateway", description="支付平台模拟系统（只用于演示和测试，不收任何钱）"
    )
    parser.add_argument("--host", default="127.0.0.1", help="回环地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8906, help="端口，默认 8906；0 表示任选空闲端口")
    parser.add_argument("--token", default="demonstration", help="调用方令牌，默认 demonstration")
    parser.add_argument("--secret", default=SECRET, help="支付通知的签名密钥，默认演示用的")
    parser.add_argument("--notify-after", type=float, default=0.0, help="付完多少秒以后才通知，默认马上")
    parser.add_argument("--silent", action="store_true", help="从不通知，只能来问")
    parser.add_argument("--twice", action="store_true", help="每次通知发两遍，先发一份读不懂的")
    parser.add_argument("--lie", action="store_true", help="通知和答复里的金额多写一分")
    options = parser.parse_args()
    notifier = Notifier(secret=options.secret, after=options.notify_after, silent=options.silent, twice=options.twice)
    extra = 1 if options.lie else 0
    return serve(
        routes_at=lambda url: GatewayService(url=url, token=options.token, notifier=notifier, extra_fen=extra).routes(),
        host=options.host,
        port=options.port,
    )


if __name__ == "__main__":
    sys.exit(main())
