"""What goes in: request bodies, strict about names and sizes. Everything unknown is refused, never ignored."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

Code = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9_.\-]{0,63}$", description="编码：小写字母、数字、点、横线、下划线")
]
Key = Annotated[str, Field(min_length=1, max_length=120)]
Value = Annotated[str, Field(max_length=2000)]
Answers = Annotated[
    dict[str, Annotated[str, Field(max_length=64)]],
    Field(
        max_length=100,
        description="问题编码到选项编码；“不确定”写 unsure",
        examples=[{"married": "yes", "births": "one"}],
    ),
]
LeftOut = Annotated[
    list[Annotated[str, Field(max_length=120)]],
    Field(max_length=100, description="自愿不办的事项编码", examples=[["childcare-subsidy"]]),
]


class Incoming(Schema):
    """Base: a field that nobody declared is an error, so that a typing mistake is never silently dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class AnswersIn(Incoming):
    """引导问题的回答。"""

    answers: Answers = Field(default_factory=dict)


class PlanIn(Incoming):
    """编制方案所需的回答和选择。"""

    answers: Answers = Field(default_factory=dict)
    leave_out: LeftOut = Field(default_factory=list)


class PersonIn(Incoming):
    """申请人（单位申请时为经办人），与其证件一致。"""

    name: str = Field(min_length=1, max_length=60, description="姓名", examples=["林知夏"])
    id_number: str = Field(min_length=15, max_length=18, description="公民身份号码", examples=["770101199403120025"])
    phone: str = Field(min_length=5, max_length=20, description="手机号码", examples=["13900000001"])


class EnterpriseIn(Incoming):
    """申请单位，与其营业执照一致。"""

    name: str = Field(min_length=1, max_length=120, description="单位名称")
    uscc: str = Field(min_length=18, max_length=18, description="统一社会信用代码")


class ConsentIn(Incoming):
    """本人同意代为申报的依据。"""

    reference: str = Field(
        min_length=4, max_length=60, pattern=r"^[0-9A-Za-z][0-9A-Za-z\-_/.]*$",
        description="同意书或授权书的编号，可据以查到原件", examples=["WT-2026-000123"],
    )  # fmt: skip


class DraftIn(Incoming):
    """代为申报的草稿。"""

    bundle: Code = Field(description="一件事编码", examples=["newborn"])
    answers: Answers
    leave_out: LeftOut = Field(default_factory=list)
    person: PersonIn
    enterprise: EnterpriseIn | None = Field(default=None, description="单位申请时填写")
    consent: ConsentIn


class DraftChangeIn(Incoming):
    """对草稿的改动；没有写的部分不变。"""

    answers: Answers | None = None
    leave_out: LeftOut | None = None
    values: dict[Key, Value] | None = Field(
        default=None, max_length=400, description="表单字段到值", examples=[{"mother.mobile-phone": "13900000001"}]
    )
    consents: dict[Key, bool] | None = Field(
        default=None, max_length=50, description="其他当事人是否同意查询登记信息", examples=[{"father": True}]
    )
