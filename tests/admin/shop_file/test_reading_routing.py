"""How a department shares its callers out, as a file says it."""

from datetime import timedelta

from admin.shop_file.commands import read_checked
from admin.shop_file.reading import read_shop_file
from ticket_store.line import OfferCallback, OverflowTo, Routing, Strategy, Tier

WHOLE = """\
    routing:
      strategy: ring_several
      ring_at_once: 4
      owner_for: 30 s
      deputy_for: 15 s
      language_for: 1 min
      tiers: [{skill: 3}, {skill: 1, after: 30 s}]
      credit: 5 min
      redial_within: 20 min
      when_waited: callback
      when_full: {department: repairs}
      when_nobody: {department: repairs}
      alarm_after: 10 min
"""


def test_every_setting_is_read(good: str) -> None:
    line, faults = read_checked(good.replace("    ring_timeout: 20 s\n", WHOLE))
    assert faults == ()
    assert line is not None
    assert line.departments["sales"].routing == Routing(
        strategy=Strategy.RING_SEVERAL,
        ring_at_once=4,
        owner_for=timedelta(seconds=30),
        deputy_for=timedelta(seconds=15),
        language_for=timedelta(minutes=1),
        tiers=(Tier(3), Tier(1, timedelta(seconds=30))),
        credit=timedelta(minutes=5),
        redial_within=timedelta(minutes=20),
        when_waited=OfferCallback(),
        when_full=OverflowTo("repairs"),
        when_nobody=OverflowTo("repairs"),
        alarm_after=timedelta(minutes=10),
    )


def test_a_file_without_routing_means_the_defaults_of_the_house(good: str) -> None:
    line = read_shop_file(good).line
    assert line is not None
    assert line.departments["sales"].routing == Routing()
    assert (line.shop.alarm_by, line.agents[0].deputy) == ("call", None)


def test_what_a_routing_leaves_out_has_its_default(good: str) -> None:
    line = read_shop_file(good.replace("    ring_timeout: 20 s\n", "    routing: {owner_for: 5 s}\n")).line
    assert line is not None
    assert line.departments["sales"].routing == Routing(owner_for=timedelta(seconds=5))


def test_a_deputy_and_an_alarm_by_text_are_read(good: str) -> None:
    text = good.replace("rings: browser", "deputy: Adam@Lumi.example")
    line = read_shop_file(text.replace("  retention", "  alarm_by: text\n  retention")).line
    assert line is not None
    assert (line.shop.alarm_by, line.agents[0].deputy) == ("text", "adam@lumi.example")
