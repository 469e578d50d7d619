"""Who works how much?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from admin.languages import gettext
from admin.reports.cells import Column, Kind, Table
from admin.reports.charts.bars import Bar, Bars, bars
from admin.reports.formula_words import in_words
from admin.reports.reader import Reader, about, seconds_of
from admin.reports.report import Headline, Picture, Report, Sheet
from admin.words import Tone
from ticket_store.reporting.counts import AgentFigures, DutyTimes, TalkCounts
from ticket_store.reporting.formulas import Formula, handle_time, occupancy, transfers_per_call
from ticket_store.reporting.people import agent_figures
from ticket_store.reporting.summing import added

_TIRING = 0.85  # busier than this over days, people tire and wrap-ups grow


def working(reader: Reader) -> Report:
    """Talks and time on duty of each agent: to share work fairly, not to rank people."""
    people = agent_figures(reader.db, reader.wanted, reader.now)
    talks, duty = TalkCounts(), DutyTimes()
    for one in people:
        talks, duty = added(talks, one.talks), added(duty, one.duty)
    tone = Tone.SOON if _tired(people) else Tone.QUIET
    told = Report(_answer(reader, people, talks, duty), tone, empty=not people)
    if reader.hurry:
        return told
    return replace(
        told,
        headlines=_headlines(reader, talks, duty),
        pictures=[Picture(gettext("Busy share of the time on duty"), _picture(reader, people))],
        sheets=[Sheet(gettext("By agent"), _table(people))],
    )


def _tired(people: Sequence[AgentFigures]) -> list[AgentFigures]:
    return [one for one in people if (occupancy(one.talks, one.duty) or 0) > _TIRING]


def _answer(reader: Reader, people: Sequence[AgentFigures], talks: TalkCounts, duty: DutyTimes) -> str:
    if not people:
        return gettext("Nobody was on duty in this time.")
    tired = _tired(people)
    if tired:
        names = ", ".join(one.name for one in tired[:3])
        return gettext("Busy for more than %(share)s of the time: %(names)s. Nobody holds that for long.") % {
            "share": reader.share(_TIRING),
            "names": names,
        }
    return gettext("The team was on duty for %(duty)s and busy for %(share)s of it.") % {
        "duty": about(duty.available),
        "share": reader.share(occupancy(talks, duty)),
    }


def _headlines(reader: Reader, talks: TalkCounts, duty: DutyTimes) -> list[Headline]:
    return [
        Headline(gettext("Occupancy"), reader.share(occupancy(talks, duty)), in_words(Formula.OCCUPANCY)),
        Headline(gettext("Handle time"), reader.span(handle_time(talks)), in_words(Formula.HANDLE_TIME)),
        Headline(
            gettext("Talks"),
            reader.count(talks.talks),
            gettext("Agents' parts in calls. A call that is passed on has two."),
        ),
        Headline(
            gettext("Transfers per call"),
            reader.number(transfers_per_call(talks)),
            in_words(Formula.TRANSFERS),
        ),
        Headline(
            gettext("On duty"),
            reader.span(duty.available),
            gettext("Time in which calls could be offered, of everybody together."),
        ),
    ]


def _picture(reader: Reader, people: Sequence[AgentFigures]) -> Markup:
    shares = [(one, occupancy(one.talks, one.duty)) for one in people]
    shares.sort(key=lambda pair: -(pair[1] or 0))
    drawn = [
        Bar(one.name, share or 0.0, f"{reader.share(share)} · {about(one.duty.available)}")
        for one, share in shares
    ]
    return bars(Bars("people", gettext("Busy share of the time on duty"), drawn, top=1.0))


def _table(people: Sequence[AgentFigures]) -> Table:
    counted = [gettext("Talks"), gettext("Taken over")]
    timed = [
        *(gettext("Talk"), gettext("On hold"), gettext("Wrap-up"), gettext("Handle time")),
        *(gettext("On duty"), gettext("Away"), gettext("Unreachable")),
    ]
    rows = [
        [
            *(one.name, one.talks.talks, one.talks.taken_over),
            *(ms / 1000 for ms in (one.talks.talk_ms, one.talks.held_ms, one.talks.wrap_up_ms)),
            seconds_of(handle_time(one.talks)),
            *(_seconds(span) for span in (one.duty.available, one.duty.away, one.duty.unreachable)),
            occupancy(one.talks, one.duty),
        ]
        for one in people
    ]
    columns = [
        Column(gettext("Agent")),
        *(Column(name, Kind.COUNT) for name in counted),
        *(Column(name, Kind.SECONDS) for name in timed),
        Column(gettext("Occupancy"), Kind.SHARE),
    ]
    return Table(columns, rows)


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
