"""Does the promise for the whole hold? The critical path of the widest plan, and of every answer varied in it."""

from collections.abc import Iterator
from datetime import date

from onething.core.calendar import Calendar, CalendarError, Span, Unit
from onething.core.definitions import Bundle, Drop, Library, Option, Parameters, Question, Route, Severity, Swap
from onething.core.planning import Schedule, compile_schedule

Answers = dict[str, str]


def check_promised_path(
    *, bundle: Bundle, library: Library, parameters: Parameters, calendar: Calendar, start: date
) -> list[tuple[str, Severity, str]]:
    """A warning with both numbers when some plan takes longer than declared."""
    try:
        longest = _longest(bundle, library, parameters, calendar, start)
    except CalendarError as error:
        return [("path_out_of_range", Severity.REFUSE, f"按这些承诺排不出日期：{error} 请检查各项承诺的数量和单位。")]
    if longest is None or not 0 < longest.declared_half_days < longest.computed_half_days:
        return []
    computed = Span(longest.computed_half_days, Unit.WORKING_DAY).label
    names = " → ".join(library.items[key.partition(":")[0]].name for key in longest.critical)
    message = (
        f"整件事承诺 {longest.declared_label}，但按各事项承诺要 {computed}（{names}）。"
        "请缩短这条线上的承诺，或延长整件事的承诺。"
    )
    return [("path_over_promise", Severity.WARN, message)]


def _longest(
    bundle: Bundle, library: Library, parameters: Parameters, calendar: Calendar, start: date
) -> Schedule | None:
    longest: Schedule | None = None
    for answers in _situations(bundle):
        found = compile_schedule(
            bundle=bundle, library=library, parameters=parameters, calendar=calendar, answers=answers, start=start
        )
        if found and (longest is None or found.computed_half_days > longest.computed_half_days):
            longest = found
    return longest


def _situations(bundle: Bundle) -> Iterator[Answers]:
    widest = {question.code: _widest(question).code for question in bundle.questions}
    yield widest
    for question in bundle.questions:
        for option in question.options:
            if option.code != widest[question.code]:
                yield {**widest, question.code: option.code}


def _widest(question: Question) -> Option:
    """The answer that takes the fewest items away."""
    return min(question.options, key=lambda option: sum(_takes_away(effect) for effect in option.effects))


def _takes_away(effect: object) -> int:
    return 100 if isinstance(effect, Route) else int(isinstance(effect, Drop | Swap))
