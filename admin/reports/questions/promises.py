"""Are promises kept?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from admin.languages import gettext, ngettext
from admin.reports.cells import Column, Kind, Table
from admin.reports.charts.columns import Columns, columns
from admin.reports.charts.drawing import Fill, Series
from admin.reports.charts.scale import counts
from admin.reports.formula_words import in_words
from admin.reports.reader import Reader
from admin.reports.report import Headline, Picture, Report, Sheet
from admin.words import Tone
from ticket_store.reporting.counts import CallbackCounts, CaseCounts, PromiseCounts
from ticket_store.reporting.formulas import (
    Formula,
    callbacks_kept,
    people_per_case,
    promises_kept,
    solved_at_once,
)
from ticket_store.reporting.promised import (
    callbacks_by_department,
    cases_by_department,
    promises_by_department,
)
from ticket_store.reporting.summing import added

Counts = TypeVar("Counts", CallbackCounts, CaseCounts, PromiseCounts)


def promises(reader: Reader) -> Report:
    """What was promised and what became of it, by department; how many people a customer had to talk to."""
    due = promises_by_department(reader.db, reader.wanted)
    total = sum_of(PromiseCounts(), due.values())
    tone = Tone.FAILED if total.broken else Tone.GOOD if total.kept else Tone.QUIET
    told = Report(_answer(reader, total), tone, empty=not due)
    if reader.hurry:
        return told
    asked = callbacks_by_department(reader.db, reader.wanted)
    cases = cases_by_department(reader.db, reader.wanted)
    return replace(
        told,
        empty=not (due or asked or cases),
        headlines=_headlines(
            reader, total, sum_of(CallbackCounts(), asked.values()), sum_of(CaseCounts(), cases.values())
        ),
        pictures=[Picture(gettext("What became of the promises"), _picture(reader, due))],
        sheets=[
            Sheet(gettext("Promises and callbacks by department"), _promised(reader, due, asked)),
            Sheet(gettext("Cases by department"), _cases(reader, cases)),
        ],
    )


def sum_of(nothing: Counts, found: Iterable[Counts]) -> Counts:
    """All departments together."""
    for one in found:
        nothing = added(nothing, one)
    return nothing


def _answer(reader: Reader, total: PromiseCounts) -> str:
    if not total.kept + total.broken:
        return gettext("No promise fell due in this time.")
    if not total.broken:
        return ngettext(
            "%(n)s promise fell due, and it was kept.",
            "%(n)s promises fell due, and all were kept.",
            total.kept,
        ) % {"n": reader.count(total.kept)}
    return ngettext(
        "%(n)s promise was broken, of %(all)s. Look at its department first.",
        "%(n)s promises were broken, of %(all)s. Look at the department with most of them first.",
        total.broken,
    ) % {"n": reader.count(total.broken), "all": reader.count(total.kept + total.broken)}


def _headlines(
    reader: Reader, total: PromiseCounts, asked: CallbackCounts, cases: CaseCounts
) -> list[Headline]:
    moved = ngettext("%(n)s moved with notice", "%(n)s moved with notice", total.moved) % {
        "n": reader.count(total.moved)
    }
    gave_up = ngettext("%(n)s gave up", "%(n)s gave up", asked.gave_up) % {"n": reader.count(asked.gave_up)}
    talked = asked.kept + asked.late
    return [
        Headline(
            *(gettext("Promises kept"), reader.share(promises_kept(total)), in_words(Formula.PROMISES_KEPT)),
            *(Tone.FAILED if total.broken else Tone.QUIET, moved),
        ),
        Headline(
            gettext("Callbacks kept"),
            reader.share(callbacks_kept(asked)),
            in_words(Formula.CALLBACKS_KEPT),
            note=gave_up,
        ),
        Headline(
            *(gettext("Attempts for a talk"), reader.number(asked.attempts / talked if talked else None)),
            gettext("Dials to customers, divided by the callbacks that came to a talk."),
        ),
        Headline(
            gettext("People per case"),
            reader.number(people_per_case(cases)),
            in_words(Formula.PEOPLE_PER_CASE),
        ),
        Headline(
            gettext("Solved at once"), reader.share(solved_at_once(cases)), in_words(Formula.SOLVED_AT_ONCE)
        ),
    ]


def _picture(reader: Reader, due: Mapping[str, PromiseCounts]) -> Markup:
    rows = [due[key] for key in reader.in_order(due)]
    series = [
        Series(gettext("kept"), Fill.GOOD, [one.kept for one in rows]),
        Series(gettext("moved with notice"), Fill.SOON, [one.moved for one in rows]),
        Series(gettext("broken"), Fill.FAILED, [one.broken for one in rows]),
        Series(
            gettext("withdrawn or still open"), Fill.QUIET, [one.withdrawn + one.still_open for one in rows]
        ),
    ]
    top = counts(
        max((one.kept + one.moved + one.broken + one.withdrawn + one.still_open for one in rows), default=0)
    )
    names = [reader.department(key) for key in reader.in_order(due)]
    return columns(
        Columns("promises", gettext("What became of the promises"), names, series, top, "{:g}".format)
    )


def _promised(reader: Reader, due: Mapping[str, PromiseCounts], asked: Mapping[str, CallbackCounts]) -> Table:
    names = (
        *(
            gettext("Promises kept"),
            gettext("Promises moved"),
            gettext("Promises broken"),
            gettext("Withdrawn"),
        ),
        *(
            gettext("Callbacks asked for"),
            gettext("Kept"),
            gettext("Late"),
            gettext("Gave up"),
            gettext("Cancelled"),
            gettext("Still open"),
        ),
    )
    rows = []
    for key in reader.in_order({**due, **asked}):
        one, other = due.get(key, PromiseCounts()), asked.get(key, CallbackCounts())
        rows.append(
            [
                *(reader.department(key), promises_kept(one), one.kept, one.moved, one.broken, one.withdrawn),
                *(other.asked, other.kept, other.late, other.gave_up, other.cancelled, other.still_open),
            ]
        )
    share = Column(gettext("Share kept"), Kind.SHARE)
    return Table([Column(gettext("Department")), share, *(Column(name, Kind.COUNT) for name in names)], rows)


def _cases(reader: Reader, cases: Mapping[str, CaseCounts]) -> Table:
    names = [
        Column(gettext("Department")),
        Column(gettext("Cases"), Kind.COUNT),
        Column(gettext("People per case"), Kind.NUMBER),
        Column(gettext("Solved"), Kind.COUNT),
        Column(gettext("Solved at once"), Kind.SHARE),
        Column(gettext("Opened again"), Kind.COUNT),
    ]
    rows = [
        [
            reader.department(key),
            one.cases,
            people_per_case(one),
            one.solved,
            solved_at_once(one),
            one.reopened,
        ]
        for key in reader.in_order(cases)
        for one in [cases[key]]
    ]
    return Table(names, rows)
