"""`onething audit verify`: check both logs and name the first bad row."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from django.conf import settings

from onething.platform import clock
from onething.platform.encryption import seal_key
from onething.platform.logs.verify import Finding, read_witnesses, verify_logs


def add_commands(subparsers: Any) -> None:
    """Add `audit`."""
    audit = subparsers.add_parser("audit", help="核验日志 (verify the logs)")
    kinds = audit.add_subparsers(dest="audit_command", required=True)
    verify = kinds.add_parser("verify", help="核对每一行、每条链和每个签名")
    verify.add_argument("--json", action="store_true", help="print findings as JSON")
    verify.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> int:
    findings = verify_logs(now=clock.now(), seal_key=seal_key(), witnesses=read_witnesses(settings.SEAL_WITNESS))
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))  # noqa: T201 - a command
    else:
        _print_findings(findings)
    return 1 if findings else 0


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        place = f"第 {finding.row} 行" if finding.row else ""
        print(f"[{finding.code}] {finding.log} {place} {finding.message}")  # noqa: T201 - a command
    if not findings:
        print("两份日志完整：每一行、每条链、每个签名都核对无误。")  # noqa: T201 - a command
