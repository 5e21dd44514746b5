"""The works that are measured, one file each; `WORKS` says in which order."""

from collections.abc import Callable, Iterable

from onething.project.bench.measuring import Row
from onething.project.bench.works import (
    due,
    filing,
    guide,
    http,
    join,
    lists,
    page,
    plan,
    printing,
    reading,
    recounting,
    rules,
    steps,
)

Measure = Callable[[], Iterable[Row]]
WORKS: dict[str, Measure] = {
    "plan": plan.measure,
    "log200": reading.measure,
    "rules": rules.measure,
    "guide": guide.measure,
    "submit": filing.measure,
    "step": steps.measure,
    "work-list": lists.measure,
    "row2": join.measure_on_postgresql,
    "row2s": join.measure_on_sqlite,
    "row7": page.measure_loading,
    "row7s": page.measure_rendering,
    "row3l": http.measure_listing,
    "row3": http.measure_filing,
    "papers": printing.measure,
    "row4": due.measure,
    "recount": recounting.measure,
}
