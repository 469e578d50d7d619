"""Where a caller is survives the way through the store."""

import json

import pytest

from call_routing.menu_walk import Place
from call_routing.queue.recognition import KeptPlace, OwnCase
from ivr.places import (
    AskedOwner,
    ChoosingTime,
    ConfirmingNumber,
    InMenu,
    LeavingMessage,
    Offered,
    Promised,
    Told,
    ToldIncident,
    ToldPromise,
    TypingNumber,
    Whereabouts,
    as_walk,
    whereabouts,
)


@pytest.mark.parametrize(
    "where",
    [
        InMenu(Place("orders", "main", no_input=1, no_match=2, steps=7)),
        InMenu(Place("main", "main"), KeptPlace("call1", "complaints")),
        InMenu(Place("main", "main"), OwnCase("complaints", None)),
        ToldIncident("incident1", menu_key="main"),
        ToldIncident("incident1", department_key="orders", thread=OwnCase("orders", "Anna")),
        AskedOwner("Anna"),
        Offered("closed", tried=1),
        TypingNumber(tried=2),
        ConfirmingNumber("+48501234567"),
        ConfirmingNumber("+48501234567", callback_id="cb1", typed=1),
        ToldPromise("cb1", tried=1),
        Promised("cb1", "number_refused"),
        ChoosingTime("cb1", ("soonest", "slot 2026-03-03T12:30:00+00:00")),
        LeavingMessage(),
        Told("promised", "cb1"),
        Told("thanks"),
    ],
)
def test_every_place_comes_back_as_it_was_stored(where: Whereabouts) -> None:
    assert whereabouts(json.loads(json.dumps(as_walk(where)))) == where


@pytest.mark.parametrize("walk", [None, {}])
def test_a_call_that_was_never_anywhere_is_nowhere(walk: dict[str, str] | None) -> None:
    assert whereabouts(walk) is None
