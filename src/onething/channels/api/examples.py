"""Words and examples of the description."""

TAGS = {
    "令牌": "领取访问令牌",
    "一件事": "目录、引导问题和按回答编制的方案；不涉及任何人的信息",
    "代为申报": "经本人同意，代为填写、上传和提交",
    "申请": "本系统代为提交的申请办到哪一步",
    "办件": "本部门的办件",
    "文书": "本部门出具的文书",
    "事件通知": "本系统的订阅：办件有进展时通知过去（Standard Webhooks），内容只有编号",
}
PATH_WORDS = {
    "code": "一件事编码",
    "draft": "草稿的 id",
    "application": "申请的 id",
    "case": "办件的 id",
    "paper": "文书的 id",
    "webhook": "订阅的 id",
    "message": "通知的编号，即 webhook-id",
}
_ID = "0193a3c4-5b1e-7c3a-9d2f-3b8e6a1c0d4e"
VALUES = {
    "code": "newborn",
    "draft": _ID,
    "application": _ID,
    "case": _ID,
    "paper": _ID,
    "webhook": _ID,
    "message": "msg_0193a3c45b1e7c3a9d2f3b8e6a1c0d4e",
    "due_until": "2026-12-31",
}
_ANSWERS = {
    "married": "yes",
    "births": "one",
    "applicant": "mother",
    "household_of": "mother",
    "household_place": "here",
    "same_ethnicity": "yes",
    "maternity_insurance": "yes",
}
BODIES = {
    "questions_next": {"answers": {"married": "yes"}},
    "plans_compile": {"answers": _ANSWERS, "leave_out": ["childcare-subsidy"]},
    "drafts_create": {
        "bundle": "newborn",
        "answers": _ANSWERS,
        "leave_out": ["parenting-guidance", "childcare-subsidy"],
        "person": {"name": "林知夏", "id_number": "770101199403120025", "phone": "13900000001"},
        "consent": {"reference": "WT-2026-000123"},
    },
    "drafts_change": {"values": {"father.full-name": "周既明"}, "consents": {"father": True}},
    "webhooks_create": {"url": "https://his.example.gov.cn/hooks", "kinds": ["case.accepted", "case.decided"]},
    "webhooks_change": {"enabled": False},
    "webhooks_replay": {},
}
PROBLEM = {
    "type": "urn:onething:problem:api.invalid",
    "status": 422,
    "title": "内容不能接受",
    "detail": "请求里有不能接受的内容，没有办理。errors 里逐项说明。",
    "code": "api.invalid",
    "errors": [{"place": "body.person.name", "message": "必须填写"}],
    "next_steps": [],
    "instance": "urn:uuid:0193a3c4-5b1e-7c3a-9d2f-3b8e6a1c0d4e",
}
