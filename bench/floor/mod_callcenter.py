"""FreeSWITCH's mod_callcenter, re-implemented from what it publishes; no line of it is copied.

Sources: conf/vanilla/autoload_configs/callcenter.conf.xml and the module's documentation (signalwire/freeswitch).
Settings: strategy longest-idle-agent, time-base-score queue, one tier (tier-rules-apply=false), the sample's
leg_timeout 10 s, max-no-answer 3 then On Break, reject-delay 10 s, busy-delay 60 s; no-answer-delay 0 as in the
sample, abandoned-resume-allowed=false.
"""
# ruff: noqa: ARG002 - the engine asks every rule set alike, whether or not it wants to know everything

from bench.floor.engine import Floor
from bench.floor.people import Agent, Person
from bench.floor.rivals import Rival

_MAX_NO_ANSWER = 3
_REJECT_S = 10.0


class ModCallcenter(Rival):
    """Order of callers: seconds waited + base score + skill score, over all queues; agents: longest idle."""

    source = "mod_callcenter: signalwire/freeswitch conf/vanilla/autoload_configs/callcenter.conf.xml"

    ring_s = 10.0

    def missed(self, floor: Floor, person: Person, agent: Agent, cause: str) -> bool:
        """Each cause has its delay; too many rings without an answer put the agent On Break."""
        if cause == "declined":
            agent.not_before = floor.now + _REJECT_S
            return False
        agent.misses += 1
        if agent.misses < _MAX_NO_ANSWER:
            return False
        agent.misses = 0
        return True
