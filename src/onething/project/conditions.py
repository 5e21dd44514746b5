"""What is not as it should be in the house at work: asked by `onething check`, which an operator runs every day.

Nothing here keeps the house from starting: each finding is a warning that says what to do next.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as Caution
from django.db import connection

from onething.modules.catalogue.api import bundles_in_force, find_outgrown, list_packs
from onething.modules.organisation.api import Wanted, body_in_charge, mandates_of, nobody_accepts
from onething.platform import clock
from onething.platform.files.api import scanner_answers
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.outbox.api import count_alive, setbacks
from onething.platform.outbox.models import Message

LEAST_FREE = 1 << 30
LATE = timedelta(minutes=5)
MANDATES_AHEAD = timedelta(days=30)
SKEW = timedelta(seconds=5)
NEWS_OF_NEXT_YEAR = (12, 1)  # the notice comes in October or November; after this day its absence is worth a look


def find_conditions() -> list[CheckMessage]:
    """Everything that somebody should look at, in the order of its weight."""
    now = clock.now()
    return [*_work(now), *_logs(now), *_clocks(now), *_scanner(), *_content(clock.today()), *_surroundings()]


def _work(now: datetime) -> Iterator[CheckMessage]:
    dead = Message.objects.filter(dead_at__isnull=False).count()
    if dead:
        yield Caution(
            f"有 {dead} 件后台任务多次失败，已经搁置。", hint="看最后一次错误，消除原因后重放。", id="onething.W010"
        )
    if setback := setbacks().first():
        yield Caution(
            f"有 {setbacks().count()} 件定时任务没有办成，已经搁置，别的照常办。最久的一件：{setback.duty}，{setback.subject}。",
            hint="在后台任务的运行日志里按这个编号找原因；消除以后自动再办，最迟 6 小时。",
            id="onething.W025",
        )
    late = Message.objects.filter(done_at__isnull=True, dead_at__isnull=True, next_attempt_at__lt=now - LATE).count()
    alive = count_alive(now=now, within=LATE)
    if late and not alive:
        yield Caution(
            f"后台任务进程没有在工作，积压了 {late} 件。",
            hint="启动 onething worker，并交给系统服务看护。",
            id="onething.W011",
        )
    elif late:
        yield Caution(
            f"后台任务积压了 {late} 件，超过 {LATE.seconds // 60} 分钟。",
            hint="多起几个 onething worker，或查看外部系统是不是太慢。",
            id="onething.W012",
        )


def _logs(now: datetime) -> Iterator[CheckMessage]:
    for model, name in ((ActionRow, "办理日志"), (AccessRow, "查阅日志")):
        if model.objects.filter(chain_day__isnull=True, at__lt=now - LATE).exists():
            yield Caution(
                f"{name}有超过 {LATE.seconds // 60} 分钟没有封存的记录。",
                hint="确认 onething worker 在工作；再运行 onething audit verify。",
                id="onething.W013",
            )


def _clocks(now: datetime) -> Iterator[CheckMessage]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there: datetime = cursor.fetchone()[0]
    if abs(there - now) > SKEW:
        yield Caution(
            "本机和数据库的时钟相差超过 5 秒，期限和封存会对不上。",
            hint="两边都同步到同一个时间源（例如 chrony）。",
            id="onething.W014",
        )


def _content(today: date) -> Iterator[CheckMessage]:
    in_force = [pack.info for pack in list_packs(on=today) if pack.in_force]
    if not in_force:
        yield Caution("还没有公布任何事项包，群众打开是空的。", hint="运行 onething pack import。", id="onething.W015")
        return
    if outgrown := find_outgrown(on=today):
        yield Caution(
            f"已公布的包按这个版本的规则有 {len(outgrown)} 处问题，例如：{outgrown[0].message}办过的件照常能看，新的申请会少预填。",
            hint="导入这个版本附带的包（onething pack import）；本地包照提示改正后重新公布。",
            id="onething.W021",
        )
    if not settings.DEMONSTRATION and any(info.demonstration for info in in_force):
        yield Caution(
            "正式环境里公布了演示包，页面上有虚构的机构和承诺。",
            hint="公布本地包，并停用演示包（onething pack retire）。",
            id="onething.W016",
        )
    yield from _mandates(today)
    if (today.month, today.day) >= NEWS_OF_NEXT_YEAR and not _knows(today.year + 1, today):
        yield Caution(
            f"工作日历还没有 {today.year + 1} 年，跨年的期限只是暂定。",
            hint="国务院放假通知公布后，更新全国包的 calendar.yaml 并公布。",
            id="onething.W017",
        )


def _mandates(today: date) -> Iterator[CheckMessage]:
    """Where a register of mandates is kept, every item on offer has a window that may accept it, also in a month."""
    mandates = mandates_of()
    if not mandates:
        yield Caution(
            "还没有登记部门授权，窗口受理不受授权限制。",
            hint="在本地包 bodies.yaml 写 mandates，或由安全管理员在后台登记。",
            id="onething.W022",
        )
        return
    now = clock.now()
    offered = {
        Wanted(body_code=body_in_charge(item.body, item=item.code, now=now), item=item.code): item.name
        for bundle in bundles_in_force(on=today)
        for part in bundle.bundle.items
        if (item := bundle.library.items.get(part.item))
    }
    if nobody := nobody_accepts(mandates, wanted=offered, on=today):
        yield Caution(
            f"有 {len(nobody)} 个事项没有任何窗口可以受理，例如“{offered[nobody[0]]}”。",
            hint="请部门授权，或确认只由部门自己受理；在后台“受理授权”登记。",
            id="onething.W023",
        )
    soon = set(nobody_accepts(mandates, wanted=offered, on=today + MANDATES_AHEAD)) - set(nobody)
    if soon:
        yield Caution(
            f"有 {len(soon)} 个事项的受理授权 {MANDATES_AHEAD.days} 天内全部到期，例如“{min(offered[one] for one in soon)}”。",
            hint="请部门续签，用新的编号登记。",
            id="onething.W024",
        )


def _knows(year: int, today: date) -> bool:
    return all(bundle.calendar.is_published(date(year, 6, 1)) for bundle in bundles_in_force(on=today))


def _surroundings() -> Iterator[CheckMessage]:
    if shutil.disk_usage(_standing(settings.DATA)).free < LEAST_FREE:
        yield Caution(
            "数据文件夹所在的磁盘剩余不到 1 GB。", hint="清理或扩容；备份不要和数据放在同一块盘上。", id="onething.W018"
        )
    for name, path in sorted(os.environ.items()):
        if name.startswith(("ONETHING_", "DATABASE_URL")) and name.endswith("_FILE") and _open_to_others(Path(path)):
            yield Caution(f"{name} 指的文件别的账号也能读。", hint="用 chmod 400 只留给运行账号。", id="onething.W019")
    if connection.vendor == "sqlite" and not settings.DEMONSTRATION:
        yield Caution(
            "用的是内嵌数据库，只适合试用和一个网点。",
            hint="一个城市请用 PostgreSQL：设置 DATABASE_URL。",
            id="onething.W020",
        )


def _scanner() -> Iterator[CheckMessage]:
    if settings.CLAMD and not scanner_answers():
        yield Caution(
            "病毒扫描（clamd）没有回答，现在不接收任何上传。",
            hint="启动 clamd，核对 ONETHING_CLAMD 的地址和网络；确实不用扫描的，去掉这个设置。",
            id="onething.W025",
        )


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: a new house has none yet."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())


def _open_to_others(path: Path) -> bool:
    """Beyond this account; of a file that somebody else owns, as in a container, the group is this account's way in."""
    try:
        found = path.stat()
    except OSError:
        return False
    group = stat.S_IRWXG if found.st_uid == os.geteuid() else stat.S_IWGRP
    return bool(found.st_mode & (group | stat.S_IRWXO))
