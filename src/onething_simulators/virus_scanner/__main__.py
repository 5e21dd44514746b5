"""`python -m onething_simulators.virus_scanner --port 3310`."""

import argparse
import sys

from onething_simulators.virus_scanner.service import WAYS, serve


def main() -> int:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(
        prog="virus_scanner", description="病毒扫描模拟系统（clamd 协议，只认一个虚构的特征码）"
    )
    parser.add_argument("--port", type=int, default=3310, help="本机端口，默认 3310；0 表示任选空闲端口")
    parser.add_argument("--way", choices=WAYS, default="well", help="怎样回答：well 正常，其余是各种故障")
    options = parser.parse_args()
    return serve(port=options.port, way=options.way)


if __name__ == "__main__":
    sys.exit(main())
