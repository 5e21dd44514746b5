"""What must be right before the house serves: each finding has a code and says what to do next.

These are asked by `onething check`, `run`, `web` and `worker`, not by Django itself: making migrations needs no keys.
"""

import sqlite3
import sys

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution

from onething.platform.encryption import KeyProblem, read_key_ring
from onething.project.folders import is_writable
from onething.project.sqlite import SOUND_SINCE

LEAST_SECRET = 40


def find_faults() -> list[CheckMessage]:
    """Everything that is wrong, in the order in which it is best put right."""
    return [finding for check in CHECKS for finding in check()]


def check_secret_key() -> list[CheckMessage]:
    """E001, E002: sessions and marks are signed with a key that is given and long."""
    if not settings.SECRET_KEY_GIVEN:
        hint = "设置 ONETHING_SECRET_KEY(或 ONETHING_SECRET_KEY_FILE);演示可用 onething run --prepare 自动生成。"
        return [Error("没有配置签名密钥，重启后所有登录都会失效。", hint=hint, id="onething.E001")]
    if len(settings.SECRET_KEY) < LEAST_SECRET:
        return [Error("签名密钥太短。", hint=f"换成至少 {LEAST_SECRET} 个字符的随机密钥。", id="onething.E002")]
    return []


def check_master_key() -> list[CheckMessage]:
    """E003: personal data can be encrypted."""
    try:
        read_key_ring(settings.MASTER_KEY)
    except KeyProblem as problem:
        hint = "演示可用 onething run --prepare 自动生成；正式部署请由密钥管理员生成并保管。"
        return [Error(str(problem), hint=hint, id="onething.E003")]
    return []


def check_debug() -> list[CheckMessage]:
    """E004: error pages of the developers' kind show what nobody outside may see."""
    if settings.DEBUG and not settings.DEMONSTRATION:
        hint = "去掉 ONETHING_DEBUG 后重新启动。"
        return [Error("正式运行时不能打开调试。", hint=hint, id="onething.E004")]
    return []


def check_store() -> list[CheckMessage]:
    """E005: the file store and the witness can be written."""
    unwritable = [path for path in (settings.FILE_STORE, settings.SEAL_WITNESS.parent) if not is_writable(path)]
    return [Error(f"文件夹不可写:{path}。", hint="检查目录权限和磁盘空间。", id="onething.E005") for path in unwritable]


def check_https() -> list[CheckMessage]:
    """W001: outside a demonstration, cookies belong on an encrypted line."""
    if settings.HTTPS or settings.DEMONSTRATION:
        return []
    hint = "在前置网关启用 HTTPS(或国密 TLCP),并设置 ONETHING_HTTPS=1。"
    return [Caution("没有声明 HTTPS,登录信息可能在网络上被看到。", hint=hint, id="onething.W001")]


def check_sqlite() -> list[CheckMessage]:
    """W002: the embedded database is new enough not to damage itself."""
    if sqlite3.sqlite_version_info >= SOUND_SINCE or "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return []
    hint = "安装 pysqlite3,或改用 PostgreSQL(设置 DATABASE_URL)。"
    text = f"SQLite {sqlite3.sqlite_version} 在重置日志时可能损坏数据库(3.51.3 已修复)。"
    return [Caution(text, hint=hint, id="onething.W002")]


def check_python() -> list[CheckMessage]:
    """W003: the tested versions of Python."""
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        return []
    return [Caution("这个 Python 版本没有经过测试。", hint="请使用 3.11 至 3.13。", id="onething.W003")]


CHECKS = (check_secret_key, check_master_key, check_debug, check_store, check_https, check_sqlite, check_python)
