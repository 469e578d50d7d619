"""When do people ring?"""

from dataclasses import dataclass, replace

from markupsafe import Markup

from admin.languages import gettext
from admin.reports.cells import Column, Kind, Table, Value
from admin.reports.charts.heat import Heat, heat
from admin.reports.reader import Reader, between, half_hour
from admin.reports.report import Headline, Picture, Report, Sheet
from admin.words import Tone
from ticket_store.reporting.counts import CallCounts, Heatmap
from ticket_store.reporting.reading import calls_of, heatmap

_USUAL = range(16, 36)  # 08:00 to 18:00: shown where nobody has rung yet


@dataclass(frozen=True)
class Week:
    """Mean calls by weekday and half-hour, cut to the half-hours in which anybody rang. None: no such weekday."""

    places: range
    means: list[list[float | None]]

    @property
    def peak(self) -> tuple[int, int, float] | None:
        """Weekday, half-hour and calls of the busiest field."""
        fields = (
            (value, -day, -place)
            for day, row in enumerate(self.means)
            for place, value in zip(self.places, row, strict=True)
            if value
        )
        best = max(fields, default=None)
        return None if best is None else (-best[1], -best[2], best[0])


def ringing(reader: Reader) -> Report:
    """The week in half-hours, mean calls of each; calls while closed are in it, since they tell what hours lack."""
    total = calls_of(reader.db, reader.wanted)
    week = week_of(heatmap(reader.db, reader.wanted, reader.zone))
    told = Report(_answer(reader, week), Tone.QUIET, empty=not total.calls)
    if reader.hurry:
        return told
    return replace(
        told,
        headlines=_headlines(reader, total, week),
        pictures=[Picture(gettext("Calls in a half-hour, on average"), _picture(reader, week))],
        sheets=[Sheet(gettext("By half-hour and weekday"), _table(reader, week))],
    )


def week_of(found: Heatmap) -> Week:
    """Each field divided by how often its weekday came."""
    busy = [place for row in found.cells for place, cell in enumerate(row) if cell.calls]
    places = range(min(busy), max(busy) + 1) if busy else _USUAL
    means = [
        [row[place].calls / days if days else None for place in places]
        for row, days in zip(found.cells, found.days, strict=True)
    ]
    return Week(places, means)


def _answer(reader: Reader, week: Week) -> str:
    peak = week.peak
    if peak is None:
        return gettext("Nobody rang in this time.")
    weekday, place, calls = peak
    return gettext("Most people ring on %(day)s, %(time)s: %(calls)s calls in that half-hour.") % {
        "day": reader.weekdays("wide")[weekday],
        "time": between(place),
        "calls": reader.number(calls),
    }


def _headlines(reader: Reader, total: CallCounts, week: Week) -> list[Headline]:
    by_day = [sum(value or 0 for value in row) for row in week.means]
    busiest = max(range(7), key=lambda day: by_day[day])
    return [
        Headline(
            gettext("Calls"),
            reader.count(total.calls),
            gettext("All calls that began in this time, also while closed."),
        ),
        Headline(
            *(gettext("A day, on average"), reader.number(total.calls / reader.asked.days)),
            gettext("Calls divided by the days of the period."),
        ),
        Headline(
            *(gettext("Busiest weekday"), reader.weekdays("wide")[busiest] if total.calls else "–"),
            gettext("The weekday with most calls on a mean day."),
            note=reader.number(by_day[busiest]) if total.calls else "",
        ),
        Headline(
            *(gettext("While closed"), reader.share(total.closed / total.calls if total.calls else None)),
            gettext("Calls outside the opening hours, divided by all calls."),
        ),
    ]


def _picture(reader: Reader, week: Week) -> Markup:
    return heat(
        Heat(
            id="week",
            title=gettext("Calls in a half-hour, on average"),
            rows=reader.weekdays(),
            columns=[half_hour(place)[:2] if place % 2 == 0 else "" for place in week.places],
            tips=[between(place) for place in week.places],
            values=week.means,
            say=lambda value: reader.count(round(value)) if value >= 10 else reader.number(value),  # noqa: PLR2004 - two digits fit a field
        )
    )


def _table(reader: Reader, week: Week) -> Table:
    rows: list[list[Value]] = [
        [between(place), *(row[column] for row in week.means)] for column, place in enumerate(week.places)
    ]
    return Table(
        [Column(gettext("Half-hour")), *(Column(name, Kind.NUMBER) for name in reader.weekdays("wide"))], rows
    )
