"""How well do we foretell waits?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from admin.languages import gettext
from admin.reports.cells import Column, Kind, Table, Value
from admin.reports.charts.drawing import Fill, Series
from admin.reports.charts.lines import Lines, lines
from admin.reports.charts.scale import seconds
from admin.reports.formula_words import in_words
from admin.reports.reader import Reader, about, seconds_of
from admin.reports.report import Headline, Picture, Report, Sheet
from admin.words import Tone
from ticket_store.reporting.counts import CallCounts
from ticket_store.reporting.formulas import Formula, estimate_bias, estimate_error, speed_of_answer
from ticket_store.reporting.reading import calls_by_day, calls_by_department, calls_of

_FINE = timedelta(minutes=1)


def foretelling(reader: Reader) -> Report:
    """What callers were told against what they waited."""
    total = calls_of(reader.db, reader.wanted)
    told = Report(_answer(total), _tone(total), empty=not total.foretold)
    if reader.hurry:
        return told
    days = calls_by_day(reader.db, reader.wanted, reader.zone)
    by_department = calls_by_department(reader.db, reader.wanted)
    return replace(
        told,
        headlines=_headlines(reader, total),
        pictures=[Picture(gettext("Off by, on average"), _picture(reader, days))],
        sheets=[
            Sheet(
                gettext("By day"),
                _table(Column(gettext("Day"), Kind.DAY), {day.isoformat(): one for day, one in days.items()}),
            ),
            Sheet(
                gettext("By department"),
                _table(
                    Column(gettext("Department")),
                    {
                        reader.department(key): by_department[key]
                        for key in reader.in_order(by_department)
                        if by_department[key].foretold
                    },
                ),
            ),
        ],
    )


def _answer(total: CallCounts) -> str:
    error, bias = estimate_error(total), estimate_bias(total)
    if error is None or bias is None:
        return gettext("Nobody who was told a wait has been answered in this time.")
    words = {"error": about(error), "bias": about(abs(bias))}
    if abs(bias) < timedelta(seconds=1):
        return gettext("We are off by %(error)s on average, as often too long as too short.") % words
    if bias > timedelta():
        return (
            gettext("We are off by %(error)s on average. Callers wait %(bias)s less than they are told.")
            % words
        )
    return (
        gettext("We are off by %(error)s on average. Callers wait %(bias)s longer than they are told.")
        % words
    )


def _tone(total: CallCounts) -> Tone:
    error = estimate_error(total)
    if error is None:
        return Tone.QUIET
    return Tone.GOOD if error <= _FINE else Tone.SOON


def _headlines(reader: Reader, total: CallCounts) -> list[Headline]:
    return [
        Headline(
            gettext("Off by"),
            reader.span(estimate_error(total)),
            in_words(Formula.ESTIMATE_ERROR),
            _tone(total),
        ),
        Headline(
            gettext("Foretold too long by"),
            reader.span(estimate_bias(total)),
            in_words(Formula.ESTIMATE_BIAS),
        ),
        Headline(
            gettext("Foretold"),
            reader.count(total.foretold),
            gettext("Answered calls for which a wait was expected."),
        ),
        Headline(
            gettext("Speed of answer"), reader.span(speed_of_answer(total)), in_words(Formula.SPEED_OF_ANSWER)
        ),
    ]


def _picture(reader: Reader, days: Mapping[date, CallCounts]) -> Markup:
    values = [seconds_of(estimate_error(one)) for one in days.values()]
    waits = [seconds_of(speed_of_answer(one)) for one in days.values()]
    top = seconds(max((value for value in (*values, *waits) if value), default=0))
    series = [
        Series(gettext("off by"), Fill.PLAIN, values),
        Series(gettext("waited"), Fill.QUIET, waits),
    ]
    return lines(
        Lines(
            "errors",
            gettext("Off by, on average"),
            [reader.day(day) for day in days],
            series,
            top,
            reader.span,
        )
    )


def _table(first: Column, found: Mapping[str, CallCounts]) -> Table:
    names = [
        first,
        Column(gettext("Foretold"), Kind.COUNT),
        Column(gettext("Off by"), Kind.SECONDS),
        Column(gettext("Foretold too long by"), Kind.SECONDS),
        Column(gettext("Waited"), Kind.SECONDS),
    ]
    rows: list[list[Value]] = [
        [
            key,
            one.foretold,
            *(seconds_of(span) for span in (estimate_error(one), estimate_bias(one), speed_of_answer(one))),
        ]
        for key, one in found.items()
    ]
    return Table(names, rows)
