"""Every webhook of a finished call, sent again by somebody who listened in: nothing changes but the log."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.stories.test_any_order import STORIES
from tests.stories.world import World
from ticket_store.schema import metadata

LOGGED = {"event"}


def everything(shop: World) -> dict[str, list[Any]]:
    return {name: shop.rows(name) for name in metadata.tables if name not in LOGGED}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_replay_of_a_finished_call_changes_nothing(shop: World, story: Callable[[World], None]) -> None:
    story(shop)
    shop.clock.advance(90)
    assert {row.status for row in shop.rows("call")} == {"ended"}
    before = everything(shop)
    client, heard = shop.app.test_client(), list(shop.carrier.webhooks)
    assert len(heard) > 4
    for order in (heard, heard[::-1]):
        for webhook in order:
            parts = urlsplit(webhook.url)
            answer = client.open(
                f"{parts.path}?{parts.query}" if parts.query else parts.path,
                method=webhook.method,
                data=webhook.params if webhook.method == "POST" else None,
                headers={"X-Twilio-Signature": webhook.headers["X-Twilio-Signature"]},
            )
            assert answer.status_code == 200, webhook.url
            assert "Dial" not in answer.text, webhook.url
    after = everything(shop)
    assert {name: after[name] for name in after if after[name] != before[name]} == {}
