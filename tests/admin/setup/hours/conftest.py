"""The pages of the hours, with the telephone's own words, for an admin."""

import re
from dataclasses import dataclass, replace

import pytest
from flask import Flask

from admin.back_office import BackOffice
from app.rehearsing.on_demand import RehearsalOnDemand
from ivr.closed_words import closed_sentences
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import load_line


@pytest.fixture
def office(office: BackOffice) -> BackOffice:
    rehearse = RehearsalOnDemand(office.store, office.clock)
    return replace(office, when_closed=closed_sentences, rehearse=rehearse)


@dataclass
class Room:
    """The room of the hours as an admin uses it: each form carries the version that its page showed."""

    person: Person
    store: Store
    token: str

    @property
    def line(self) -> Line:
        return self.store.read(load_line)

    def opens(self, path: str = "") -> str:
        answer = self.person.opens(f"/admin/hours{path}", **{"Accept-Language": "en"})
        assert answer.status_code == 200, answer.text
        return answer.text

    def sends(self, path: str, seen: int | None = None, **form: str | list[str]) -> tuple[int, str]:
        """The status, and where it leads or what it says."""
        version = str(self.line.version if seen is None else seen)
        data = {"csrf_token": self.token, "seen": version, **form}
        answer = self.person.client.post(f"/admin/hours{path}", data=data, headers={"Accept-Language": "en"})
        return answer.status_code, answer.location or answer.text

    def words(self, path: str = "") -> str:
        """The page without its tags."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.opens(path)))


@pytest.fixture
def room(boss: Person, store: Store, app: Flask) -> Room:
    del app
    return Room(boss, store, boss.token())
