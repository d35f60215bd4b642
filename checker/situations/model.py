"""Acts as a duty sees them."""

from checker.frozen import NamedTuple
from checker.log.model import Entry

MET, UNSETTLED, NOT_MET = "met", "unsettled", "not_met"


class Act(NamedTuple):
    """An activity that may discharge one duty.

    `state` says whether its judgement is met, unsettled or not met; `in_window` and `since_opening` whether
    it lies there certainly and possibly, the latter up to the last day on which it would count as late.
    """

    entry: Entry
    state: str
    in_window: tuple[bool, bool]
    since_opening: tuple[bool, bool]

    def counts(self, *, unsettled: bool) -> bool:
        """Whether it counts, if `unsettled` acts do."""
        return self.state == MET or (unsettled and self.state == UNSETTLED)
