"""Written by `onething client-code` from the API's description; do not edit. Every shape and every operation."""

from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote
from uuid import uuid4

from onething_client.transport import Transport, purpose_header, read


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersIn:
    """引导问题的回答。"""

    answers: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationLineOut:
    """列表里的申请。"""

    id: str
    number: str
    title: str
    submitted_at: datetime
    promised_on: date
    bundle: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationListOut:
    """本系统代为提交的申请，最近的在前。"""

    applications: "list[ApplicationLineOut]"
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationOut:
    """申请的状态。"""

    id: str
    number: str
    title: str
    submitted_at: datetime
    promised_on: date
    bundle: str
    finished_at: datetime | None
    promised_now: date | None
    cases: "list[CaseBriefOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One source: document and article as people cite them, for example 疫苗管理法 第47条."""

    document: str
    article: str | None = None
    mark: object | None = None
    note: str | None = None


Blocks = str  # none, delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDetailOut:
    """一件事的全部引导问题和条件。"""

    code: str
    name: str
    title: str
    summary: str
    stage: str
    subject: str
    lead: str
    applicant: str
    aliases: list[str]
    items: list[str]
    version: str
    demonstration: bool
    conditions: list[str]
    notes: list[str]
    questions: "list[QuestionOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleListOut:
    """目录。"""

    bundles: "list[BundleOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOut:
    """目录里的一件事。"""

    code: str
    name: str
    title: str
    summary: str
    stage: str
    subject: str
    lead: str
    applicant: str
    aliases: list[str]
    items: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBriefOut:
    """申请里一个事项的办理状态。"""

    number: str
    item: str
    title: str
    body_code: str
    body_name: str
    state: str
    state_label: str
    due_on: date | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseListOut:
    """本部门的办件，期限近的在前。"""

    cases: "list[CaseOut]"
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOut:
    """本部门的一个办件；申请人已遮盖。"""

    number: str
    item: str
    title: str
    body_code: str
    body_name: str
    state: str
    state_label: str
    due_on: date | None
    closed_at: datetime | None
    id: str
    application_number: str
    bundle: str
    applicant_masked: str
    channel: str
    filed_at: datetime
    opened_on: date | None
    accepted_on: date | None
    planned_on: date
    awaits_correction: bool
    waits_for: list[str]
    result_name: str


CaseState = str  # waiting, received, correcting, accepted, reviewing, paused, granted, denied, concluded, refused, not_required, withdrawn, terminated, revoked, cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTimelineOut:
    """一个办件的过程。"""

    number: str
    title: str
    lines: "list[LineOut]"


Certainty = str  # certain, expected


Charge = str  # due, exempt, open


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceOut:
    """字段的一个可选值。"""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentIn:
    """本人同意代为申报的依据。"""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryListOut:
    """一页发送。"""

    deliveries: "list[DeliveryOut]"
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOut:
    """一个通知的发送，没有内容。"""

    message_id: str
    kind: str
    application: str | None
    told_at: datetime
    state: "DeliveryState"
    state_label: str
    attempts: int
    tried_at: datetime | None
    answer: int | None
    failure: str


DeliveryState = str  # waiting, delivered, dead, failed, dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChangeIn:
    """对草稿的改动；没有写的部分不变。"""

    answers: dict[str, str] | None = None
    leave_out: list[str] | None = None
    values: dict[str, str] | None = None
    consents: dict[str, bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDetailOut:
    """草稿的表单和材料，含个人信息。"""

    id: str
    bundle: str
    title: str
    saved_at: datetime
    expires_at: datetime
    gaps: "list[GapOut]"
    answers: dict[str, str]
    leave_out: list[str]
    form: "list[SectionOut]"
    materials: "list[WantedMaterialOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftIn:
    """代为申报的草稿。"""

    bundle: str
    answers: dict[str, str]
    person: "PersonIn"
    consent: "ConsentIn"
    leave_out: list[str] | None = None
    enterprise: "EnterpriseIn | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLineOut:
    """列表里的草稿。"""

    id: str
    bundle: str
    title: str
    saved_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftListOut:
    """最近的草稿，最多二十份。"""

    drafts: "list[DraftLineOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOut:
    """草稿，不含个人信息。"""

    id: str
    bundle: str
    title: str
    saved_at: datetime
    expires_at: datetime
    gaps: "list[GapOut]"


ElementKind = (
    str  # text, name, citizen_id, date, datetime, time, choice, number, phone, address, bank_account, uscc, money
)


ElementSource = str  # fill, share, derive


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseIn:
    """申请单位，与其营业执照一致。"""

    name: str
    uscc: str


ExemptBy = str  # licence, shared_data, upstream_result, generated_form, earlier_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOut:
    """表单的一个字段。"""

    key: str
    label: str
    kind: str
    required: bool
    locked: bool
    value: str
    origin: str
    source: str
    problem: str
    choices: "list[ChoiceOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOut:
    """收下的文件。"""

    id: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """The fields of one party."""

    party: str
    label: str
    fields: "list[PlannedField]"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapOut:
    """提交前还缺的一项。"""

    place: str
    target: str
    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointVisit:
    """One visit for all bodies that would each have come (联合勘验)."""

    topic: str
    items: list[str]
    bodies: list[str]
    position: int
    on: date


Layer = str  # statute, national, local


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOut:
    """办理过程的一行。"""

    at: datetime
    what: str
    who: str
    ground: str


Mark = str  # confirmed, unconfirmed, demonstration


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialListOut:
    """申请的材料。"""

    materials: "list[MaterialOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialOut:
    """申请的一份材料，不含文件名。"""

    key: str
    name: str
    treatment: str
    exempt_by: str
    needed_by: list[str]
    files: int
    supplied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialUse:
    """An item that asks for the material, and why."""

    item: str
    name: str
    text: str
    basis: "Basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextQuestionOut:
    """接下来要问的问题；没有了则 question 为 null。"""

    question: "QuestionOut | None"
    number: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question whose answer could still change the plan."""

    code: str
    text: str
    touches: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionOut:
    """一个选项。"""

    code: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperListOut:
    """办件的文书。"""

    papers: "list[PaperOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOut:
    """一份文书，不含内容。"""

    id: str
    kind: str
    title: str
    number: str
    body_code: str
    body_name: str
    matter: str
    issued_at: datetime
    revoked: bool


PartyKind = str  # person, enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIn:
    """申请人（单位申请时为经办人），与其证件一致。"""

    name: str
    id_number: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The compiled bundle for one set of answers."""

    bundle: str
    name: str
    bundle_version: str
    calendar_version: str
    parameters_version: str
    start: date
    complete: bool
    answers: list[list[str]]
    open_questions: "list[OpenQuestion]"
    route: "RouteElsewhere | None"
    parties: "list[PlannedParty]"
    items: "list[PlannedItem]"
    materials: "list[PlannedMaterial]"
    form: "list[FormSection]"
    schedule: "Schedule | None"
    savings: "list[Saving]"
    warnings: "list[Reason]"
    fees: "list[PlannedFee] | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIn:
    """编制方案所需的回答和选择。"""

    answers: dict[str, str] | None = None
    leave_out: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFee:
    """One fee of one case to be, in whole 分; `key` is unique in the plan. Only a confirmed fee may be collected."""

    key: str
    item: str
    name: str
    amount_fen: int
    unit: str
    charge: "Charge"
    reason: "Reason"
    basis: "Basis"
    blocks: "Blocks"
    blocks_by: "Basis | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedField:
    """One field of the one form, asked once for its party."""

    key: str
    element: str
    label: str
    party: str
    kind: "ElementKind"
    source: "ElementSource"
    required: bool
    items: list[str]
    hint: str | None = None
    preset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One case to be: an item for one subject. `key` is unique in the plan."""

    key: str
    item: str
    name: str
    body: str
    body_name: str
    subject: str
    standing: "Standing"
    optional: bool
    droppable: bool
    result: str
    result_kind: "ResultKind"
    reasons: "list[Reason]"
    bases: "list[Basis]"
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMaterial:
    """One material of one party, once, however many items need it."""

    key: str
    material: str
    name: str
    party: str
    party_label: str
    treatment: "Treatment"
    uses: "list[MaterialUse]"
    reasons: "list[Reason]"
    exempt_by: "ExemptBy | None" = None
    exempt_reference: str | None = None
    exempt_field: str | None = None
    certainty: "Certainty | None" = None
    from_item: str | None = None
    original: bool | None = None
    deferrable_half_days: int | None = None
    pledgeable: bool | None = None
    review_points: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedParty:
    """A party instance: `child[2]` of role `child`; `same_as` when it is another party (applicant = mother)."""

    code: str
    role: str
    label: str
    same_as: str | None = None
    kind: object | None = None
    consents: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressOut:
    """一个办件的状态和过程。"""

    state: str
    state_label: str
    due_on: date | None
    working_days_left: int | None
    lines: "list[LineOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOut:
    """一个引导问题。"""

    code: str
    text: str
    hint: str
    options: "list[OptionOut]"
    unsure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why: a stable code, a sentence for people, and the source where there is one."""

    code: str
    text: str
    basis: "Basis | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayIn:
    """要重放哪些。"""

    message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedOut:
    """重放的结果。"""

    replayed: int


ResultKind = str  # licence, document, data, object, payment


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteElsewhere:
    """The bundle is not the way; what to do instead."""

    title: str
    because: str
    steps: list[str]
    basis: "Basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """One figure: item by item, and as one thing."""

    measure: str
    label: str
    before: int
    after: int
    unit: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Parallel groups in dates; `declared_on` is what is promised, `computed_on` what the critical path gives."""

    start: date
    slots: "list[Slot]"
    critical: list[str]
    computed_half_days: int
    computed_on: date
    declared_label: str
    declared_half_days: int
    declared_on: date
    declared_confirmed: bool
    visits: "list[JointVisit]"
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretOut:
    """新的签名密钥。"""

    secret: str
    previous_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOut:
    """一个当事人的字段。"""

    party: str
    label: str
    fields: "list[FieldOut]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One item on the schedule; positions are half working days after the start."""

    item: str
    starts: int
    ends: int
    opens_on: date
    promised_on: date
    promised_label: str
    promise_layer: "Layer | None"
    promise_confirmed: bool
    statutory_label: str
    statutory_on: date | None
    waits_for: list[str]
    critical: bool
    group: int
    provisional: bool | None = None


Standing = str  # applies, left_out, falls, not_applicable, open


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedOut:
    """提交后的申请。"""

    id: str
    number: str
    title: str
    submitted_at: datetime
    promised_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineOut:
    """申请的全部过程。"""

    cases: "list[CaseTimelineOut]"


Treatment = str  # submit, exempt, not_needed, open


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMaterialOut:
    """要交的一份材料。"""

    key: str
    name: str
    party: str
    files: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChangeIn:
    """对订阅的改动；没有写的部分不变。"""

    url: str | None = None
    kinds: "list[WebhookKind] | None" = None
    enabled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookHealthOut:
    """订阅的情况。"""

    delivered_at: datetime | None
    failures: int
    failing_since: datetime | None
    rests_until: datetime | None
    last_failure: str
    waiting: int
    dead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookIn:
    """新的订阅。"""

    url: str
    kinds: "list[WebhookKind]"


WebhookKind = str  # application.submitted, case.accepted, case.correction_asked, case.decided, result.delivered, application.finished


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookListOut:
    """一页订阅。"""

    webhooks: "list[WebhookOut]"
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookMadeOut:
    """新增的订阅和它的签名密钥。"""

    id: str
    url: str
    kinds: "list[WebhookKind]"
    enabled: bool
    disabled_at: datetime | None
    disabled_because: str
    created_at: datetime
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookOut:
    """一个订阅，不含密钥。"""

    id: str
    url: str
    kinds: "list[WebhookKind]"
    enabled: bool
    disabled_at: datetime | None
    disabled_because: str
    created_at: datetime


class OnethingClient:
    """The API. Tokens are fetched and renewed by themselves; every refusal is an ApiError."""

    def __init__(
        self, base_url: str, *, client_id: str, client_secret: str, scope: str = "", timeout: float = 30.0
    ) -> None:
        self._transport = Transport(
            base_url, client_id=client_id, client_secret=client_secret, scope=scope, timeout=timeout
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    @property
    def etag(self) -> str:
        """The version that came with the last answer, for the next `if_match`."""
        return self._transport.last.etag

    @property
    def replayed(self) -> bool:
        """Whether the last answer was that of an earlier request with the same key."""
        return self._transport.last.replayed

    def bundles_list(self) -> BundleListOut:
        """一件事目录。"""
        response = self._transport.ask("GET", "/api/v1/bundles")
        return read(BundleListOut, response.json())

    def bundles_read(self, *, code: str) -> BundleDetailOut:
        """一件事的详情。"""
        response = self._transport.ask("GET", f"/api/v1/bundles/{quote(code, safe='')}")
        return read(BundleDetailOut, response.json())

    def questions_next(self, *, body: AnswersIn, code: str) -> NextQuestionOut:
        """下一个引导问题。"""
        response = self._transport.ask("POST", f"/api/v1/bundles/{quote(code, safe='')}/next-question", body=body)
        return read(NextQuestionOut, response.json())

    def plans_compile(self, *, body: PlanIn, code: str) -> Plan:
        """按回答编制办事方案。"""
        response = self._transport.ask("POST", f"/api/v1/bundles/{quote(code, safe='')}/plan", body=body)
        return read(Plan, response.json())

    def drafts_create(self, *, body: DraftIn, key: str = "") -> DraftOut:
        """建立草稿。"""
        response = self._transport.ask(
            "POST", "/api/v1/drafts", headers={"Idempotency-Key": key or str(uuid4())}, body=body
        )
        return read(DraftOut, response.json())

    def drafts_list(self) -> DraftListOut:
        """本系统的草稿。"""
        response = self._transport.ask("GET", "/api/v1/drafts")
        return read(DraftListOut, response.json())

    def drafts_read(self, *, draft: str, purpose: str) -> DraftDetailOut:
        """读草稿。"""
        response = self._transport.ask(
            "GET", f"/api/v1/drafts/{quote(draft, safe='')}", headers={"X-Purpose": purpose_header(purpose)}
        )
        return read(DraftDetailOut, response.json())

    def drafts_change(self, *, body: DraftChangeIn, draft: str, if_match: str) -> DraftOut:
        """填写草稿。"""
        response = self._transport.ask(
            "PATCH", f"/api/v1/drafts/{quote(draft, safe='')}", headers={"If-Match": if_match}, body=body
        )
        return read(DraftOut, response.json())

    def drafts_discard(self, *, draft: str, if_match: str) -> None:
        """清除草稿。"""
        response = self._transport.ask(
            "DELETE", f"/api/v1/drafts/{quote(draft, safe='')}", headers={"If-Match": if_match}
        )
        response.read()

    def drafts_attach(self, *, material: str, name: str, content: bytes, draft: str, key: str = "") -> FileOut:
        """上传材料。"""
        response = self._transport.ask(
            "POST",
            f"/api/v1/drafts/{quote(draft, safe='')}/files",
            headers={"Idempotency-Key": key or str(uuid4())},
            form={"material": material},
            file=(name, content),
        )
        return read(FileOut, response.json())

    def drafts_submit(self, *, draft: str, key: str = "") -> SubmittedOut:
        """提交。"""
        response = self._transport.ask(
            "POST",
            f"/api/v1/drafts/{quote(draft, safe='')}/submission",
            headers={"Idempotency-Key": key or str(uuid4())},
        )
        return read(SubmittedOut, response.json())

    def applications_list(self, *, cursor: str | None = None) -> ApplicationListOut:
        """本系统代为提交的申请。"""
        response = self._transport.ask("GET", "/api/v1/applications", query={"cursor": cursor})
        return read(ApplicationListOut, response.json())

    def applications_read(self, *, application: str) -> ApplicationOut:
        """申请的状态。"""
        response = self._transport.ask("GET", f"/api/v1/applications/{quote(application, safe='')}")
        return read(ApplicationOut, response.json())

    def applications_timeline(self, *, application: str) -> TimelineOut:
        """办理过程。"""
        response = self._transport.ask("GET", f"/api/v1/applications/{quote(application, safe='')}/timeline")
        return read(TimelineOut, response.json())

    def applications_materials(self, *, application: str) -> MaterialListOut:
        """申请的材料。"""
        response = self._transport.ask("GET", f"/api/v1/applications/{quote(application, safe='')}/materials")
        return read(MaterialListOut, response.json())

    def cases_list(
        self, *, cursor: str | None = None, state: "CaseState | None" = None, due_until: date | None = None
    ) -> CaseListOut:
        """本部门的办件。"""
        response = self._transport.ask(
            "GET", "/api/v1/cases", query={"cursor": cursor, "state": state, "due_until": due_until}
        )
        return read(CaseListOut, response.json())

    def cases_read(self, *, case: str) -> CaseOut:
        """一个办件。"""
        response = self._transport.ask("GET", f"/api/v1/cases/{quote(case, safe='')}")
        return read(CaseOut, response.json())

    def cases_progress(self, *, case: str) -> ProgressOut:
        """办件的进度。"""
        response = self._transport.ask("GET", f"/api/v1/cases/{quote(case, safe='')}/progress")
        return read(ProgressOut, response.json())

    def papers_list(self, *, case: str) -> PaperListOut:
        """办件的文书。"""
        response = self._transport.ask("GET", f"/api/v1/cases/{quote(case, safe='')}/papers")
        return read(PaperListOut, response.json())

    def papers_read(self, *, paper: str, purpose: str) -> bytes:
        """文书的 PDF。"""
        response = self._transport.ask(
            "GET", f"/api/v1/papers/{quote(paper, safe='')}/content", headers={"X-Purpose": purpose_header(purpose)}
        )
        return response.content

    def webhooks_list(self, *, cursor: str | None = None) -> WebhookListOut:
        """本系统的订阅。"""
        response = self._transport.ask("GET", "/api/v1/webhooks", query={"cursor": cursor})
        return read(WebhookListOut, response.json())

    def webhooks_create(self, *, body: WebhookIn, key: str = "") -> WebhookMadeOut:
        """新增订阅。"""
        response = self._transport.ask(
            "POST", "/api/v1/webhooks", headers={"Idempotency-Key": key or str(uuid4())}, body=body
        )
        return read(WebhookMadeOut, response.json())

    def webhooks_read(self, *, webhook: str) -> WebhookOut:
        """一个订阅。"""
        response = self._transport.ask("GET", f"/api/v1/webhooks/{quote(webhook, safe='')}")
        return read(WebhookOut, response.json())

    def webhooks_change(self, *, body: WebhookChangeIn, webhook: str, if_match: str) -> WebhookOut:
        """改、停用或恢复订阅。"""
        response = self._transport.ask(
            "PATCH", f"/api/v1/webhooks/{quote(webhook, safe='')}", headers={"If-Match": if_match}, body=body
        )
        return read(WebhookOut, response.json())

    def webhooks_health(self, *, webhook: str) -> WebhookHealthOut:
        """订阅的情况。"""
        response = self._transport.ask("GET", f"/api/v1/webhooks/{quote(webhook, safe='')}/health")
        return read(WebhookHealthOut, response.json())

    def deliveries_list(
        self, *, webhook: str, cursor: str | None = None, state: "DeliveryState | None" = None
    ) -> DeliveryListOut:
        """最近的发送。"""
        response = self._transport.ask(
            "GET", f"/api/v1/webhooks/{quote(webhook, safe='')}/deliveries", query={"cursor": cursor, "state": state}
        )
        return read(DeliveryListOut, response.json())

    def deliveries_read(self, *, webhook: str, message: str) -> DeliveryOut:
        """一个发送。"""
        response = self._transport.ask(
            "GET", f"/api/v1/webhooks/{quote(webhook, safe='')}/deliveries/{quote(message, safe='')}"
        )
        return read(DeliveryOut, response.json())

    def webhooks_test(self, *, webhook: str, key: str = "") -> DeliveryOut:
        """发一个试验通知。"""
        response = self._transport.ask(
            "POST", f"/api/v1/webhooks/{quote(webhook, safe='')}/test", headers={"Idempotency-Key": key or str(uuid4())}
        )
        return read(DeliveryOut, response.json())

    def webhooks_rotate(self, *, webhook: str, key: str = "") -> SecretOut:
        """更换签名密钥。"""
        response = self._transport.ask(
            "POST",
            f"/api/v1/webhooks/{quote(webhook, safe='')}/secret",
            headers={"Idempotency-Key": key or str(uuid4())},
        )
        return read(SecretOut, response.json())

    def webhooks_replay(self, *, body: ReplayIn, webhook: str, key: str = "") -> ReplayedOut:
        """重放放弃了的通知。"""
        response = self._transport.ask(
            "POST",
            f"/api/v1/webhooks/{quote(webhook, safe='')}/replay",
            headers={"Idempotency-Key": key or str(uuid4())},
            body=body,
        )
        return read(ReplayedOut, response.json())
