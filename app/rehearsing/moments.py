"""A rehearsed call as bubbles: what the caller heard and did, what the agents' phones did, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from admin.rehearse import Moment, Voice
from app.phone_simulator.model import TimelineEntry
from app.rehearsing.acting import Actor, is_music
from app.rehearsing.stage import Told
from call_routing.because import Because, Rule
from ticket_store.line import Line
from ticket_store.scratch.traces import OfferTrace

_NOT_TAKEN = frozenset({"declined", "no_answer", "busy", "unreachable", "voicemail"})
_KEPT_FOR = {"talked": "left", "dropped": "left", "transferred": "left"}


def moments_of(actor: Actor, offers: Sequence[OfferTrace]) -> tuple[Moment, ...]:
    """All of them in order; of several at one instant, what the caller heard comes before what agents did."""
    timeline = actor.call.timeline
    heard = [(number, _bubble(entry)) for number, entry in enumerate(timeline)]
    said = [(number, one) for number, one in heard if one is not None]
    explained = _explained(said, actor.stage.told)
    if actor.is_over and timeline:
        explained.append(Moment(timeline[-1].at, Voice.END, "ended"))
    ordered = sorted([*explained, *_silent(actor), *_of_agents(actor, offers)], key=lambda one: one.at)
    return tuple(_joined(ordered))


def _bubble(entry: TimelineEntry) -> Moment | None:
    """What is worth a bubble; a silent caller and the inner workings of the carrier are told apart."""
    match entry.event:
        case "Say":
            return Moment(entry.at, Voice.LINE, "said", entry.detail, entry.language)
        case "Play" if is_music(entry):
            return Moment(entry.at, Voice.LINE, "music")
        case "Play":
            return Moment(entry.at, Voice.LINE, "played", entry.detail)
        case "Record":
            return Moment(entry.at, Voice.LINE, "tone")
        case "key":
            return Moment(entry.at, Voice.CALLER, "key", entry.detail)
        case "speech":
            return Moment(entry.at, Voice.CALLER, "spoke", entry.detail)
        case "hung up":
            return Moment(entry.at, Voice.CALLER, "hung_up")
        case _:
            return None


def _explained(said: Sequence[tuple[int, Moment]], told: Iterable[Told]) -> list[Moment]:
    """Each decision stands at the first thing heard after it, else at the last before."""
    why: dict[int, tuple[Because, ...]] = {}
    for one in told:
        after = (
            place
            for place, (number, moment) in enumerate(said)
            if number >= one.noted and moment.voice is Voice.LINE
        )
        place = next(after, len(said) - 1)
        why[place] = (*why.get(place, ()), *one.because)
    return [replace(moment, because=why.get(place, ())) for place, (_, moment) in enumerate(said)]


def _silent(actor: Actor) -> Iterator[Moment]:
    for begins, lasted in actor.silences:
        yield Moment(begins, Voice.CALLER, "silent", str(round(lasted.total_seconds())))


def _joined(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Keys that were pressed in one breath are one bubble, and music is heard once, however often it begins anew."""
    kept: Moment | None = None
    for one in moments:
        if kept is not None and kept.what == one.what == "music" and not one.because:
            continue
        if kept is not None and kept.what == one.what == "key" and kept.at == one.at:
            kept = replace(kept, text=kept.text + one.text)
            continue
        if kept is not None:
            yield kept
        kept = one
    if kept is not None:
        yield kept


def _of_agents(actor: Actor, offers: Sequence[OfferTrace]) -> Iterator[Moment]:
    """Their phones as the leases tell, and what was said to them."""
    for offer in offers:
        why = _why(actor.stage.line, offer)
        yield Moment(offer.rang_at, Voice.AGENT, "rings", agent=offer.email, because=(why,))
        if offer.accepted_at is not None:
            yield Moment(offer.accepted_at, Voice.AGENT, "talks", agent=offer.email)
        if offer.released_at is not None and offer.cause in {*_NOT_TAKEN, *_KEPT_FOR}:
            what = _KEPT_FOR.get(offer.cause, offer.cause)
            yield Moment(offer.released_at, Voice.AGENT, what, agent=offer.email)
        for sid in offer.leg_sids:
            yield from _told_to_agent(offer.email, actor.stage.carrier.calls[sid].timeline)


def _told_to_agent(email: str, timeline: Sequence[TimelineEntry]) -> Iterator[Moment]:
    """What an agent hears before the talk; said again and again until they choose, shown once."""
    heard: set[str] = set()
    for entry in timeline:
        if entry.event == "Say" and entry.detail not in heard:
            heard.add(entry.detail)
            yield Moment(entry.at, Voice.AGENT, "hears", entry.detail, entry.language, agent=email)


def _why(line: Line, offer: OfferTrace) -> Because:
    facts = {"agent": offer.email, "department": offer.department_key}
    if offer.owned:
        return Because(Rule.AGENT_OWNER, facts)
    department = line.departments.get(offer.department_key)
    strategy = department.routing.strategy.value if department else None
    return Because(Rule.AGENT_CHOSEN, {**facts, "strategy": strategy})
