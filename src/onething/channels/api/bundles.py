"""Bundles, their questions, and the plan: the same bytes as the guide's own data form."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from ninja import Router

from onething.channels.api.answers import (
    BundleDetailOut,
    BundleListOut,
    BundleOut,
    NextQuestionOut,
    OptionOut,
    QuestionOut,
)
from onething.channels.api.door import needs
from onething.channels.api.plan_shape import PlanOut
from onething.channels.api.shapes import AnswersIn, PlanIn
from onething.core.definitions import Question
from onething.core.planning import canonical_json
from onething.modules.catalogue.api import BundleSummary, list_bundles, published_bundle, summarise
from onething.modules.clients.api import ApiScope
from onething.modules.guidance.api import guide_for, next_question
from onething.platform import clock
from onething.platform.permissions import Action

router = Router(tags=["一件事"])


@router.get("/bundles", response=BundleListOut, summary="一件事目录")
@needs(scope=ApiScope.CATALOGUE_READ, action=Action.GUIDE_READ)
def bundles_list(request: HttpRequest) -> BundleListOut:  # noqa: ARG001 - the framework knows it by this name
    """今天开通的全部一件事。"""
    return BundleListOut(bundles=[_bundle(one) for one in list_bundles(on=clock.today())])


@router.get("/bundles/{slug:code}", response=BundleDetailOut, summary="一件事的详情")
@needs(scope=ApiScope.CATALOGUE_READ, action=Action.GUIDE_READ)
def bundles_read(request: HttpRequest, code: str) -> BundleDetailOut:  # noqa: ARG001 - the framework knows it by this name
    """条件、说明和全部引导问题；是否要问某个问题由前面的回答决定，请用 next-question 逐个取。"""
    source = published_bundle(code, on=clock.today())
    return BundleDetailOut(
        **_bundle(summarise(source)).model_dump(),
        version=source.version,
        demonstration=source.demonstration,
        conditions=list(source.bundle.conditions),
        notes=list(source.bundle.notes),
        questions=[_question(one) for one in source.bundle.questions],
    )


@router.post("/bundles/{slug:code}/next-question", response=NextQuestionOut, summary="下一个引导问题")
@needs(scope=ApiScope.CATALOGUE_READ, action=Action.GUIDE_READ)
def questions_next(request: HttpRequest, code: str, given: AnswersIn) -> NextQuestionOut:  # noqa: ARG001 - the framework knows it by this name
    """按已有的回答给出接下来要问的问题；什么都不保存，不需要幂等键。"""
    asked = next_question(bundle=code, answers=given.answers, now=clock.now())
    if asked is None:
        return NextQuestionOut(question=None, number=0, left=0)
    return NextQuestionOut(question=_question(asked.question), number=asked.number, left=asked.left)


@router.post("/bundles/{slug:code}/plan", response=PlanOut, summary="按回答编制办事方案")
@needs(scope=ApiScope.PLAN, action=Action.GUIDE_READ)
def plans_compile(request: HttpRequest, code: str, given: PlanIn) -> HttpResponse:  # noqa: ARG001 - the framework knows it by this name
    """事项、材料、一张表、日程和依据，与办事指南页的 guide.json 逐字节相同；什么都不保存，不需要幂等键。"""
    guide = guide_for(bundle=code, answers=given.answers, leave_out=given.leave_out, now=clock.now())
    body = canonical_json(guide.plan)
    return HttpResponse(body, content_type="application/json", headers={"ETag": f'"{sha256(body).hexdigest()}"'})


def _bundle(one: BundleSummary) -> BundleOut:
    return BundleOut(
        code=one.code,
        name=one.name,
        title=one.title,
        summary=one.summary,
        stage=one.stage,
        subject=one.subject,
        lead=one.lead,
        applicant=one.applicant.value,
        aliases=list(one.aliases),
        items=list(one.items),
    )


def _question(one: Question) -> QuestionOut:
    options = [OptionOut(code=option.code, label=option.label, hint=option.hint) for option in one.options]
    return QuestionOut(code=one.code, text=one.text, hint=one.hint, options=options, unsure=one.unsure)
