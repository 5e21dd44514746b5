"""When everything happens: fates dealt out, working days counted back, one instant for each step. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from onething.core.calendar import SHANGHAI, Calendar
from onething.project.city.script import DUE, LATE, Fate, Filing, Script

OPENS = time(9)
BETWEEN = timedelta(seconds=20)
EXTRA = {DUE: 0, LATE: 2}
DRAFT = "draft"
ONLINE = 3  # of five applications so many are filed online
SHARES = 5
Limit = Callable[[Filing, date], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One application with its fate; `window` is the clerk's login when it is filed at a window, else empty."""

    number: int
    filing: Filing
    fate: Fate
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step of one story at its instant; no two have the same."""

    at: datetime
    story: Story
    act: str


def deal(script: Script, *, windows: Sequence[str], at_most: int | None = None) -> tuple[Story, ...]:
    """Every filing with its fate and its window; the same seed always deals the same."""
    chance = Random(script.seed)  # noqa: S311 - the same every time is what is wanted
    fates = list(_turns(tuple(script.fates.values()), chance))
    filings = (*script.stories, *script.filings)[:at_most]
    return tuple(
        Story(
            number=number,
            filing=filing,
            fate=script.fates[filing.fate] if filing.fate else fates[number % len(fates)],
            window="" if filing.fate or chance.randrange(SHARES) < ONLINE else chance.choice(windows),
        )
        for number, filing in enumerate(filings)
    )


def lay_out(stories: Sequence[Story], *, day: date, calendar: Calendar, limit: Limit) -> tuple[Moment, ...]:
    """All steps of all stories in the order in which they happen, all of them before the day."""
    last = calendar.rank(day - timedelta(days=1))
    placed = []
    for story in stories:
        shift = story.number % (story.fate.later + 1)
        for place, step in enumerate(story.fate.steps):
            before = shift + (
                step.before if isinstance(step.before, int) else limit(story.filing, day) + EXTRA[step.before]
            )
            placed.append((calendar.at_rank(last + 1 - before), place, story.number, story, step.act))
    placed.sort(key=lambda one: (one[0], one[4] != DRAFT, *one[1:3]))  # drafts leave no trace in the action log
    return tuple(_moments(placed))


def _turns(fates: Sequence[Fate], chance: Random) -> Iterator[Fate]:
    """Each fate as often as it weighs, well mixed; each of them once before any comes again."""
    rounds = max(fate.weight for fate in fates)
    for turn in range(rounds):
        again = [fate for fate in fates if fate.weight > turn]
        chance.shuffle(again)
        yield from again


def _moments(placed: Sequence[tuple[date, int, int, Story, str]]) -> Iterator[Moment]:
    """Each day from nine o'clock, one after the other."""
    today, count = date.min, 0
    for day, _, _, story, act in placed:
        count = count + 1 if day == today else 0
        today = day
        yield Moment(at=datetime.combine(day, OPENS, SHANGHAI) + count * BETWEEN, story=story, act=act)
