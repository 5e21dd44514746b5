"""What goes out: one shape an answer. Names of people and what they wrote appear only where the shape says so."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

Cursor = Annotated[str | None, Field(description="下一页的 cursor；没有下一页时为 null")]


class ProblemOut(Schema):
    """RFC 9457 的错误说明，所有错误同一格式。"""

    type: str = Field(description="urn:onething:problem: 加错误码")
    status: int
    title: str = Field(description="出了什么问题")
    detail: str = Field(description="为什么，接下来怎么做")
    code: str = Field(description="稳定的错误码")
    errors: list["PlaceOut"] = Field(description="逐项的位置和说明")
    next_steps: list[str]
    instance: str = Field(description="这次错误的编号，与运行日志一致")


class PlaceOut(Schema):
    """一处错误。"""

    place: str
    message: str


class BundleOut(Schema):
    """目录里的一件事。"""

    code: str
    name: str
    title: str
    summary: str
    stage: str
    subject: str
    lead: str = Field(description="牵头部门编码")
    applicant: str = Field(description="person 个人申请，enterprise 单位申请")
    aliases: list[str]
    items: list[str] = Field(description="事项名称")


class BundleListOut(Schema):
    """目录。"""

    bundles: list[BundleOut]


class OptionOut(Schema):
    """一个选项。"""

    code: str
    label: str
    hint: str


class QuestionOut(Schema):
    """一个引导问题。"""

    code: str
    text: str
    hint: str
    options: list[OptionOut]
    unsure: str = Field(description="可以答“不确定”时的说明；空：不能答不确定")


class BundleDetailOut(BundleOut):
    """一件事的全部引导问题和条件。"""

    version: str = Field(description="由哪些包的哪个版本编成")
    demonstration: bool = Field(description="含有演示内容")
    conditions: list[str]
    notes: list[str]
    questions: list[QuestionOut]


class NextQuestionOut(Schema):
    """接下来要问的问题；没有了则 question 为 null。"""

    question: QuestionOut | None
    number: int = Field(description="这是第几个问题")
    left: int = Field(description="之后最多还有几个")


class GapOut(Schema):
    """提交前还缺的一项。"""

    place: str = Field(description="answers 回答，party 当事人信息，material 材料，delivery 送达")
    target: str = Field(description="当事人或材料")
    field: str = Field(description="字段；不是字段的为空")
    message: str


class DraftOut(Schema):
    """草稿，不含个人信息。"""

    id: UUID
    bundle: str
    title: str
    saved_at: datetime
    expires_at: datetime
    gaps: list[GapOut] = Field(description="提交前还缺的全部内容")


class DraftLineOut(Schema):
    """列表里的草稿。"""

    id: UUID
    bundle: str
    title: str
    saved_at: datetime
    expires_at: datetime


class DraftListOut(Schema):
    """最近的草稿，最多二十份。"""

    drafts: list[DraftLineOut]


class ChoiceOut(Schema):
    """字段的一个可选值。"""

    code: str
    label: str


class FieldOut(Schema):
    """表单的一个字段。"""

    key: str
    label: str
    kind: str
    required: bool
    locked: bool = Field(description="已核验或由回答决定，不能改写")
    value: str
    origin: str = Field(description="值的来源")
    source: str = Field(description="来源的名称")
    problem: str
    choices: list[ChoiceOut]


class SectionOut(Schema):
    """一个当事人的字段。"""

    party: str
    label: str
    fields: list[FieldOut]


class WantedMaterialOut(Schema):
    """要交的一份材料。"""

    key: str
    name: str
    party: str
    files: list[UUID]


class DraftDetailOut(DraftOut):
    """草稿的表单和材料，含个人信息。"""

    answers: dict[str, str]
    leave_out: list[str]
    form: list[SectionOut]
    materials: list[WantedMaterialOut]


class FileOut(Schema):
    """收下的文件。"""

    id: UUID
    media_type: str
    size: int


class SubmittedOut(Schema):
    """提交后的申请。"""

    id: UUID
    number: str = Field(description="申请编号")
    title: str
    submitted_at: datetime
    promised_on: date = Field(description="提交时承诺全部办好的日子")


class ApplicationLineOut(SubmittedOut):
    """列表里的申请。"""

    bundle: str
    finished_at: datetime | None


class ApplicationListOut(Schema):
    """本系统代为提交的申请，最近的在前。"""

    applications: list[ApplicationLineOut]
    next_cursor: Cursor


class CaseBriefOut(Schema):
    """申请里一个事项的办理状态。"""

    number: str = Field(description="办件编号")
    item: str
    title: str
    body_code: str
    body_name: str
    state: str
    state_label: str
    due_on: date | None
    closed_at: datetime | None


class ApplicationOut(ApplicationLineOut):
    """申请的状态。"""

    promised_now: date | None = Field(description="现在承诺全部办好的日子；等待补正或者停止计时期间为空")
    cases: list[CaseBriefOut]


class LineOut(Schema):
    """办理过程的一行。"""

    at: datetime
    what: str
    who: str = Field(description="岗位，不含姓名")
    ground: str = Field(description="法律依据")


class CaseTimelineOut(Schema):
    """一个办件的过程。"""

    number: str
    title: str
    lines: list[LineOut]


class TimelineOut(Schema):
    """申请的全部过程。"""

    cases: list[CaseTimelineOut]


class MaterialOut(Schema):
    """申请的一份材料，不含文件名。"""

    key: str
    name: str
    treatment: str = Field(description="submit 提交，exempt 免提交")
    exempt_by: str
    needed_by: list[str]
    files: int = Field(description="文件个数")
    supplied_at: datetime | None


class MaterialListOut(Schema):
    """申请的材料。"""

    materials: list[MaterialOut]


class CaseOut(CaseBriefOut):
    """本部门的一个办件；申请人已遮盖。"""

    id: UUID
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


class CaseListOut(Schema):
    """本部门的办件，期限近的在前。"""

    cases: list[CaseOut]
    next_cursor: Cursor


class ProgressOut(Schema):
    """一个办件的状态和过程。"""

    state: str
    state_label: str
    due_on: date | None
    working_days_left: int | None = Field(description="到期限还有几个工作日；负数为超期")
    lines: list[LineOut]


class PaperOut(Schema):
    """一份文书，不含内容。"""

    id: UUID
    kind: str
    title: str
    number: str
    body_code: str
    body_name: str
    matter: str
    issued_at: datetime
    revoked: bool


class PaperListOut(Schema):
    """办件的文书。"""

    papers: list[PaperOut]
