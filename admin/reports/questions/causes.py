"""Why do people call?"""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from admin.languages import gettext, ngettext
from admin.reports.cells import Column, Kind, Table, Value
from admin.reports.charts.bars import Bar, Bars, bars
from admin.reports.charts.drawing import Fill
from admin.reports.reader import Reader, about
from admin.reports.report import Headline, Picture, Report, Sheet
from admin.words import Tone
from ticket_store.reporting.counts import Cause
from ticket_store.reporting.reading import causes as read_causes

_MOST_BARS = 12
_WEEK = 7


def causes(reader: Reader) -> Report:
    """The outcomes of the cases by the time that they took: what to fix so that people need not call."""
    found = read_causes(reader.db, reader.wanted)
    all_s = sum(one.counted.handle_ms for one in found) / 1000
    told = Report(_answer(reader, found, all_s), Tone.QUIET, empty=not found)
    if reader.hurry:
        return told
    return replace(
        told,
        headlines=_headlines(reader, found, all_s),
        pictures=[Picture(gettext("Causes by the time that they take"), _picture(reader, found))],
        sheets=[Sheet(gettext("Causes"), _table(reader, found, all_s))],
    )


def _answer(reader: Reader, found: Sequence[Cause], all_s: float) -> str:
    first = next((one for one in found if one.disposition), None)
    if first is None or not all_s:
        return gettext("Nobody has said yet how a case came out. Agents choose it at the end of a talk.")
    spent_s = first.counted.handle_ms / 1000
    return gettext(
        "Fix “%(cause)s” (%(department)s) and save up to %(time)s a week: it takes %(share)s of all time."
    ) % {
        "cause": first.disposition,
        "department": reader.department(first.department_key),
        "time": about(spent_s * _WEEK / reader.asked.days),
        "share": reader.share(spent_s / all_s),
    }


def _headlines(reader: Reader, found: Sequence[Cause], all_s: float) -> list[Headline]:
    unsaid_s = sum(one.counted.handle_ms for one in found if not one.disposition) / 1000
    calls = sum(one.counted.calls for one in found)
    return [
        Headline(
            gettext("Time with customers"),
            reader.span(all_s),
            gettext("Talk, hold and wrap-up of all talks together."),
        ),
        Headline(gettext("Calls"), reader.count(calls), gettext("Calls in which anybody talked.")),
        Headline(
            *(gettext("Outcome not said"), reader.share(unsaid_s / all_s if all_s else None)),
            gettext("Time of talks about cases without an outcome, divided by all time."),
        ),
    ]


def _picture(reader: Reader, found: Sequence[Cause]) -> Markup:
    drawn = [
        Bar(
            f"{_name(one)} · {reader.department(one.department_key)}",
            one.counted.handle_ms,
            _said(reader, one),
            Fill.PLAIN if one.disposition else Fill.QUIET,
        )
        for one in found[:_MOST_BARS]
    ]
    return bars(Bars("causes", gettext("Causes by the time that they take"), drawn))


def _said(reader: Reader, one: Cause) -> str:
    calls = ngettext("%(n)s call", "%(n)s calls", one.counted.calls) % {"n": reader.count(one.counted.calls)}
    return f"{about(one.counted.handle_ms / 1000)} · {calls}"


def _name(one: Cause) -> str:
    return one.disposition or gettext("not said")


def _table(reader: Reader, found: Sequence[Cause], all_s: float) -> Table:
    names = [
        Column(gettext("Cause")),
        Column(gettext("Department")),
        Column(gettext("Calls"), Kind.COUNT),
        Column(gettext("Talks"), Kind.COUNT),
        Column(gettext("Time"), Kind.SECONDS),
        Column(gettext("Share of the time"), Kind.SHARE),
        Column(gettext("A talk, on average"), Kind.SECONDS),
    ]
    rows: list[list[Value]] = []
    for one in found:
        counted, spent_s = one.counted, one.counted.handle_ms / 1000
        share = spent_s / all_s if all_s else None
        mean = spent_s / counted.talks if counted.talks else None
        rows.append(
            [
                _name(one),
                reader.department(one.department_key),
                counted.calls,
                counted.talks,
                spent_s,
                share,
                mean,
            ]
        )
    return Table(names, rows)
