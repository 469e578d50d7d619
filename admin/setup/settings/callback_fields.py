"""The settings of callbacks for the whole shop: switches, limits of the dial gate, half hours on offer."""

from admin.languages import N_
from admin.setup.settings.fields import Group, Kind, Setting

_GATE, _SLOTS = "rules.md#dial-gate", "rules.md#slots"

CALLBACKS: tuple[Group, ...] = (
    Group(
        N_("Switches"),
        (
            Setting(("accept",), Kind.SWITCH, N_("Off: nobody is promised a callback any more.")),
            Setting(("dial",), Kind.SWITCH, N_("Off: nobody is rung; what was promised is moved, and told.")),
            Setting(
                ("texts",),
                Kind.SWITCH,
                N_("The promise is texted, too, where the number can read it."),
                rule="rules.md#notices",
            ),
        ),
    ),
    Group(
        N_("Limits"),
        (
            Setting(
                ("countries",),
                Kind.LIST,
                N_("Customers in these countries are rung back. Empty: the shop's own country."),
            ),
            Setting(
                ("per_number_per_day",),
                Kind.WHOLE,
                N_("How often one number may ask on one day."),
                N_("requests"),
            ),
            Setting(("attempts_apart",), Kind.DURATION, N_("One number is not dialled again sooner.")),
            Setting(("dials_per_day",), Kind.WHOLE, N_("We dial no more on one day."), N_("dials")),
            Setting(
                ("spend_per_day",),
                Kind.MONEY,
                N_("We spend no more on one day. Empty: 20 EUR."),
                rule="rules.md#money",
            ),
            Setting(("longest_talk",), Kind.DURATION, N_("Then the carrier ends a call that we dialled.")),
            Setting(
                ("unverified_share",),
                Kind.SHARE,
                N_("How many of a day's dials may go to numbers that nobody has proven."),
                rule="rules.md#proven-numbers",
            ),
            Setting(
                ("prices",),
                Kind.PRICES,
                N_("Cents a minute by the beginning of the number, one on each line, like +48 4."),
                rule="rules.md#money",
            ),
        ),
        N_("What one person, one prank or one mistake can cost at most."),
        _GATE,
    ),
    Group(
        N_("The form on your pages"),
        (
            Setting(
                ("per_address_per_hour",), Kind.WHOLE, N_("From one address of the internet."), N_("forms")
            ),
            Setting(
                ("per_address_per_day",), Kind.WHOLE, N_("From one address of the internet."), N_("forms")
            ),
            Setting(
                ("per_prefix_per_hour",),
                Kind.WHOLE,
                N_("For numbers that differ in the last four digits only."),
                N_("forms"),
            ),
            Setting(
                ("web_per_hour",), Kind.WHOLE, N_("For numbers that never called the shop."), N_("forms")
            ),
        ),
        rule=_GATE,
    ),
    Group(
        N_("Half hours on offer"),
        (
            Setting(
                ("slots", "earliest"),
                Kind.TIME,
                N_("Nobody is rung before, whatever the opening hours say."),
                rule="rules.md#dial-hours",
            ),
            Setting(
                ("slots", "latest"),
                Kind.TIME,
                N_("Nor from then on. 24:00 is the end of the day."),
                rule="rules.md#dial-hours",
            ),
            Setting(("slots", "after_work"), Kind.TIME, N_("One key asks for a callback after this time.")),
            Setting(
                ("slots", "capacity"),
                Kind.SHARE,
                N_("How much of what those on duty could handle is promised."),
            ),
            Setting(("slots", "peaks"), Kind.LIST, N_("When many ring, like 08:00-10:00, 16:00-20:00.")),
            Setting(("slots", "in_peaks"), Kind.SHARE, N_("How much of the capacity is promised in a peak.")),
            Setting(
                ("slots", "days"),
                Kind.WHOLE,
                N_("How many opening days are on offer, today included."),
                N_("days"),
            ),
            Setting(
                ("slots", "max_pending"),
                Kind.WHOLE,
                N_("A department promises no more for today. Empty: twice what fits into the rest of it."),
                N_("callbacks"),
            ),
            Setting(
                ("slots", "max_expected"),
                Kind.DURATION,
                N_("A longer wait becomes a half hour of the next day."),
            ),
        ),
        rule=_SLOTS,
    ),
)
