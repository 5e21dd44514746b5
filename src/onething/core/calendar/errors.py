"""What can be wrong with a calendar or a question put to it.

CalendarError
├── CalendarRefused    a calendar contradicts itself; carries every reason
├── SpanRefused        a length of time cannot be read, or cannot be counted in this way
└── DayOutOfRange      the answer lies outside the years 1 to 9999
"""


class CalendarError(ValueError):
    """Root of this room's errors; `code` is stable, the message is for people."""

    code = "calendar.error"


class CalendarRefused(CalendarError):
    """The facts of a calendar contradict each other."""

    code = "calendar.refused"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("工作日历不能使用：" + "；".join(reasons))
        self.reasons = reasons


class SpanRefused(CalendarError):
    """A length of time cannot be read or counted."""

    code = "calendar.span"


class DayOutOfRange(CalendarError):
    """A date before year 1 or after year 9999 was asked for."""

    code = "calendar.range"

    def __init__(self) -> None:
        super().__init__("算出的日期超出公历 1 年至 9999 年，请检查期限长度是否填错。")
