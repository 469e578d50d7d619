"""What `hotline demo` prints: where to go, and as whom."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from app.demo_stage import Stage
    from ticket_store.line import AgentSetup


@dataclass(frozen=True)
class Screen:
    web_url: str
    carrier_url: str
    password: str
    logs: Path
    stage: "Stage"

    def ready(self, took_s: float) -> str:
        line = self.stage.line
        people = "\n".join(f"    {agent.email:<22}{_does(agent)}" for agent in line.agents)
        clock = self.stage.starts_at.astimezone(ZoneInfo(line.shop.timezone))
        return f"""
  {line.shop.name} takes calls ({took_s:.1f} s). Its clock shows {clock:%A %H:%M}; the telephones' page moves it.

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
