"""The clerk's handbook (窗口手册) and the review points (审查要点): what to ask, to look at and to say. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Drop, Question, Route
from onething.core.lifecycle import CASE, CaseAction
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.conditions import effects_of, option_words, rule_words
from onething.modules.guidance.domain.flow import basis_words
from onething.modules.guidance.domain.sheets import ItemSheet, read_sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSheet:
    """One answer and what it causes."""

    label: str
    hint: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSheet:
    """One question to ask, and when it is asked."""

    number: int
    text: str
    hint: str
    asked: str
    options: tuple[OptionSheet, ...]
    unsure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A case that cannot go the usual way: when, what to say, what the applicant can do, and the source."""

    when: str
    say: str
    then: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReview:
    """What one body reviews."""

    body: str
    items: tuple[ItemSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """Everything a window needs for a bundle."""

    code: str
    title: str
    summary: str
    version: str
    demonstration: bool
    aliases: tuple[str, ...]
    conditions: tuple[str, ...]
    notes: tuple[str, ...]
    promise: str
    promise_mark: str
    questions: tuple[QuestionSheet, ...]
    items: tuple[ItemSheet, ...]
    bodies: tuple[BodyReview, ...]
    refusals: tuple[Refusal, ...]
    rule_of_refusal: str


def read_handbook(source: CompiledBundle, *, start: date) -> Handbook:
    """The handbook of the bundle as published; `start` only dates the plan behind it."""
    bundle, sheets = source.bundle, read_sheets(source, start=start)
    refusing = next(row for row in CASE.rows if row.action is CaseAction.REFUSE)
    return Handbook(
        code=bundle.code,
        title=bundle.title,
        summary=bundle.summary,
        version=source.version,
        demonstration=source.demonstration,
        aliases=bundle.aliases,
        conditions=bundle.conditions,
        notes=bundle.notes,
        promise=sheets.flow.promise,
        promise_mark=sheets.flow.promise_mark,
        questions=tuple(_question(source, number, q) for number, q in enumerate(bundle.questions, start=1)),
        items=sheets.items,
        bodies=tuple(
            BodyReview(body=body, items=tuple(sheet for sheet in sheets.items if sheet.body == body))
            for body in sheets.flow.bodies
        ),
        refusals=(*_routes(source), *_unfit(sheets.items), *_dropped(source)),
        rule_of_refusal=f"{refusing.note}（{refusing.basis}）",
    )


def _question(source: CompiledBundle, number: int, question: Question) -> QuestionSheet:
    bundle, library = source.bundle, source.library
    return QuestionSheet(
        number=number,
        text=question.text,
        hint=question.hint,
        asked=f"{rule_words(bundle, question.when)}的，才问" if question.when else "",
        options=tuple(
            OptionSheet(label=o.label, hint=o.hint, causes=option_words(bundle, library, o)) for o in question.options
        ),
        unsure=question.unsure,
    )


def _routes(source: CompiledBundle) -> Iterator[Refusal]:
    """Answers that lead out of the bundle."""
    for question, option, effect in effects_of(source.bundle):
        if isinstance(effect, Route):
            yield Refusal(
                when=f"“{question.text}”选“{option.label}”",
                say=f"{effect.title}。{effect.because}",
                then=effect.steps,
                basis=basis_words(effect.basis),
            )


def _unfit(items: tuple[ItemSheet, ...]) -> Iterator[Refusal]:
    """Conditions of acceptance that are not met, each with the sources of its item."""
    for sheet in items:
        for requirement in sheet.requirements:
            yield Refusal(
                when=f"“{sheet.name}”：不符合“{requirement}”",
                say=f"办“{sheet.name}”要“{requirement}”，您现在的情况不符合，不能受理；书面决定上写明理由和救济途径。",
                then=(),
                basis="；".join(sheet.bases),
            )


def _dropped(source: CompiledBundle) -> Iterator[Refusal]:
    """Items that an answer rules out: not refused, but not done either, and people ask why."""
    names = {code: item.name for code, item in source.library.items.items()}
    for question, option, effect in effects_of(source.bundle):
        if isinstance(effect, Drop):
            yield Refusal(
                when=f"“{question.text}”选“{option.label}”，来办“{names[effect.item]}”",
                say=effect.because,
                then=(),
                basis="",
            )
