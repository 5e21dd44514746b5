"""`python -m onething_simulators.identity_provider --port 8901 --redirect-uri URL`."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path

from onething_simulators.identity_provider.clients import Client
from onething_simulators.identity_provider.grants import Grants
from onething_simulators.identity_provider.service import IdentityService
from onething_simulators.identity_provider.tokens import make_signing_key
from onething_simulators.people import DEFAULT_FILE, BadPeopleFile, load_people
from onething_simulators.serving import Routes, serve

DEFAULT_REDIRECT_URI = "http://127.0.0.1:8000/accounts/oidc/national/login/callback/"


def main() -> int:
    """Read the arguments and serve until told to stop."""
    options = _parser().parse_args()
    try:
        population = load_people(file=options.people)
    except BadPeopleFile as error:
        print(error, file=sys.stderr)
        return 2
    client = Client(
        client_id=options.client_id,
        client_secret=options.client_secret,
        redirect_uris=tuple(options.redirect_uri or [DEFAULT_REDIRECT_URI]),
    )
    grants, key = Grants(code_lifetime=timedelta(seconds=options.code_lifetime)), make_signing_key()

    def routes_at(url: str) -> Routes:
        issuer = (options.issuer or url).rstrip("/")
        return IdentityService(issuer=issuer, client=client, population=population, grants=grants, key=key).routes()

    return serve(routes_at=routes_at, host=options.host, port=options.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="identity_provider", description="国家身份认证模拟系统（只用于演示和测试）")
    parser.add_argument("--host", default="127.0.0.1", help="回环地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8901, help="端口，默认 8901；0 表示任选空闲端口")
    parser.add_argument("--issuer", help="对外地址，默认就是监听地址")
    parser.add_argument("--client-id", default="onething", help="接入系统编号，默认 onething")
    parser.add_argument("--client-secret", default="demonstration", help="接入系统密钥，默认 demonstration")
    parser.add_argument(
        "--redirect-uri", action="append", help=f"登记的返回地址，可重复，须完全一致；默认 {DEFAULT_REDIRECT_URI}"
    )
    parser.add_argument("--people", type=Path, default=DEFAULT_FILE, help="人物文件（JSON）")
    parser.add_argument("--code-lifetime", type=float, default=60, help="授权码有效秒数，默认 60")
    return parser


if __name__ == "__main__":
    sys.exit(main())
