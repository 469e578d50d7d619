"""Goal 4: the same signed calls, answered by us and as others do it, in one run under one server."""

from contextlib import ExitStack
from statistics import median

from bench.figures import Figure, Goal, shown
from bench.ground import ground
from bench.replayed_call import Caller
from bench.servers import serving_app
from bench.webhooks import Round, under_load

PHONE_TREE = Goal(
    4,
    "our rate / re-implementation of ivr-phone-tree-python (stores nothing)",
    "",
    1.0,
    1.3,
    more_is_better=True,
)
OBVIOUS = Goal(
    4, "our rate / the obvious way (ORM, RequestValidator, twilio.twiml)", "1", 1.5, 2.0, more_is_better=True
)
_PEERS = (
    (PHONE_TREE, "bench.peers.phone_tree:application"),
    (OBVIOUS, "bench.peers.obvious_way:application"),
)


def peers(database: str, *, small: bool) -> list[Figure]:
    """One figure a peer; each load is the same as ours."""
    rounds, calls = (2, 30) if small else (5, 300)
    caller = Caller(seed=17)
    with ExitStack() as until_the_end:
        made = until_the_end.enter_context(ground(database))
        targets = ("app.wsgi:application", *(target for _, target in _PEERS))
        servers = []
        for target in targets:
            one = serving_app(target, made.workers, made.environment, asked="/ivr/status")
            servers.append(until_the_end.enter_context(one))
        for server in servers:
            under_load(server, caller.calls(calls // 2), strict=server is servers[0])
        results: list[list[Round]] = [
            [under_load(server, caller.calls(calls), strict=server is servers[0]) for server in servers]
            for _ in range(rounds)
        ]
    failed = sum(len(one.run.failures) for round_ in results for one in round_)
    method = (
        f"medians of {rounds} interleaved rounds of {calls} calls over 16 connections, {made.workers} process(es) "
        f"each; the peer is re-implemented in bench/peers, not its own code; {failed} errors, all of peers"
    )
    return [
        _figure(goal, database, [(one[0].rate, one[place].rate) for one in results], method)
        for place, (goal, _) in enumerate(_PEERS, start=1)
    ]


def _figure(goal: Goal, database: str, pairs: list[tuple[float, float]], method: str) -> Figure:
    ratio = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    return Figure(goal, database, ratio, f"{shown(ours)} webhooks/s", f"{shown(theirs)} webhooks/s", method)
