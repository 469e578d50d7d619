"""What `hotline demo` prints: where to go, and as whom."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticket_store.line import AgentSetup, Line


@dataclass(frozen=True)
class Screen:
    web_url: str
    carrier_url: str
    password: str
    logs: Path
    line: "Line"

    def ready(self, took_s: float) -> str:
        people = "\n".join(f"    {agent.email:<22}{_does(agent)}" for agent in self.line.agents)
        return f"""
  {self.line.shop.name} takes calls ({took_s:.1f} s).

    Telephones     {self.carrier_url}/   start here: dial the shop, press keys, answer as an agent
    Agents' desk   {self.web_url}/desk
    Panel          {self.web_url}/admin

  Sign in with the password {self.password} as

{people}

  Logs: {self.logs}. Ctrl-C stops everything; the next start begins anew.

"""

    def not_ready(self) -> str:
        return f"The web process does not answer. Look at {self.logs / 'web.log'}.\n"


def _does(agent: "AgentSetup") -> str:
    if not agent.departments:
        return ", ".join(agent.roles)
    above = [role for role in agent.roles if role != "agent"]
    return ", ".join([*above, *agent.departments])
