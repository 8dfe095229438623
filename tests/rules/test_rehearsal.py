import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle import expected
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.register import load_rules
from zjgdesk.rules.rehearsal import CaseKind, Rehearsed, positions, rehearse
from zjgdesk.rules.vocabulary import Base, Mark

REAL = Rehearsed(13, 21, 10, Base.DUE, 5)
LETTERS = {Mark.YES: "y", Mark.NO: "n", Mark.ABSTAIN: "a", Mark.VOID: "v"}


def cases(*figures, **more):
    return {case.kind: case for case in rehearse(Rehearsed(*figures, **more))}


def test_a_real_ballot_shows_every_class_in_order():
    assert [case.kind for case in rehearse(REAL)] == list(CaseKind)


@pytest.mark.parametrize(
    ("kind", "step", "elected", "tied", "rule"),
    [
        (CaseKind.FILLED, "done", 10, 0, "VOTE-12"),
        (CaseKind.ABOVE_PLACES, "done", 10, 0, "VOTE-12"),
        (CaseKind.TOO_FEW, "second_ballot", 9, 0, "VOTE-14"),
        (CaseKind.NOBODY, "second_ballot", 0, 0, "VOTE-02"),
        (CaseKind.TIE_LAST, "runoff", 9, 2, "VOTE-13"),
        (CaseKind.TIE_INSIDE, "done", 10, 0, "VOTE-12"),
        (CaseKind.AT_THRESHOLD, "done", 10, 0, "VOTE-02"),
        (CaseKind.UNDER_THRESHOLD, "second_ballot", 9, 0, "VOTE-02"),
        (CaseKind.ABSENT, "second_ballot", 0, 0, "VOTE-03"),
        (CaseKind.OVER_ISSUED, "revote", 0, 0, "VOTE-04"),
        (CaseKind.OVER_PRESENT, "revote", 0, 0, "VOTE-04"),
        (CaseKind.NO_QUORUM, "no_quorum", 0, 0, "VOTE-01"),
        (CaseKind.BLANK, "done", 10, 0, "VOTE-05"),
        (CaseKind.TOO_MANY, "done", 10, 0, "VOTE-05"),
        (CaseKind.EXACTLY_PLACES, "done", 10, 0, "VOTE-05"),
        (CaseKind.INVALID_KEEPS_BASE, "second_ballot", 0, 0, "VOTE-02"),
        (CaseKind.ROW_VOID, "done", 10, 0, "VOTE-06"),
    ],
)
def test_each_class_ends_as_its_rule_says(kind, step, elected, tied, rule):
    case = cases(13, 21, 10, Base.DUE, 5)[kind]
    assert case.outcome.next is NextStep(step)
    assert (len(case.outcome.elected), len(case.outcome.tied)) == (elected, tied)
    assert case.rules[0] == rule or rule in case.rules


def test_what_a_class_shows_is_in_its_figures():
    found = cases(13, 21, 10, Base.DUE, 5)
    above = found[CaseKind.ABOVE_PLACES]
    assert sum(votes >= above.outcome.needed for votes in above.papers.yes) == 11
    assert found[CaseKind.AT_THRESHOLD].papers.yes[9] == 7
    assert found[CaseKind.UNDER_THRESHOLD].papers.yes[9] == 6
    assert found[CaseKind.BLANK].outcome.valid == 13
    assert found[CaseKind.TOO_MANY].outcome.invalid == 1
    assert found[CaseKind.EXACTLY_PLACES].outcome.invalid == 0
    assert found[CaseKind.ROW_VOID].outcome.counts[0].void == 1
    assert found[CaseKind.ROW_VOID].outcome.invalid == 0
    inside = found[CaseKind.TIE_INSIDE]
    assert inside.papers.yes[0] == inside.papers.yes[1]
    kept = found[CaseKind.INVALID_KEEPS_BASE]
    assert kept.outcome.valid / 2 < kept.papers.yes[0] < kept.outcome.needed
    over, more = found[CaseKind.OVER_ISSUED].papers, found[CaseKind.OVER_PRESENT].papers
    assert over.issued < over.returned <= over.present
    assert more.present < more.returned <= more.issued


@pytest.mark.parametrize(("base", "elected"), [(Base.DUE, ()), (Base.PRESENT, (0,))])
def test_who_stays_away_counts_against_or_not_by_the_base(base, elected):
    case = cases(13, 3, 1, base)[CaseKind.ABSENT]
    assert case.papers.present == 9
    assert case.outcome.elected == elected


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        pytest.param(
            (13, 3, 1),
            {CaseKind.ABOVE_PLACES, CaseKind.TOO_FEW, CaseKind.TIE_LAST, CaseKind.TIE_INSIDE,
             CaseKind.TOO_FEW_PAPERS},
            id="of one place only one can have more than half",
        ),
        pytest.param(
            (1, 2, 1),
            {CaseKind.ABOVE_PLACES, CaseKind.TOO_FEW, CaseKind.TIE_LAST, CaseKind.TIE_INSIDE,
             CaseKind.ABSENT, CaseKind.OVER_ISSUED, CaseKind.OVER_PRESENT, CaseKind.NO_QUORUM,
             CaseKind.TOO_FEW_PAPERS, CaseKind.INVALID_KEEPS_BASE},
            id="one member",
        ),
        pytest.param(
            (13, 2, 2),
            {CaseKind.ABOVE_PLACES, CaseKind.TIE_LAST, CaseKind.TOO_MANY, CaseKind.TOO_FEW_PAPERS},
            id="as many rows as places",
        ),
        pytest.param(
            (13, 1, 2),
            {CaseKind.FILLED, CaseKind.ABOVE_PLACES, CaseKind.TOO_FEW, CaseKind.TIE_LAST,
             CaseKind.TIE_INSIDE, CaseKind.TOO_MANY, CaseKind.EXACTLY_PLACES,
             CaseKind.TOO_FEW_PAPERS},
            id="fewer rows than places",
        ),
    ],
)  # fmt: skip
def test_a_class_that_cannot_occur_is_left_out(figures, missing):
    assert set(CaseKind) - set(cases(*figures)) == missing


def test_where_too_few_are_due_nothing_else_can_happen():
    found = cases(3, 4, 2, least=5)
    assert list(found) == [CaseKind.NO_QUORUM, CaseKind.TOO_FEW_PAPERS]
    assert found[CaseKind.TOO_FEW_PAPERS].rules == ("VOTE-25",)


REHEARSED = st.builds(
    Rehearsed,
    due=st.integers(1, 20),
    candidates=st.integers(1, 12),
    places=st.integers(1, 6),
    base=st.sampled_from(Base),
    least=st.integers(1, 6),
)


@given(REHEARSED)
def test_every_case_is_what_an_oracle_makes_of_its_papers(of):
    played = rehearse(of)
    assert played == rehearse(of)
    for case, position in zip(played, positions(of), strict=True):
        ballot = position.ballot
        sheets = [
            None if paper.marks is None else ("".join(map(LETTERS.get, paper.marks)), ())
            for paper in position.papers
        ]
        assert ballot.returned == len(sheets)
        facts = (
            of.due, ballot.present, ballot.issued, ballot.returned, of.candidates, of.places,
            of.base is Base.PRESENT, False,
        )  # fmt: skip
        wanted = expected(facts, sheets)
        outcome = case.outcome
        assert (outcome.elected, outcome.tied) == (wanted[5], wanted[6])
        assert (outcome.valid, outcome.invalid, str(outcome.next)) == (*wanted[1:3], wanted[8])
        assert case.papers.yes == tuple(four[0] for four in wanted[3])
        assert set(case.rules) <= set(load_rules())


@given(REHEARSED)
def test_a_class_is_never_shown_by_papers_of_another(of):
    found = {case.kind: case.outcome for case in rehearse(of)}
    steps = {
        CaseKind.TIE_LAST: NextStep.RUNOFF,
        CaseKind.FILLED: NextStep.DONE,
        CaseKind.ABOVE_PLACES: NextStep.DONE,
        CaseKind.TIE_INSIDE: NextStep.DONE,
        CaseKind.TOO_FEW: NextStep.SECOND_BALLOT,
        CaseKind.NOBODY: NextStep.SECOND_BALLOT,
        CaseKind.OVER_ISSUED: NextStep.REVOTE,
        CaseKind.OVER_PRESENT: NextStep.REVOTE,
        CaseKind.NO_QUORUM: NextStep.NO_QUORUM,
    }
    for kind, step in steps.items():
        assert kind not in found or found[kind].next is step, kind
    if CaseKind.NOBODY in found:
        assert found[CaseKind.NOBODY].elected == ()
    if CaseKind.ABSENT in found:
        assert bool(found[CaseKind.ABSENT].elected) == (of.base is Base.PRESENT)
