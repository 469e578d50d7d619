"""All measures by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from bench.figures import Figure

Run = Callable[..., list[Figure]]  # (database, *, small)
BOTH = ("sqlite", "postgresql")
NONE = ("none",)


@dataclass(frozen=True)
class Measure:
    """`module:function` that takes a database's name and `small`, and the databases it makes sense on."""

    name: str
    goals: str
    says: str
    target: str
    databases: Sequence[str] = BOTH

    def run(self, database: str, *, small: bool) -> list[Figure]:
        module, _, function = self.target.partition(":")
        measure: Run = getattr(import_module(f"bench.{module}"), function)
        return measure(database, small=small)


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("webhooks", "1, 2", "rate and CPU of a whole inbound call / a Flask no-op", "webhooks:webhooks"),
        Measure(
            "webhooks-sqlite", "3", "the same on SQLite as shipped: rate and p99", "webhooks:webhooks_sqlite",
            ("sqlite",),
        ),
        Measure("peers", "4", "the same work, done as others do it", "peer_runs:peers"),
        Measure("calls-at-once", "5", "calls alive at once, a webhook each 5 s", "calls_at_once:calls_at_once"),
        Measure("grown-store", "7", "a webhook at 1,000,000 stored calls / at none", "grown_store:grown_store"),
        Measure("agent-choice", "8", "finding and holding one of 10,000 agents / of 10", "agent_choice:agent_choice"),
        Measure(
            "heatmap", "9", "the heatmap and the service level of a million calls", "heatmap:heatmap_of_a_year",
        ),
        Measure(
            "callback-drain", "10", "due callbacks carried out / a bare RQ worker on no-ops",
            "callback_drain:callback_drain",
        ),
        Measure("ring-delay", "11", "caller queued to agent's leg requested", "ring_delay:ring_delay"),
        Measure(
            "signature-and-twiml", "14", "signature check and static menu / twilio's own",
            "signature_and_twiml:signature_and_twiml", NONE,
        ),
        Measure("pages", "15", "every page at 1,000,000 calls: server, first paint, weight", "pages:pages"),
        Measure("simulated-call", "16", "CPU of a whole simulated call", "simulated_call:simulated_call"),
        Measure("floor", "B", "days on the floor: our rules beside those of others", "floor.run:floor", NONE),
        Measure("demo-start", "16", "from `hotline demo` to the dial tone", "demo_start:demo_start", NONE),
    )
}  # fmt: skip
