"""How quickly do we answer?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from admin.languages import gettext, ngettext
from admin.reports.cells import Column, Kind, Table, Value
from admin.reports.charts.columns import Columns, columns
from admin.reports.charts.drawing import Fill, Series
from admin.reports.charts.lines import Lines, lines
from admin.reports.charts.scale import counts, shares
from admin.reports.formula_words import in_words
from admin.reports.reader import Reader, between, half_hour, seconds_of
from admin.reports.report import Headline, Picture, Report, Sheet
from admin.words import Tone
from ticket_store.reporting.counts import CallCounts, Cell
from ticket_store.reporting.formulas import (
    Formula,
    abandoned_share,
    gave_up_after,
    service_level,
    speed_of_answer,
)
from ticket_store.reporting.reading import calls_by_day, calls_by_department, calls_of, heatmap
from ticket_store.unattended import minutes_unattended

_NEAR = 0.1  # below the goal by more than this is failing


def answering(reader: Reader) -> Report:
    """The service level by the shop's formula against its goal, day by day or half-hour by half-hour."""
    total = calls_of(reader.db, reader.wanted)
    level = service_level(total, reader.service)
    told = Report(_answer(reader, level, total), _tone(reader, level), empty=not total.calls)
    if reader.hurry:
        return told
    spans = _half_hours(reader) if reader.one_day else _days(reader)
    by_department = calls_by_department(reader.db, reader.wanted)
    return replace(
        told,
        headlines=_headlines(reader, total, level),
        pictures=[
            Picture(gettext("Answered in time"), _levels(reader, spans)),
            Picture(gettext("What became of the callers in the queue"), _ends(spans)),
        ],
        sheets=[
            Sheet(gettext("By half-hour") if reader.one_day else gettext("By day"), _by_span(reader, spans)),
            Sheet(gettext("By department"), _by_department(reader, by_department)),
        ],
    )


Spans = Sequence[tuple[str, str, CallCounts | Cell]]  # on the chart, in full, what was counted


def _days(reader: Reader) -> Spans:
    found = calls_by_day(reader.db, reader.wanted, reader.zone)
    return [(reader.day(day), day.isoformat(), counted) for day, counted in found.items()]


def _half_hours(reader: Reader) -> Spans:
    """Of one day, from the first half-hour with a call to the last."""
    day = heatmap(reader.db, reader.wanted, reader.zone).cells[reader.asked.first.weekday()]
    busy = [place for place, cell in enumerate(day) if cell.calls]
    if not busy:
        return []
    return [(half_hour(place), between(place), day[place]) for place in range(busy[0], busy[-1] + 1)]


def _answer(reader: Reader, level: float | None, total: CallCounts) -> str:
    if level is None:
        return gettext("Nobody was offered to an agent in this time.")
    goal = reader.goal
    words = {
        "share": reader.share(level),
        "goal": reader.share(goal.share) if goal else "",
        "within": _seconds(goal.within) if goal else "",
        "lost": reader.count(total.abandoned),
    }
    lost = (
        " "
        + ngettext("%(lost)s caller hung up waiting.", "%(lost)s callers hung up waiting.", total.abandoned)
        % words
        if total.abandoned
        else ""
    )
    if goal is None:
        return gettext("%(share)s were answered in the time that their department promises.") % words + lost
    if level >= goal.share:
        return (
            gettext("The goal is met: %(share)s were answered within %(within)s, %(goal)s is the goal.")
            % words
            + lost
        )
    return (
        gettext("Below the goal: %(share)s were answered within %(within)s, %(goal)s is the goal.") % words
        + lost
    )


def _tone(reader: Reader, level: float | None) -> Tone:
    goal = reader.goal
    if level is None or goal is None:
        return Tone.QUIET
    if level >= goal.share:
        return Tone.GOOD
    return Tone.SOON if level >= goal.share - _NEAR else Tone.FAILED


def _headlines(reader: Reader, total: CallCounts, level: float | None) -> list[Headline]:
    minutes = minutes_unattended(reader.db, reader.asked.since, min(reader.asked.until, reader.now))
    mine = sum(
        value
        for key, value in minutes.items()
        if reader.asked.departments is None or key in reader.asked.departments
    )
    return [
        Headline(
            gettext("Service level"), reader.share(level), in_words(reader.service), _tone(reader, level)
        ),
        Headline(
            gettext("Speed of answer"), reader.span(speed_of_answer(total)), in_words(Formula.SPEED_OF_ANSWER)
        ),
        Headline(
            *(gettext("Abandoned"), reader.share(abandoned_share(total)), in_words(Formula.ABANDONED)),
            note=_beside(reader, total),
        ),
        Headline(
            *(gettext("Called while closed"), reader.count(total.closed)),
            gettext("Calls that came outside the opening hours. They are not offered."),
        ),
        Headline(
            *(gettext("Minutes unattended"), reader.count(round(mine)), in_words(Formula.UNATTENDED)),
            Tone.FAILED if round(mine) else Tone.QUIET,
        ),
    ]


def _beside(reader: Reader, total: CallCounts) -> str:
    short = ngettext("%(n)s short abandon", "%(n)s short abandons", total.short_abandons) % {
        "n": reader.count(total.short_abandons)
    }
    after = gave_up_after(total)
    return (
        short
        if after is None
        else short + " · " + gettext("after %(time)s on average") % {"time": reader.span(after)}
    )


def _levels(reader: Reader, spans: Spans) -> Markup:
    goal = reader.goal
    level = Series(
        gettext("Service level"), Fill.PLAIN, [service_level(one, reader.service) for _, _, one in spans]
    )
    return lines(
        Lines(
            *(
                "levels",
                gettext("Answered in time"),
                [label for label, _, _ in spans],
                [level],
                shares(),
                reader.share,
            ),
            goal=goal.share if goal else None,
            goal_name=gettext("goal %(share)s") % {"share": reader.share(goal.share)} if goal else "",
        )
    )


def _ends(spans: Spans) -> Markup:
    rows = [one for _, _, one in spans]
    series = [
        Series(gettext("answered in time"), Fill.GOOD, [one.in_time for one in rows]),
        Series(gettext("answered later"), Fill.SOON, [one.answered - one.in_time for one in rows]),
        Series(gettext("abandoned"), Fill.FAILED, [one.abandoned for one in rows]),
        Series(
            *(gettext("callback or message instead"), Fill.QUIET),
            [max(one.offered - one.answered - one.abandoned, 0) for one in rows],
        ),
    ]
    top = counts(max((one.offered for one in rows), default=0))
    title = gettext("What became of the callers in the queue")
    return columns(Columns("ends", title, [label for label, _, _ in spans], series, top, "{:g}".format))


def _names() -> list[Column]:
    return [
        Column(gettext("Calls"), Kind.COUNT),
        Column(gettext("Offered"), Kind.COUNT),
        Column(gettext("Answered"), Kind.COUNT),
        Column(gettext("Service level"), Kind.SHARE),
        Column(gettext("Abandoned"), Kind.COUNT),
        Column(gettext("Speed of answer"), Kind.SECONDS),
    ]


def _row(reader: Reader, one: CallCounts | Cell) -> list[Value]:
    level, speed = service_level(one, reader.service), seconds_of(speed_of_answer(one))
    return [one.calls, one.offered, one.answered, level, one.abandoned, speed]


def _more_names() -> list[Column]:
    """What is known of days and departments, and not of a half-hour."""
    return [
        Column(gettext("Short abandons"), Kind.COUNT),
        Column(gettext("Chose a callback"), Kind.COUNT),
        Column(gettext("Left a message"), Kind.COUNT),
        Column(gettext("Turned away"), Kind.COUNT),
        Column(gettext("While closed"), Kind.COUNT),
        Column(gettext("Left in the menu"), Kind.COUNT),
    ]


def _more(one: CallCounts) -> list[Value]:
    return [
        *(one.short_abandons, one.chose_callback, one.left_message, one.turned_away, one.closed),
        one.left_in_menu,
    ]


def _by_span(reader: Reader, spans: Spans) -> Table:
    first = Column(gettext("Half-hour")) if reader.one_day else Column(gettext("Day"), Kind.DAY)
    more = [] if reader.one_day else _more_names()
    rows = [
        [name, *_row(reader, one), *(_more(one) if isinstance(one, CallCounts) else [])]
        for _, name, one in spans
        if one.calls or not reader.one_day
    ]
    return Table([first, *_names(), *more], rows)


def _by_department(reader: Reader, found: Mapping[str, CallCounts]) -> Table:
    names = {key: reader.department(key) if key else gettext("none reached") for key in found}
    rows = [[names[key], *_row(reader, found[key]), *_more(found[key])] for key in reader.in_order(found)]
    return Table([Column(gettext("Department")), *_names(), *_more_names()], rows)


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"
