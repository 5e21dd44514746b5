"""What every paper holds: who issues it, what it is about, and contents that cannot be built incomplete."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from onething.core.definitions import Basis, BodyKind, Mark
from onething.core.lifecycle import COURT, REVIEW
from onething.modules.papers.errors import PaperIncomplete

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLACE_NAME = re.compile(r"(?P<name>[^省市县区]{2,4})[省市县区]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
ONLINE = Basis("行政复议法", "第二十二条第二款", Mark.CONFIRMED)
HOTLINE = "12345"
"""政务服务便民热线, which takes complaints of public services as well (国办发〔2020〕53号)."""
ORGAN_ENDING = re.compile(r"(委员会|局|厅|人民政府)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues: `mark` is the short name in numbers (机关代字); left out, it is made from the name."""

    code: str
    name: str
    phone: str = ""
    address: str = ""
    mark: str = ""
    kind: BodyKind = BodyKind.ORGAN

    @property
    def series_mark(self) -> str:
        """禾丰市卫生健康委员会 -> 禾丰卫生健康."""
        return self.mark or abbreviate(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSubject:
    """What the paper is about and whose it is; `owner` is the person, `case` is left out for a whole application.

    `told_to` are the bodies whose cases it is about: they read it, whoever issues it.
    """

    application: UUID
    application_number: str
    matter: str
    applicant: str
    owner: UUID
    site_code: str
    region_path: str
    case: UUID | None = None
    case_number: str = ""
    bundle: str = ""
    told_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Base of the contents of one kind; `licensing` is true for 行政许可 (type 01), whose procedure law is cited."""

    licensing: bool = False

    def __post_init__(self) -> None:
        """Refuse to exist incomplete."""
        if gaps := self.gaps():
            raise PaperIncomplete(gaps)

    def gaps(self) -> tuple[str, ...]:
        """Everything required that is missing, in words."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """Where the decision can be contested, and how long (行政复议法 第二十条第一款, 行政诉讼法 第四十六条第一款).

    `online` is where an application for review is handed in over the internet: who serves over the internet tells it
    (行政复议法 第二十二条第二款).
    """

    review_organ: str
    court: str
    online: str = ""
    review_days: int = REVIEW.span.amount
    court_months: int = COURT.span.amount
    bases: tuple[Basis, ...] = (REVIEW.basis, COURT.basis)

    def __post_init__(self) -> None:
        """What is told online cites its article too."""
        if self.online and ONLINE not in self.bases:
            object.__setattr__(self, "bases", (*self.bases, ONLINE))

    def gaps(self) -> tuple[str, ...]:
        """Never without organ and court."""
        return blank_parts(复议机关=self.review_organ, 管辖法院=self.court)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Where to complain of a public service provider, against which neither review nor such a suit is open (投诉渠道)."""

    channel: str
    hotline: str = HOTLINE

    def gaps(self) -> tuple[str, ...]:
        """Never without the provider's own channel."""
        return blank_parts(投诉渠道=self.channel)


def abbreviate(name: str) -> str:
    """The name without the words that every organ's name has: region suffixes in front, 委员会 and 局 at the end."""
    places, rest = "", name
    while found := PLACE_NAME.match(rest):
        places, rest = places + found["name"], rest[found.end() :]
    return places + ORGAN_ENDING.sub("", rest)


def blank_parts(**parts: object) -> tuple[str, ...]:
    """The labels whose part is empty; `blank_parts(**{"事实": facts})`."""
    return tuple(
        f"缺少{label}" for label, part in parts.items() if not (part.strip() if isinstance(part, str) else part)
    )


def gaps_against(*, reason: str, law: Sequence[Basis], remedies: Remedies | Complaint) -> tuple[str, ...]:
    """What a paper that says no may never lack: the reason, a law that was read in its source, and where to turn."""
    gaps = [*blank_parts(理由=reason), *remedies.gaps()]
    if not any(basis.confirmed for basis in law):
        gaps.append("缺少已核对原文的法律依据")
    return tuple(gaps)


def write_down(values: Mapping[str, object]) -> str:
    """Canonical JSON; PaperIncomplete for characters that nobody can see or print."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    if "\\u0000" in text or LONE_SURROGATE.search(text):
        raise PaperIncomplete(("内容里有无法打印的不可见字符",))
    return text


def facts_of(contents: Contents, *, body: Letterhead, about: PaperSubject) -> dict[str, Any]:
    """What is kept and printed, as plain values."""
    return {
        "contents": asdict(contents),
        "body": {"name": body.name, "phone": body.phone, "address": body.address, "kind": body.kind.value},
        "applicant": about.applicant,
        "matter": about.matter,
        "application_number": about.application_number,
        "case_number": about.case_number,
    }


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"papers hold no {type(value).__name__}")
