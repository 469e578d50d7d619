"""How a department shares its callers out, as its part `routing` says it."""

from ruamel.yaml.nodes import MappingNode

from admin.shop_file.parts import Fields, Part
from call_routing.sentence import sentence
from ticket_store.line import NextStep, OfferCallback, OverflowTo, Routing, Strategy, Tier

OFFER_CALLBACK = "callback"  # the word for a callback or a message


def read_routing(part: Part | None) -> Routing:
    """What is left out, or the whole part, has the defaults of the house."""
    default = Routing()
    if part is None:
        return default
    routing = part.fields(
        *("strategy", "ring_at_once", "owner_for", "deputy_for", "language_for", "tiers", "credit"),
        *("redial_within", "when_waited", "when_full", "when_nobody", "alarm_after"),
    )
    tiers = routing.get("tiers")
    return Routing(
        strategy=Strategy(routing.one_of("strategy", default.strategy, Strategy)),
        ring_at_once=routing.whole("ring_at_once", default.ring_at_once),
        owner_for=routing.duration("owner_for", default.owner_for),
        deputy_for=routing.duration("deputy_for", default.deputy_for),
        language_for=routing.duration("language_for", default.language_for),
        tiers=tuple(_tier(one) for one in tiers.items()) if tiers else default.tiers,
        credit=routing.duration("credit", default.credit),
        redial_within=routing.duration("redial_within", default.redial_within),
        when_waited=_next_step(routing, "when_waited"),
        when_full=_next_step(routing, "when_full"),
        when_nobody=_next_step(routing, "when_nobody"),
        alarm_after=routing.duration("alarm_after", default.alarm_after),
    )


def _tier(part: Part) -> Tier:
    tier = part.fields("skill", "after", needed=("skill",))
    return Tier(tier.whole("skill", 1), tier.duration("after", Tier.after))


def _next_step(routing: Fields, name: str) -> NextStep:
    """`callback`, or the department to go on to."""
    part = routing.get(name)
    if part is None:
        return OfferCallback()
    if isinstance(part.node, MappingNode):
        onward = part.fields("department", needed=("department",)).get("department")
        return OverflowTo(onward.text()) if onward else OfferCallback()
    if part.text() != OFFER_CALLBACK:
        part.book.unread(
            part.path,
            sentence('"%(text)s" is no next step. Write callback or {department: x}.', text=part.text()),
        )
    return OfferCallback()
