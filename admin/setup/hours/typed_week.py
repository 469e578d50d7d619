"""What somebody painted or typed of a week: seven days, public holidays, single holidays, or the text itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from admin.languages import N_, gettext
from admin.typed_text import clean
from call_routing.hours.holiday_choices import Choice, Holiday, On, choice_of, choose
from call_routing.hours.hours_text import hours_fault
from call_routing.hours.weekly_hours import (
    DAYS,
    LongNightError,
    Spans,
    WeeklyHours,
    clock,
    read_spans,
    read_typed_week,
    read_week,
    repeat_usual,
    with_nights,
    write_week,
)

LONGEST_DAY = 120
LONGEST_TEXT = 2000
NO_SPANS = N_('"%(piece)s" is no time. Write like 08:30-12:00, 13:00-17:00, or nothing for a closed day.')
LONG_NIGHT = N_(
    '"%(piece)s" would stay open until the day after. Correct the end; if you mean it, write until 24:00 here and '
    "from 00:00 at the day after."
)
NO_OWN_HOURS = N_("Type the hours of this day, like 10:00-14:00, or choose closed.")


@dataclass(frozen=True)
class Faulty:
    """A field that cannot be taken: its name, and why in the reader's words."""

    field: str
    why: str


def day_field(number: int) -> str:
    return f"day-{number}"


def shown(spans: Spans) -> str:
    """The spans as the fields show them: "08:30-12:00, 13:00-17:00", nothing for a closed day."""
    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in spans)


def fields_of(week: WeeklyHours) -> dict[str, str]:
    """The fields of the form for a week; a night stands at the day on which it begins."""
    fields = {day_field(number): shown(spans) for number, spans in enumerate(with_nights(week.days))}
    match week.holidays:
        case None:
            fields["holidays"] = On.USUAL
        case ():
            fields["holidays"] = On.CLOSED
        case _:
            fields["holidays"] = On.OWN
    return fields | {"holidays-hours": shown(week.holidays or ())}


def typed_fields(form: Mapping[str, str]) -> dict[str, str]:
    """The same fields as they were sent."""
    names = [*(day_field(number) for number in range(len(DAYS))), "holidays", "holidays-hours"]
    return {name: clean(form.get(name, ""), longest=LONGEST_DAY).strip() for name in names}


def read_week_form(fields: Mapping[str, str], before: WeeklyHours) -> WeeklyHours | Faulty:
    """The week that was typed; what no field holds stays as it was, dates as usual follow the new week."""
    try:
        days = read_typed_week([fields[day_field(number)] for number in range(len(DAYS))])
    except ValueError as why:
        piece, number = why.args
        message = LONG_NIGHT if isinstance(why, LongNightError) else NO_SPANS
        return Faulty(day_field(number), gettext(message) % {"piece": piece})
    holidays = _read_choice(fields["holidays"], fields["holidays-hours"], "holidays-hours")
    if isinstance(holidays, Faulty):
        return holidays
    spans = None if holidays.on is On.USUAL else holidays.spans
    return repeat_usual(replace(before, days=days, holidays=spans))


def holiday_fields(week: WeeklyHours, holidays: Sequence[Holiday]) -> dict[str, str]:
    """The choice and the own hours of each holiday, by the names of their fields."""
    fields: dict[str, str] = {}
    for holiday in holidays:
        choice = choice_of(week, holiday.key)
        fields |= {f"on-{holiday.key}": choice.on, f"hours-{holiday.key}": shown(choice.spans)}
    return fields


def typed_holidays(form: Mapping[str, str], holidays: Sequence[Holiday]) -> dict[str, str]:
    names = [f"{field}-{holiday.key}" for holiday in holidays for field in ("on", "hours")]
    return {name: clean(form.get(name, ""), longest=LONGEST_DAY).strip() for name in names}


def read_holidays_form(
    fields: Mapping[str, str], before: WeeklyHours, holidays: Sequence[Holiday]
) -> WeeklyHours | Faulty:
    """The week with a choice for each holiday. One that was not changed keeps its place among the rules."""
    week = before
    for holiday in holidays:
        choice = _read_choice(
            fields[f"on-{holiday.key}"], fields[f"hours-{holiday.key}"], f"hours-{holiday.key}"
        )
        if isinstance(choice, Faulty):
            return choice
        if choice != choice_of(before, holiday.key):
            week = choose(week, holiday.key, choice)
    return week


def _read_choice(on: str, hours: str, field: str) -> Choice | Faulty:
    """Own hours are read where they are chosen; a choice that nobody knows is the rule."""
    chosen = On(on) if on in set(On) else On.RULE
    if chosen is not On.OWN:
        return Choice(chosen)
    try:
        spans, after = read_spans(hours)
    except ValueError as why:
        return Faulty(field, gettext(NO_SPANS) % {"piece": str(why)})
    return Choice(On.OWN, spans) if spans and not after else Faulty(field, gettext(NO_OWN_HOURS))


def text_of_form(form: Mapping[str, str], before: str, country: str) -> str | Faulty:
    """The text that a form means, as it is typed: of the grid's fields, or the text itself.

    `before` is the text that is stored. One that cannot be read is a fault of the field `text`, in the reader's words.
    """
    week = read_week(before)
    if day_field(0) in form and week is not None:
        found = read_week_form(typed_fields(form), week)
        if isinstance(found, Faulty):
            return found
        text = write_week(found)
    else:
        text = clean(form.get("text", before), longest=LONGEST_TEXT).strip()
    wrong = hours_fault(text, country)
    return Faulty("text", wrong.said(gettext)) if wrong else text
