"""One try after the other: the carrier is asked, and what came of it is settled."""
