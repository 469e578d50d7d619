"""One webhook being answered: what was heard, and what the answer may be made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from call_routing.addresses import Addresses
from call_routing.because import Because
from ivr.hook import Hook
from ivr.speech import Phrase, own_phrase, phrase, voice_for
from ivr.twiml import Play, Say, Verb
from ticket_store.engine import Transaction
from ticket_store.line import Line, Menu, Spoken, Words, nearest

Verbs = tuple[Verb, ...]


class Tongue:
    """The line speaking one language: prompts as the shop set them, or our own sentences.

    Where the shop has no text in this language, its first language speaks, in that one's voice.
    """

    def __init__(self, line: Line, language: str) -> None:
        self._line = line
        self.language = language
        self._order = (language, *line.shop.languages)
        self.zone = zone(line.shop.timezone)

    def say(self, sentence: Phrase, /, **values: str | int) -> Say | Play:
        """One of our sentences, or what the shop has put in its place."""
        own = self._line.prompts.get((sentence.value, self.language))
        if own is not None and own.audio:
            return Play(own.audio)
        if own is not None and own.text:
            return self.text(own_phrase(self.language, own.text, **values))
        return self.text(phrase(self._order, sentence, **values))

    def text(self, text: str) -> Say:
        voice = voice_for(self._order)
        return Say(text, language=voice.language, voice=voice.name)

    def spoken(self, said: Mapping[str, Spoken]) -> Say | Play | None:
        """A text or audio file of the shop's, in this language or the first that has one."""
        for language in self._order:
            found = said.get(language)
            if found is not None and found.audio:
                return Play(found.audio)
            if found is not None and found.text:
                voice = voice_for(language)
                return Say(found.text, language=voice.language, voice=voice.name)
        return None

    def word(self, words: Words) -> str:
        """A name of the shop's in this language, or the nearest there is."""
        return nearest(words, self._order)

    def department(self, key: str) -> str:
        return self.word(self._line.departments[key].name) or key

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


@dataclass(slots=True)
class Turn:
    """One webhook under way, inside its transaction. `because` gathers what decided, where somebody listens."""

    tx: Transaction
    now: datetime
    hook: Hook
    line: Line
    addresses: Addresses
    because: list[Because] | None = field(default=None, kw_only=True)

    @property
    def silence(self) -> timedelta:
        """How long a call may be silent before the sweeper asks the carrier."""
        return timedelta(minutes=5)

    def tongue(self, language: str) -> Tongue:
        return Tongue(self.line, language)

    @property
    def default_department(self) -> str:
        """Where a caller goes whom no menu leads anywhere."""
        return next(iter(self.line.departments))


@dataclass(slots=True)
class CallTurn(Turn):
    """A turn on a customer's own leg, with the menus of the version that the call began with.

    `changes` of the call are written together with the answer.
    """

    menus: Mapping[str, Menu]
    changes: dict[str, Any] = field(default_factory=dict)


zone = lru_cache(maxsize=32)(ZoneInfo)
