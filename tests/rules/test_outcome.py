import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.rules.ballots import Count, Paper
from zjgdesk.rules.keying import unpack
from zjgdesk.rules.outcome import Ballot, NextStep, choose, decide, votes_needed
from zjgdesk.rules.vocabulary import Base, Mark

LETTERS = "ynav"


def papers_for(yes, papers):
    """Return papers on which each candidate has the given yes votes, the rest no."""
    return [
        Paper(tuple(Mark.YES if number < votes else Mark.NO for votes in yes))
        for number in range(papers)
    ]


def ballot(**changes):
    facts = {
        "due": 13, "present": 12, "issued": 12, "returned": 12, "candidates": 3, "places": 2,
    }  # fmt: skip
    return Ballot(**(facts | changes))


@pytest.mark.parametrize(
    ("base", "needed"),
    [
        pytest.param(Base.DUE, 7, id="VOTE-02 of the members due"),
        pytest.param(Base.PRESENT, 6, id="VOTE-02 of those present"),
    ],
)
def test_votes_needed(base, needed):
    assert votes_needed(ballot(due=13, present=11, base=base)) == needed


@pytest.mark.parametrize(
    ("yes", "places", "elected", "tied", "step", "rule"),
    [
        pytest.param([9, 8, 3], 2, (0, 1), (), "done", "VOTE-12", id="VOTE-12 cleanly filled"),
        pytest.param([8, 9, 3], 2, (1, 0), (), "done", "VOTE-12", id="VOTE-12 by yes votes"),
        pytest.param([8, 8, 3], 2, (0, 1), (), "done", "VOTE-12", id="VOTE-12 equal, both in"),
        pytest.param([7, 9, 8], 2, (1, 2), (), "done", "VOTE-12", id="VOTE-12 more pass"),
        pytest.param([7, 6, 6], 1, (0,), (), "done", "VOTE-12", id="VOTE-12 just enough"),
        pytest.param([9, 7, 7], 2, (0,), (1, 2), "runoff", "VOTE-13", id="VOTE-13 last place"),
        pytest.param([8, 8, 8], 2, (), (0, 1, 2), "runoff", "VOTE-13", id="VOTE-13 all tied"),
        pytest.param([7, 9, 7, 7], 3, (1,), (0, 2, 3), "runoff", "VOTE-13", id="VOTE-13 three"),
        pytest.param([9, 6, 6], 2, (0,), (), "second_ballot", "VOTE-14",
                     id="VOTE-14 a tie under the threshold is no tie"),
        pytest.param([6, 6, 6], 2, (), (), "second_ballot", "VOTE-14", id="VOTE-14 nobody"),
        pytest.param([9, 0, 0], 2, (0,), (), "second_ballot", "VOTE-14", id="VOTE-14 short"),
        pytest.param([9, 8], 3, (0, 1), (), "done", "VOTE-14", id="VOTE-14 nobody is left"),
    ],
)  # fmt: skip
def test_choose(yes, places, elected, tied, step, rule):
    choice = choose(yes, places=places, needed=7)
    assert (choice.elected, choice.tied) == (elected, tied)
    assert (choice.next, choice.rule) == (NextStep(step), rule)


@pytest.mark.parametrize(
    ("due", "votes", "passes"),
    [
        pytest.param(due, votes, passes, id=f"VOTE-02 {votes} of {due}")
        for due, least in [(9, 5), (10, 6), (11, 6), (12, 7), (13, 7)]
        for votes, passes in [(least, True), (least - 1, False)]
    ],
)
def test_threshold(due, votes, passes):
    facts = ballot(due=due, present=due, issued=due, returned=due, candidates=2, places=1)
    outcome = decide(facts, papers_for([votes, 0], due))
    assert (0 in outcome.elected) is passes


def test_the_worked_example():
    papers = [Paper(unpack("yna"))] * 9 + [Paper(unpack("nnn")), Paper(unpack("ayn"))]
    papers.append(Paper(None, "illegible"))
    outcome = decide(ballot(), papers)
    assert (outcome.stands, outcome.valid, outcome.invalid, outcome.needed) == (True, 11, 1, 7)
    assert outcome.counts == (Count(9, 1, 1, 0), Count(1, 10, 0, 0), Count(0, 2, 9, 0))
    assert (outcome.elected, outcome.places_left) == ((0,), 1)
    assert outcome.next is NextStep.SECOND_BALLOT
    assert outcome.rules == ("VOTE-14",)


@pytest.mark.parametrize(
    ("changes", "step", "rule"),
    [
        pytest.param({"present": 8}, NextStep.NO_QUORUM, "VOTE-01", id="VOTE-01 one missing"),
        pytest.param({"issued": 11}, NextStep.REVOTE, "VOTE-04", id="VOTE-04 over issued"),
        pytest.param({"present": 11}, NextStep.REVOTE, "VOTE-04", id="VOTE-04 over present"),
        pytest.param(
            {"present": 8, "issued": 1}, NextStep.NO_QUORUM, "VOTE-01", id="VOTE-01 comes first"
        ),
    ],
)
def test_a_round_that_does_not_stand_elects_nobody(changes, step, rule):
    outcome = decide(ballot(**changes), papers_for([12, 12, 0], 12))
    assert not outcome.stands
    assert (outcome.elected, outcome.tied, outcome.places_left) == ((), (), 2)
    assert (outcome.next, outcome.rules) == (step, (rule,))
    assert outcome.valid == 12


YES = st.lists(st.integers(0, 13), min_size=1, max_size=8)


@given(yes=YES, places=st.integers(1, 8), needed=st.integers(1, 8))
def test_nobody_under_the_threshold_and_never_too_many(yes, places, needed):
    choice = choose(yes, places=places, needed=needed)
    assert len(choice.elected) <= places
    assert all(yes[at] >= needed for at in choice.elected + choice.tied)
    assert not set(choice.elected) & set(choice.tied)
    assert (choice.next is NextStep.RUNOFF) == bool(choice.tied)
    assert not choice.tied or len(choice.elected) + len(choice.tied) > places


@given(data=st.data(), yes=YES, places=st.integers(1, 8))
def test_the_place_on_the_ballot_decides_nothing(data, yes, places):
    order = data.draw(st.permutations(range(len(yes))))
    straight = choose(yes, places=places, needed=7)
    turned = choose([yes[at] for at in order], places=places, needed=7)
    assert {order[at] for at in turned.elected} == set(straight.elected)
    assert {order[at] for at in turned.tied} == set(straight.tied)


def oracle(facts, papers):
    """Work the result out again by asking of each candidate how many stand above."""
    kept = [
        text
        for text in papers
        if text is not None and sum(letter == "y" for letter in text) <= facts.places
    ]
    sums = [Counter(text[row] for text in kept) for row in range(facts.candidates)]
    base = facts.due if facts.base is Base.DUE else facts.present
    seated, tied = [], []
    if facts.present / facts.due < 2 / 3 - 1e-9:
        step = "no_quorum"
    elif max(facts.returned - facts.issued, facts.returned - facts.present) > 0:
        step = "revote"
    else:
        over = {
            row: sums[row]["y"] for row in range(facts.candidates) if 2 * sums[row]["y"] > base
        }
        for row, votes in over.items():
            above = sum(other > votes for other in over.values())
            level = sum(other == votes for other in over.values())
            if above + level <= facts.places:
                seated.append((-votes, row))
            elif above < facts.places:
                tied.append(row)
        step = "done" if len(seated) == facts.places else "second_ballot"
        if tied:
            step = "runoff"
        elif len(over) == facts.candidates:
            step = "done"
    elected = [row for _, row in sorted(seated)]
    return len(kept), [tuple(each[x] for x in LETTERS) for each in sums], elected, tied, step


def random_paper(chance, candidates, places):
    """Return a paper as keyed: mostly as many yes votes as places, for the front of the list."""
    kind = chance.random()
    if kind < 0.03:
        return None
    if kind < 0.1:
        return "".join(chance.choices("yyynav", k=candidates))
    front = range(min(candidates, places + 1))
    chosen = chance.sample(front, min(places, len(front)))
    return "".join("y" if row in chosen else chance.choice("nav") for row in range(candidates))


def random_position(chance):
    due = chance.randint(1, 13)
    present = chance.randint(due // 2, due)
    issued = chance.randint(max(present - 1, 0), present + 1)
    returned = chance.choice([issued, issued, issued, issued + 1, max(issued - 1, 0)])
    candidates, places = chance.randint(1, 4), chance.randint(1, 3)
    facts = Ballot(
        due=due,
        present=present,
        issued=issued,
        returned=returned,
        candidates=candidates,
        places=places,
        base=chance.choice(list(Base)),
    )
    return facts, [random_paper(chance, candidates, places) for _ in range(returned)]


POSITIONS = 20_000


def test_an_oracle_written_differently_agrees():
    chance = random.Random(20190701)
    steps = Counter()
    for _ in range(POSITIONS):
        facts, texts = random_position(chance)
        papers = [Paper(None, "x") if text is None else Paper(unpack(text)) for text in texts]
        outcome = decide(facts, papers)
        valid, counts, elected, tied, step = oracle(facts, texts)
        assert outcome.valid == valid
        assert [(c.yes, c.no, c.abstain, c.void) for c in outcome.counts] == counts
        assert (list(outcome.elected), list(outcome.tied), outcome.next) == (elected, tied, step)
        assert outcome.places_left == facts.places - len(elected)
        steps[outcome.next] += 1
    assert min(steps[step] for step in NextStep) > POSITIONS // 400
