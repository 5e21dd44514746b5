"""The works that are measured, one file each; `WORKS` says in which order."""

from collections.abc import Callable, Iterable

from onething.project.bench.measuring import Row
from onething.project.bench.works import filing, guide, lists, plan, rules, steps

Measure = Callable[[], Iterable[Row]]
WORKS: dict[str, Measure] = {
    "plan": plan.measure,
    "rules": rules.measure,
    "guide": guide.measure,
    "submit": filing.measure,
    "step": steps.measure,
    "work-list": lists.measure,
}
