"""The parts of a line as rows and back; each pair of functions is the other's inverse."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ticket_store.callback_values import limits_json, limits_of, policy_json, policy_of
from ticket_store.line import (
    AgentSetup,
    Closure,
    Department,
    Did,
    ManualClose,
    NextStep,
    OfferCallback,
    OverflowTo,
    Routing,
    ServiceLevel,
    Shop,
    Strategy,
    Tier,
)
from ticket_store.reporting.formulas import ServiceFormula

Row = dict[str, Any]


def shop_row(shop: Shop) -> Row:
    """Everything but the version, which counts changes."""
    return {
        "id": 1,
        "name": shop.name,
        "country": shop.country,
        "timezone": shop.timezone,
        "languages": list(shop.languages),
        "caller_id": shop.caller_id,
        "alarm_number": shop.alarm_number,
        "alarm_by": shop.alarm_by,
        "second_factor": shop.second_factor,
        "short_abandon_s": seconds(shop.short_abandon),
        "service_formula": shop.service_formula.value,
        "retention": {what: seconds(kept) for what, kept in shop.retention.items()},
        "callbacks": limits_json(shop.callbacks),
    }


def shop_of(row: Mapping[str, Any]) -> Shop:
    return Shop(
        name=row["name"],
        country=row["country"],
        timezone=row["timezone"],
        languages=tuple(row["languages"]),
        caller_id=row["caller_id"],
        alarm_number=row["alarm_number"],
        alarm_by=row["alarm_by"],
        second_factor=row["second_factor"],
        short_abandon=timedelta(seconds=row["short_abandon_s"]),
        service_formula=ServiceFormula(row["service_formula"]),
        retention={what: timedelta(seconds=kept) for what, kept in row["retention"].items()},
        callbacks=limits_of(row["callbacks"]),
    )


def department_row(department: Department) -> Row:
    """Without the manual close: that is a person's word of today, not a setting."""
    return {
        "key": department.key,
        "position": department.position,
        "name": dict(department.name),
        "hours_key": department.hours_key,
        "ring_timeout_s": seconds(department.ring_timeout),
        "wrap_up_s": seconds(department.wrap_up),
        "max_wait_s": seconds(department.max_wait),
        "max_callers": department.max_callers,
        "service_level_share": department.service_level.share,
        "service_level_within_s": seconds(department.service_level.within),
        "callback": policy_json(department.callback),
        "dispositions": list(department.dispositions),
        "routing": routing_json(department.routing),
    }


def department_of(row: Mapping[str, Any]) -> Department:
    return Department(
        key=row["key"],
        name=row["name"],
        hours_key=row["hours_key"],
        position=row["position"],
        ring_timeout=timedelta(seconds=row["ring_timeout_s"]),
        wrap_up=timedelta(seconds=row["wrap_up_s"]),
        max_wait=timedelta(seconds=row["max_wait_s"]),
        max_callers=row["max_callers"],
        service_level=ServiceLevel(
            row["service_level_share"], timedelta(seconds=row["service_level_within_s"])
        ),
        callback=policy_of(row["callback"]),
        dispositions=tuple(row["dispositions"]),
        routing=routing_of(row["routing"]),
        manual_close=_manual_close_of(row),
    )


def did_row(did: Did) -> Row:
    return {
        "number": did.number,
        "position": did.position,
        "language": did.language,
        "brand": did.brand,
        "menu_key": did.menu_key,
        "department_key": did.department_key,
    }


def did_of(row: Mapping[str, Any]) -> Did:
    return Did(**{name: row[name] for name in Did.__dataclass_fields__})


def closure_row(closure: Closure) -> Row:
    """Without an id: a closure is known by its hours, start and end."""
    return {
        "hours_key": closure.hours_key,
        "starts_at": closure.starts_at,
        "ends_at": closure.ends_at,
        "reason": dict(closure.reason),
        "yearly": closure.yearly,
    }


def closure_of(row: Mapping[str, Any]) -> Closure:
    return Closure(row["hours_key"], row["starts_at"], row["ends_at"], row["reason"], row["yearly"])


def agent_row(agent: AgentSetup) -> Row:
    """What the shop sets; departments with skills are rows of their own."""
    return {
        "email": agent.email.lower(),
        "name": agent.name,
        "roles": list(agent.roles),
        "languages": list(agent.languages),
        "rings": agent.rings,
        "deputy": agent.deputy.lower() if agent.deputy else None,
        "supervises": list(agent.supervises) or None,
        "active": True,
    }


def agent_of(row: Mapping[str, Any], skills: Mapping[str, int]) -> AgentSetup:
    return AgentSetup(
        email=row["email"],
        name=row["name"],
        roles=tuple(row["roles"]),
        departments=skills,
        languages=tuple(row["languages"]),
        rings=row["rings"],
        deputy=row["deputy"],
        supervises=tuple(row["supervises"] or ()),
    )


def seconds(duration: timedelta) -> int:
    """Whole seconds; the line knows no shorter time."""
    return int(duration.total_seconds())


_DURATIONS = ("owner_for", "deputy_for", "language_for", "credit", "redial_within", "alarm_after")
_NEXT_STEPS = ("when_waited", "when_full", "when_nobody")


def routing_json(routing: Routing) -> Row:
    return {
        "strategy": routing.strategy.value,
        "ring_at_once": routing.ring_at_once,
        "tiers": [{"skill": tier.skill, "after_s": seconds(tier.after)} for tier in routing.tiers],
        **{f"{name}_s": seconds(getattr(routing, name)) for name in _DURATIONS},
        **{name: _next_step_json(getattr(routing, name)) for name in _NEXT_STEPS},
    }


def routing_of(body: Mapping[str, Any] | None) -> Routing:
    """A row without any, as it was before there were such settings, has the defaults of the house."""
    if not body:
        return Routing()
    rest: Row = {name: timedelta(seconds=body[f"{name}_s"]) for name in _DURATIONS}
    rest |= {name: _next_step_of(body[name]) for name in _NEXT_STEPS}
    return Routing(
        strategy=Strategy(body["strategy"]),
        ring_at_once=body["ring_at_once"],
        tiers=tuple(Tier(tier["skill"], timedelta(seconds=tier["after_s"])) for tier in body["tiers"]),
        **rest,
    )


def _next_step_json(step: NextStep) -> Row:
    return {"department": step.department_key} if isinstance(step, OverflowTo) else {}


def _next_step_of(body: Mapping[str, Any]) -> NextStep:
    return OverflowTo(body["department"]) if body else OfferCallback()


def _manual_close_of(row: Mapping[str, Any]) -> ManualClose | None:
    if row["closed_since_at"] is None:
        return None
    return ManualClose(row["closed_since_at"], row["closed_until_at"], row["closed_reason"])
