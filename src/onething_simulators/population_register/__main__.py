"""`python -m onething_simulators.population_register --port 8902`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from onething_simulators.people import DEFAULT_FILE, BadPeopleFile, load_people
from onething_simulators.population_register.service import RegisterService
from onething_simulators.serving import serve


def main() -> int:
    """Read the arguments and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="population_register", description="人口库模拟系统（只用于演示和测试）")
    parser.add_argument("--host", default="127.0.0.1", help="回环地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8902, help="端口，默认 8902；0 表示任选空闲端口")
    parser.add_argument("--token", default="demonstration", help="调用方令牌，默认 demonstration")
    parser.add_argument("--people", type=Path, default=DEFAULT_FILE, help="人物文件（JSON）")
    parser.add_argument("--today", type=date.fromisoformat, help="固定“今天”，出生日期由它倒推")
    options = parser.parse_args()
    try:
        population = load_people(file=options.people)
    except BadPeopleFile as error:
        print(error, file=sys.stderr)
        return 2
    service = RegisterService(population=population, token=options.token, today=options.today)
    return serve(routes_at=lambda _url: service.routes(), host=options.host, port=options.port)


if __name__ == "__main__":
    sys.exit(main())
