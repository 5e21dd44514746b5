"""What holds for every plan: nothing asked twice, waits respected, same input same bytes, and back again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.planning import LAW, MONDAY, PLAIN, bundle, compiled, days, item, library, material, question
from onething.core.definitions import (
    Bundle,
    BundleItem,
    Drop,
    Element,
    FieldNeed,
    Library,
    MaterialNeed,
    PartyRole,
    Prerequisite,
    Result,
    ResultKind,
)
from onething.core.planning import Selection, Standing, canonical_json, compile_schedule, read_plan

CODES = ("a", "b", "c", "d", "e")
ROLES = (PartyRole("mother", "母亲"), PartyRole("child", "孩子", count_by="twins", counts={"y": 2, "n": 1}))


@st.composite
def things(draw: st.DrawFn) -> tuple[Bundle, Library]:
    items, entries = [], []
    for index, code in enumerate(CODES):
        earlier = draw(st.lists(st.sampled_from(CODES[:index]), max_size=2, unique=True)) if index else []
        wanted = draw(st.lists(st.sampled_from(("x", "y", *(f"of-{e}" for e in CODES[:index]))), unique=True))
        roles = draw(st.lists(st.sampled_from(("mother", "child")), min_size=1, max_size=2, unique=True))
        items.append(
            item(
                code,
                promise=days(draw(st.sampled_from(("0.5", "1", "3")))),
                after=tuple(Prerequisite(e, LAW, soft=draw(st.booleans())) for e in earlier),
                materials=tuple(MaterialNeed(m, role, LAW) for m in wanted for role in roles),
                fields=tuple(FieldNeed("name", role) for role in roles),
                result=Result(code, ResultKind.DOCUMENT, provides=f"of-{code}"),
            )
        )
        entries.append(BundleItem(code, per=draw(st.sampled_from(("", "child")))))
    drops = tuple(Drop(code, "") for code in draw(st.lists(st.sampled_from(CODES), max_size=2, unique=True)))
    thing = bundle(*entries, roles=ROLES, questions=(question("twins"), question("less", y=drops)))
    papers = tuple(material(code) for code in ("x", "y", *(f"of-{code}" for code in CODES)))
    return thing, library(*items, materials=papers, elements=(Element("name", "姓名"),))


answers = st.fixed_dictionaries({}, optional={"twins": st.sampled_from("yn"), "less": st.sampled_from("yn")})
choices = st.frozensets(st.sampled_from(CODES), max_size=3)


@settings(max_examples=100, deadline=None)
@given(things(), answers, choices)
def test_every_plan_keeps_its_promises(
    pair: tuple[Bundle, Library], given_answers: dict[str, str], left: frozenset[str]
) -> None:
    thing, shelf = pair

    plan = compiled(thing, shelf, given_answers, selection=Selection(leave_out=left))

    asked = [field.key for section in plan.form for field in section.fields]
    assert len(asked) == len(set(asked))
    assert len({m.key for m in plan.materials}) == len(plan.materials)
    assert plan.schedule is not None
    slots = {slot.item: slot for slot in plan.schedule.slots}
    assert set(slots) == {entry.key for entry in plan.applying()}
    assert all(slot.ends >= slots[wait].ends for slot in slots.values() for wait in slot.waits_for)
    assert max((slot.ends for slot in slots.values()), default=0) == plan.schedule.computed_half_days
    assert not {entry.item for entry in plan.items if entry.standing is Standing.APPLIES} & left


@settings(max_examples=50, deadline=None)
@given(things(), answers)
def test_the_same_input_gives_the_same_bytes_and_the_bytes_give_the_plan(
    pair: tuple[Bundle, Library], given_answers: dict[str, str]
) -> None:
    plan = compiled(*pair, given_answers)
    again = compiled(*pair, dict(reversed(given_answers.items())))

    assert canonical_json(plan) == canonical_json(again)
    assert read_plan(canonical_json(plan)) == plan
    thing, shelf = pair
    assert plan.schedule == compile_schedule(
        bundle=thing, library=shelf, answers=given_answers, calendar=PLAIN, start=MONDAY
    )
