"""A customer texts us: a wish for a call becomes a promise, all else is kept and answered honestly."""

from tests.stories.world import CZECH, DIRECT, MAIN, World

ANNA = "anna@sowa.example"


def texts(shop: World, body: str, to: str = MAIN, number: str = "+48501234567") -> list[str]:
    """What we have written to this customer once the text was taken."""
    before = len(shop.customer(number).texts)
    shop.customer(number).text(to, body)
    shop.clock.advance(3)
    return [text.body for text in shop.customer(number).texts[before:]]


def has_called(shop: World, number: str = "+48501234567") -> None:
    shop.customer(number).dial(MAIN)
    shop.clock.advance(3)
    shop.customer(number).hang_up()
    shop.clock.advance(3)


def test_a_text_that_asks_for_a_call_is_answered_with_the_promise_once(shop: World) -> None:
    shop.comes_on(ANNA)
    has_called(shop)
    (said,) = texts(shop, "Oddzwońcie proszę", DIRECT)
    assert said.startswith("Sowa: oddzwonimy dziś")
    assert "ANULUJ" in said
    callback = shop.only("callback")
    assert (callback.asked_through, callback.verified, callback.department_key) == (
        "text",
        True,
        "complaints",
    )
    assert callback.language == "pl"
    assert shop.only("promise").told_at is not None
    shop.nothing_wrong()


def test_the_customers_own_words_put_it_off_and_cancel_it(shop: World) -> None:
    shop.comes_on(ANNA)
    has_called(shop, "+420601234567")
    assert texts(shop, "Zavolejte mi", CZECH, "+420601234567")[0].startswith("Sowa: zavoláme vám dnes")
    first = shop.only("callback").promised_from
    (later,) = texts(shop, "později", CZECH, "+420601234567")
    assert later.startswith("Sowa: zavoláme vám")
    assert shop.only("callback").promised_from > first
    (said,) = texts(shop, "ZRUŠIT", CZECH, "+420601234567")
    assert said.startswith("Sowa: dobře, nezavoláme")
    assert shop.only("callback").status == "cancelled"
    assert shop.rows("promise")[-1].state == "withdrawn"
    (said,) = texts(shop, "zrušit", CZECH, "+420601234567")
    assert "žádnou žádost" in said
    shop.nothing_wrong()


def test_the_carriers_own_word_is_left_to_the_carrier_and_cancels(shop: World) -> None:
    shop.comes_on(ANNA)
    has_called(shop)
    texts(shop, "oddzwon")
    assert texts(shop, "STOP") == []
    assert shop.only("callback").status == "cancelled"


def test_every_other_text_is_kept_with_the_case_and_answered_once_a_day(shop: World) -> None:
    (said,) = texts(shop, "Gdzie jest <b>paczka</b>?")
    assert "wiadomość jest zapisana" in said
    assert texts(shop, "Halo?") == []
    kept = shop.rows("text_message")
    assert [row.body for row in kept] == ["Gdzie jest <b>paczka</b>?", "Halo?"]
    assert {row.ticket_id for row in kept} == {shop.only("ticket").id}
    shop.clock.advance(60)
    assert shop.rows("callback") == []


def test_a_number_that_has_never_called_is_promised_to_without_proof(shop: World) -> None:
    shop.comes_on(ANNA)
    texts(shop, "call me")
    assert shop.only("callback").verified is False
    assert shop.only("callback").language == "en"


def test_an_agents_phone_is_no_customers(shop: World) -> None:
    assert texts(shop, "call me", number="+48600000001") == []
    assert shop.rows("callback") == []


def test_a_talk_under_way_is_not_said_to_be_cancelled(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    has_called(shop)
    texts(shop, "oddzwon")
    anna.answer_after(2)
    shop.customer().answer_after(2, then_press="1")
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=600)
    (said,) = texts(shop, "ANULUJ")
    assert "nie mamy zapisanej prośby" in said
    assert shop.only("callback").status == "talking"
