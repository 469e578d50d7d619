"""Who posts the form in the attack: numbers that cost, strangers, one victim again and again; and honest people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

VICTIM = "+48509000001"  # a customer of the shop, whom somebody wants to be rung all day
_KINDS = {
    "premium": (70, ("+4870#######", "+420900######", "+420906######", "+358600######", "+358700######")),
    "shared": (40, ("+48801######", "+420811######", "+420844######")),
    "universal": (30, ("+48804######", "+35810######", "+35820######", "+35875######", "+420972######")),
    "satellite": (40, ("+8816########", "+88216#######", "+97912#######", "+87810########")),
    "foreign": (60, ("+49301#######", "+26377#######", "+3712#######", "+4475########", "+25261######")),
    "free": (20, ("+48800######", "+358800######", "+420800######")),
    "short": (20, ("+48112", "+420158", "+358112", "112", "997", "+48116111", "999")),
    "garbage": (30, ("+48", "+48########", "sip:#####@x.example", "+48#########;ext=9", "+48#########,,1", "")),
    "stranger": (150, ("+4850#######", "+4860#######", "+42060#######", "+42077#######", "+35840#######")),
    "neighbour": (39, ("+48573110###",)),
}  # fmt: skip
CALLABLE = frozenset({"stranger", "neighbour", "victim", "honest"})


@dataclass(frozen=True)
class Post:
    """One form: when (seconds from the start), what was typed, from where, and how it betrays itself, if it does."""

    at_s: float
    number: str
    kind: str
    address: str
    trick: str = ""  # honeypot, fast, unproven, replayed
    rings_in: bool = False


@dataclass
class Corpus:
    """All that is posted, in its order, and what is known of each number."""

    posts: list[Post]
    kinds: dict[str, str]
    known: list[str]
    unseen: list[str]
    addresses: int = field(default=0)

    def may_be_rung(self) -> set[str]:
        return {number for number, kind in self.kinds.items() if kind in CALLABLE}


def corpus(
    chance: random.Random, *, posts: int, addresses: int, honest: int, lasts_s: float, own: list[str]
) -> Corpus:
    """So many attackers' posts among those of so many honest people of each kind, spread over that time."""
    kinds = dict(_numbers(chance)) | dict.fromkeys(own, "own") | {VICTIM: "victim"}
    wanted = list(kinds)
    hosts = [_address(chance, place) for place in range(addresses)]
    made = [_attack(chance, wanted, kinds, hosts, lasts_s) for _ in range(posts)]
    known = [f"+48512{place:03}456" for place in range(honest)]
    unseen = [f"+48692{place:03}789" for place in range(honest)]
    for place, number in enumerate((*known, *unseen)):
        kinds[number] = "honest"
        at_s, rings_in = chance.uniform(0, lasts_s), place >= honest and place % 2 == 0
        made.append(
            Post(
                at_s,
                number,
                "honest",
                f"203.0.113.{place}" if place < 250 else f"2001:db8:a::{place}",
                rings_in=rings_in,
            )
        )
    return Corpus(sorted(made, key=lambda post: post.at_s), kinds, known, unseen, addresses)


def _attack(
    chance: random.Random, wanted: list[str], kinds: dict[str, str], hosts: list[str], lasts_s: float
) -> Post:
    number = VICTIM if chance.random() < 0.1 else chance.choice(wanted)
    trick = chance.choice(("honeypot", "fast", "unproven", "replayed")) if chance.random() < 0.1 else ""
    address = chance.choice(hosts)
    if ":" in address:  # the low half of an IPv6 address is the attacker's to choose
        address = f"{address}{chance.randrange(1, 65535):x}"
    return Post(chance.uniform(0, lasts_s), number, kinds[number], address, trick)


def _numbers(chance: random.Random) -> Iterator[tuple[str, str]]:
    for kind, (many, patterns) in _KINDS.items():
        made: set[str] = set()
        for place in range(many * 3):
            pattern = patterns[place % len(patterns)]
            made.add("".join(str(chance.randrange(10)) if sign == "#" else sign for sign in pattern))
            if len(made) == many:
                break
        yield from ((number, kind) for number in sorted(made))


def _address(chance: random.Random, place: int) -> str:
    if place % 5 == 0:
        return f"2001:db8:{place:x}:{chance.randrange(65536):x}::"
    return f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
