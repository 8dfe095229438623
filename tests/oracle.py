"""A second opinion on the count: plain figures and loops, nothing of the program's own rules.

It is written from the text of VOTE-01 to VOTE-14. Who is elected is found by trying every set of
people and keeping the largest that the rules allow.
"""

import random
from collections import Counter
from itertools import combinations_with_replacement, product

from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.outcome import Ballot, decide
from zjgdesk.rules.vocabulary import Base, Mark

MARKS = {"y": Mark.YES, "n": Mark.NO, "a": Mark.ABSTAIN, "v": Mark.VOID}
NAMES = ("万另选", "丁另选")


def counts_paper(sheet, places, write_ins):
    """VOTE-05, VOTE-09: `sheet` is None or the letters of the rows and the names added."""
    if sheet is None:
        return False
    letters, added = sheet
    yes = no = 0
    for letter in letters:
        yes += letter == "y"
        no += letter == "n"
    if added and not write_ins:
        return False
    return yes + len(added) <= places and len(added) <= no


def add_up(sheets, rows):
    """VOTE-07: the four sums of each row and the votes of each name added."""
    sums = [[0, 0, 0, 0] for _ in range(rows)]
    added = {}
    for letters, names in sheets:
        for row in range(rows):
            sums[row]["ynav".index(letters[row])] += 1
        for name in names:
            added[name] = added.get(name, 0) + 1
    return [tuple(four) for four in sums], added


def may_be_elected(people, votes, passed, places):
    """VOTE-12, VOTE-13: nobody outside who passed stands level with or above one inside."""
    if len(people) > places or any(who not in passed for who in people):
        return False
    outside = [votes[who] for who in passed if who not in people]
    return all(votes[inside] > other for inside in people for other in outside)


def largest_set(votes, passed, places):
    best = ()
    for chosen in product((False, True), repeat=len(passed)):
        people = tuple(who for who, taken in zip(passed, chosen, strict=True) if taken)
        if len(people) > len(best) and may_be_elected(people, votes, passed, places):
            best = people
    return best


def expected(facts, sheets):
    """Return everything that the program must say of a round.

    `facts` are plain: due, present, issued, returned, rows, places, of_present, write_ins.
    """
    due, present, issued, returned, rows, places, of_present, write_ins = facts
    valid = [sheet for sheet in sheets if counts_paper(sheet, places, write_ins)]
    sums, added = add_up(valid, rows)
    others = sorted(added, key=lambda name: (-added[name], name))
    votes = [four[0] for four in sums] + [added[name] for name in others]
    base = present if of_present else due
    least = 0
    while least * 2 <= base:
        least += 1
    elected, tied, step, stands = (), (), "", False
    if present + present + present < due + due:
        step, rule = "no_quorum", "VOTE-01"
    elif returned > issued or returned > present:
        step, rule = "revote", "VOTE-04"
    else:
        stands = True
        passed = [who for who in range(len(votes)) if votes[who] * 2 > base]
        elected = largest_set(votes, passed, places)
        left = [who for who in passed if who not in elected]
        if len(elected) == places:
            step, rule = "done", "VOTE-12"
        elif left:
            top = max(votes[who] for who in left)
            tied = tuple(who for who in left if votes[who] == top)
            step, rule = "runoff", "VOTE-13"
        else:
            step = "done" if len(elected) == len(votes) else "second_ballot"
            rule = "VOTE-14"
        elected = tuple(sorted(elected, key=lambda who: (-votes[who], who)))
    return (
        stands, len(valid), len(sheets) - len(valid), sums, least, elected, tied,
        places - len(elected), step, (rule,), [(name, added[name]) for name in others],
    )  # fmt: skip


def said(facts, sheets):
    """Return the same of the program."""
    due, present, issued, returned, rows, places, of_present, write_ins = facts
    ballot = Ballot(
        due=due, present=present, issued=issued, returned=returned, candidates=rows,
        places=places, base=Base.PRESENT if of_present else Base.DUE, write_ins=write_ins,
    )  # fmt: skip
    outcome = decide(ballot, [paper(sheet) for sheet in sheets])
    return (
        outcome.stands,
        outcome.valid,
        outcome.invalid,
        [(c.yes, c.no, c.abstain, c.void) for c in outcome.counts],
        outcome.needed,
        outcome.elected,
        outcome.tied,
        outcome.places_left,
        str(outcome.next),
        outcome.rules,
        list(outcome.write_ins),
    )


def paper(sheet):
    if sheet is None:
        return Paper(None, "illegible")
    letters, added = sheet
    return Paper(tuple(MARKS[letter] for letter in letters), write_ins=added)


def random_facts(chance):
    due = chance.randint(1, 15)
    present = due if chance.random() < 0.6 else chance.randint(due // 2, due)
    issued = chance.choice((present, present, present, max(present - 1, 0), present + 1))
    returned = chance.choice((issued, issued, issued, issued, max(issued - 1, 0), issued + 1))
    rows = chance.choice((1, 2, 2, 3, 3, 4, 4, 5))
    places = chance.choice((1, 1, 2, 2, 3, 4))
    return (
        due, present, issued, returned, rows, places, chance.random() < 0.5, chance.random() < 0.3
    )  # fmt: skip


def random_sheet(chance, facts, liked):
    """A paper as keyed: the liked rows mostly yes; some spoiled, too full, unruly or blank."""
    _due, _present, _issued, _returned, rows, places, _base, write_ins = facts
    kind = chance.random()
    if kind < 0.03:
        return None
    if kind < 0.05:
        return "a" * rows, ()
    if kind < 0.12:
        letters = "".join(chance.choices("yyynav", k=rows))
    else:
        chosen = [row for row in liked[: places + 1] if chance.random() < 0.85][:places]
        letters = "".join("y" if row in chosen else chance.choice("nnav") for row in range(rows))
    odd = chance.random()
    if odd < 0.02 or (write_ins and odd < 0.5):
        return letters, tuple(NAMES[: chance.choice((1, 1, 2))])
    return letters, ()


def tight_round(chance):
    """All vote, and all for one more than there are places: ties across the last one."""
    due, places, of_present = chance.randint(2, 15), chance.randint(1, 4), chance.random() < 0.5
    rows = places + chance.choice((1, 1, 1, 2))
    facts = (due, due, due, due, rows, places, of_present, False)
    liked = chance.sample(range(rows), places + 1)
    sheets = []
    for _ in range(due):
        out = chance.choice(liked)
        letters = (
            "y" if row in liked and row != out else chance.choice("nav") for row in range(rows)
        )
        sheets.append(("".join(letters), ()))
    return facts, sheets


def random_rounds(seed):
    """Yield simulated rounds without end."""
    chance = random.Random(seed)
    while True:
        if chance.random() < 0.25:
            yield tight_round(chance)
            continue
        facts = random_facts(chance)
        liked = chance.sample(range(facts[4]), facts[4])
        yield facts, [random_sheet(chance, facts, liked) for _ in range(facts[3])]


def compare_random(seed, *, positions=0, rounds=0):
    """Compare so many positions, one a row of a paper, or so many rounds; return what was seen."""
    seen, found = Counter(), []
    for facts, sheets in random_rounds(seed):
        if seen["positions"] >= positions and seen["rounds"] >= rounds:
            break
        wanted = expected(facts, sheets)
        if said(facts, sheets) != wanted:
            found.append((facts, sheets))
        seen["positions"] += len(sheets) * facts[4]
        seen["rounds"] += 1
        seen[wanted[8]] += 1
        seen["invalid"] += wanted[2]
        seen["write_ins"] += bool(wanted[10])
        seen["harmless tie"] += wanted[8] == "done" and has_equals(wanted)
    return seen, found


def has_equals(wanted):
    votes = [wanted[3][who][0] for who in wanted[5] if who < len(wanted[3])]
    return len(set(votes)) < len(votes)


def small_rounds(due, rows, marks):
    """Yield every round of so many members and rows, with one or two places."""
    sheets = [("".join(letters), ()) for letters in product(marks, repeat=rows)]
    for returned in range(due + 1):
        for papers in combinations_with_replacement([None, *sheets], returned):
            for places in (1, 2):
                for present in {due, max(returned, 1)}:
                    for of_present in (False, True):
                        yield (
                            (due, present, present, returned, rows, places, of_present, False),
                            (papers),
                        )


def compare_small(due, rows, marks):
    rounds, found = 0, []
    for facts, sheets in small_rounds(due, rows, marks):
        rounds += 1
        if said(facts, sheets) != expected(facts, sheets):
            found.append((facts, sheets))
    return rounds, found
