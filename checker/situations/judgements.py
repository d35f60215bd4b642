"""Answers to the questions that checks ask about acts: met, unsettled or not met."""

from datetime import date

from checker.duties.model import Duty, Setting
from checker.log.model import Entry
from checker.situations.model import MET, NOT_MET, UNSETTLED

YES = ("yes", "true")


class Judgements:
    """The judgement entries of a record, by the entry that they judge."""

    def __init__(self, setting: Setting) -> None:
        """Collect the answers."""
        self.setting = setting
        self._answers: dict[str, list[Entry]] = {}
        for entry in setting.record.statements.get("judgement", ()):
            self._answers.setdefault(entry.fields["of"], []).append(entry)

    def state(self, act: Entry, duty: Duty) -> str:
        """Say whether an act is met for a duty: each other party's last answer counts."""
        if duty.check.question is None:
            return MET
        given = self.given(act, duty)
        if given == {True}:
            return MET
        return NOT_MET if given == {False} else UNSETTLED

    def given(self, act: Entry, duty: Duty) -> set[bool]:
        """Give the answers that count, each once: yes, no, both or none."""
        return {entry.fields["answer"].lower() in YES for entry in self.last(act, duty).values()}

    def last(self, act: Entry, duty: Duty) -> dict[str, Entry]:
        """Give the last answer of each party but the bearer's; those along a chain of corrections count."""
        own = self.setting.plan.party_of(duty.bearer)
        found: dict[str, Entry] = {}
        for name in self.setting.record.chains.get(act.id, (act.id,)):
            for answer in self._answers.get(name, ()):
                if not self._about(answer, duty):
                    continue
                for party in answer.by_parties - {own}:
                    if party not in found or _when(found[party]) < _when(answer):
                        found[party] = answer
        return found

    def answered(self) -> set[str]:
        """Name the entries of which some answer is on record, for whichever check."""
        chains = self.setting.record.chains
        corrections = {name for name, chain in chains.items() if not chain.isdisjoint(self._answers)}
        return corrections.union(self._answers)

    def own(self, act: Entry, duty: Duty) -> bool:
        """Say whether the bearer's own party has answered, which does not count."""
        party = self.setting.plan.party_of(duty.bearer)
        names = self.setting.record.chains.get(act.id, (act.id,))
        given = (answer for name in names for answer in self._answers.get(name, ()))
        return any(party in answer.by_parties and self._about(answer, duty) for answer in given)

    def _about(self, answer: Entry, duty: Duty) -> bool:
        fields = answer.fields
        named = fields.get("obligation")
        if named is not None and not self.setting.plan.means(named, duty.check):
            return False
        return fields.get("check", duty.check.id) == duty.check.id


def _when(answer: Entry) -> tuple[date, str]:
    return answer.known_from, answer.id
