"""How many people do we need?"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from admin.languages import N_, gettext, ngettext
from admin.reports.cells import Column, Kind, Table, Value
from admin.reports.charts.columns import Columns, columns
from admin.reports.charts.drawing import Fill, Series
from admin.reports.charts.scale import counts
from admin.reports.reader import Reader, about, between, half_hour, seconds_of
from admin.reports.report import Headline, Picture, Report, Said, Sheet
from admin.words import Tone
from call_routing.staffing.advice import (
    MOST_PEOPLE,
    Advice,
    HalfHour,
    Load,
    Spell,
    Target,
    Verdict,
    advise,
    loads,
)
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.reading import midnight
from ticket_store.reporting.workload import workload

_MOST_SAID = 6  # further spells stand in the table
_A_HALF_HOUR = 0.5  # hours
_TONES = {Verdict.TOO_FEW: Tone.FAILED, Verdict.ENOUGH_WITH_CALLBACKS: Tone.SOON}
_VERDICTS = {
    Verdict.ENOUGH: N_("enough"),
    Verdict.ENOUGH_WITH_CALLBACKS: N_("enough with callbacks"),
    Verdict.TOO_FEW: N_("too few"),
    Verdict.NOBODY_CALLS: N_("nobody calls"),
}


def staffing(reader: Reader) -> Report:
    """What each part of the week needs by the shop's own figures, who is there, and what callbacks make of it."""
    goal = reader.goal
    target = Target(goal.share, goal.within) if goal else Target()
    week = workload(reader.db, _whole_days(reader), reader.zone, reader.now)
    advice = _advised(tuple(loads(week)), target)
    called = any(half.load.calls for spell in advice.spells for half in spell.half_hours)
    told = Report(_answer(reader, advice), _tone(advice), empty=not called)
    if reader.hurry:
        return told
    return replace(
        told,
        headlines=_headlines(reader, advice, target),
        pictures=_pictures(reader, advice),
        sheets=[
            Sheet(gettext("Advice by spell"), _spells(reader, advice)),
            Sheet(gettext("By half-hour"), _half_hours(reader, advice), on_page=False),
        ],
        advice=_said(reader, advice),
    )


@lru_cache(maxsize=64)
def _advised(week: tuple[Load, ...], target: Target) -> Advice:
    """Reckoned once while the figures are the same: all day, since they are of whole days."""
    return advise(week, target)


def _whole_days(reader: Reader) -> Wanted:
    """Without today, of which a part is missing; unless nothing else was asked for."""
    today = midnight(reader.now.astimezone(reader.zone).date(), reader.zone)
    wanted = reader.wanted
    return replace(wanted, until=today) if wanted.since < today < wanted.until else wanted


def gravest(advice: Advice) -> list[Spell]:
    """The spells in which somebody is missing: first where callbacks do not help, then the largest gap."""
    short = [one for one in advice.spells if one.verdict in _TONES]
    return sorted(
        short, key=lambda one: (one.verdict is not Verdict.TOO_FEW, -_gap(one), one.weekday, one.begins)
    )


def _gap(spell: Spell) -> float:
    """People missing, times the half-hours for which they are."""
    needs = MOST_PEOPLE + 1 if spell.needs is None else spell.needs
    return (needs - spell.have) * (spell.ends - spell.begins)


def sentence(reader: Reader, spell: Spell) -> str:
    """One spell in words: "Monday 08:00–10:00 needs 3, you have 2: with callbacks 2 are enough, promise 25 min"."""
    words = {
        "day": reader.weekdays("wide")[spell.weekday],
        "time": between(spell.begins, spell.ends),
        "needs": gettext("more than %(n)s") % {"n": MOST_PEOPLE} if spell.needs is None else str(spell.needs),
        "have": spell.have,
    }
    said = gettext("%(day)s %(time)s needs %(needs)s, you have %(have)s") % words
    if spell.enough is None:
        return gettext("%(said)s. Callbacks alone do not help here.") % {"said": said}
    told = {"said": said, "n": spell.enough, "promise": about(spell.promise)}
    if spell.promise is None:
        return ngettext(
            "%(said)s: with callbacks %(n)s is enough.", "%(said)s: with callbacks %(n)s are enough.", spell.enough
        ) % told  # fmt: skip
    return ngettext(
        "%(said)s: with callbacks %(n)s is enough, promise %(promise)s.",
        "%(said)s: with callbacks %(n)s are enough, promise %(promise)s.",
        spell.enough,
    ) % told  # fmt: skip


def _said(reader: Reader, advice: Advice) -> Sequence[Said]:
    short = gravest(advice)
    said = [(_TONES[one.verdict], sentence(reader, one)) for one in short[:_MOST_SAID]]
    if len(short) > _MOST_SAID:
        more = len(short) - _MOST_SAID
        told = ngettext("%(n)s more spell in the table.", "%(n)s more spells in the table.", more) % {
            "n": more
        }
        said.append((Tone.QUIET, told))
    if reader.asked.department is None and len(reader.labels.departments) > 1:
        said.append(
            (Tone.QUIET, gettext("All departments are reckoned as one team. Choose one to see it alone."))
        )
    return said


def _hours(advice: Advice, verdict: Verdict) -> float:
    return sum((one.ends - one.begins) * _A_HALF_HOUR for one in advice.spells if one.verdict is verdict)


def _answer(reader: Reader, advice: Advice) -> str:
    short, helped = (_hours(advice, one) for one in (Verdict.TOO_FEW, Verdict.ENOUGH_WITH_CALLBACKS))
    if short:
        return gettext(
            "There are too few people for %(hours)s hours of the week. Begin with the first line."
        ) % {"hours": reader.number(short)}
    if helped:
        return gettext(
            "There are enough people, if callers of %(hours)s hours of the week are rung back."
        ) % {"hours": reader.number(helped)}
    return gettext("There are enough people all through the week.")


def _tone(advice: Advice) -> Tone:
    verdicts = {one.verdict for one in advice.spells}
    return next((tone for verdict, tone in _TONES.items() if verdict in verdicts), Tone.GOOD)


def _headlines(reader: Reader, advice: Advice, target: Target) -> list[Headline]:
    halves = [half for spell in advice.spells for half in spell.half_hours]
    peak = f"> {MOST_PEOPLE}" if advice.peak is None else reader.count(advice.peak)
    goal = {"share": reader.share(target.share), "within": about(target.within)}
    return [
        Headline(
            *(gettext("Needed at the peak"), peak),
            gettext("Erlang C: so many that %(share)s are answered within %(within)s, if nobody hangs up.")
            % goal,
        ),
        Headline(
            *(gettext("There at most"), reader.count(max((half.have for half in halves), default=0))),
            gettext("People on duty in a half-hour, on average, in whole people."),
        ),
        Headline(
            *(gettext("Hours with too few"), reader.number(_hours(advice, Verdict.TOO_FEW))),
            gettext("Hours of a week in which those who are there do not suffice, even with callbacks."),
            Tone.FAILED if _hours(advice, Verdict.TOO_FEW) else Tone.QUIET,
        ),
        Headline(
            *(gettext("Calls a week"), reader.count(round(sum(half.load.calls for half in halves)))),
            gettext("Callers in the queue and callbacks asked for, in a mean week."),
        ),
    ]


def _pictures(reader: Reader, advice: Advice) -> list[Picture]:
    """A chart a weekday, all over the same hours."""
    halves = [half for spell in advice.spells for half in spell.half_hours]
    if not halves:
        return []
    places = range(min(one.load.half_hour for one in halves), max(one.load.half_hour for one in halves) + 1)
    top = max(max(one.needs or 0, one.have) for one in halves)
    by_day = groupby(halves, lambda one: one.load.weekday)
    return [
        Picture(
            reader.weekdays("wide")[day],
            _picture(reader, day, {one.load.half_hour: one for one in those}, places, top),
        )
        for day, those in by_day
    ]


def _picture(reader: Reader, day: int, halves: dict[int, HalfHour], places: range, top: float) -> Markup:
    found = [halves.get(place) for place in places]
    needs = Series(gettext("needed"), Fill.QUIET, [one.needs if one and one.needs else 0 for one in found])
    have = Series(gettext("there"), Fill.PLAIN, [one.have if one else None for one in found])
    title = gettext("People needed and there: %(day)s") % {"day": reader.weekdays("wide")[day]}
    labels = [half_hour(place) for place in places]
    return columns(Columns(f"day-{day}", title, labels, [needs], counts(top), "{:g}".format, have))


def _spells(reader: Reader, advice: Advice) -> Table:
    names = [
        Column(gettext("Weekday")),
        Column(gettext("Time")),
        Column(gettext("Needs"), Kind.COUNT),
        Column(gettext("There"), Kind.COUNT),
        Column(gettext("Enough with callbacks"), Kind.COUNT),
        Column(gettext("Promise then"), Kind.SECONDS),
        Column(gettext("Verdict")),
    ]
    rows: list[list[Value]] = [
        [
            *(reader.weekdays("wide")[one.weekday], between(one.begins, one.ends)),
            *(one.needs, one.have, one.enough, seconds_of(one.promise), gettext(_VERDICTS[one.verdict])),
        ]
        for one in advice.spells
    ]
    return Table(names, rows)


def _half_hours(reader: Reader, advice: Advice) -> Table:
    names = [
        Column(gettext("Weekday")),
        Column(gettext("Half-hour")),
        Column(gettext("Calls"), Kind.NUMBER),
        Column(gettext("Handle time"), Kind.SECONDS),
        Column(gettext("Needs"), Kind.COUNT),
        Column(gettext("There"), Kind.COUNT),
        Column(gettext("Answered in time, foretold"), Kind.SHARE),
        Column(gettext("Wait, foretold"), Kind.SECONDS),
        Column(gettext("Abandoned, foretold"), Kind.SHARE),
    ]
    rows: list[list[Value]] = [
        [
            *(reader.weekdays("wide")[half.load.weekday], between(half.load.half_hour), half.load.calls),
            *(half.load.handle_s, half.needs, half.have, half.service, seconds_of(half.wait), half.abandons),
        ]
        for spell in advice.spells
        for half in spell.half_hours
    ]
    return Table(names, rows)
