"""The two kinds of failure the program knows."""


class DeskError(Exception):
    """Something the clerk can understand and act on.

    The code is looked up in `ui/messages.py`; no layer below the window writes a sentence for
    people.

    Args:
        code: which sentence to say, e.g. `round.closed`.
        rule: the rule that refuses, e.g. `VOTE-04`; None where no rule of procedure is at work.
        facts: what the sentence needs to name.
    """

    def __init__(self, code: str, *, rule: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.rule = rule
        self.facts = facts


class BrokenInvariantError(RuntimeError):
    """A bug: the data contradicts itself. Logged in full, shown as "please report"."""
