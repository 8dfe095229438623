"""Where the people of the count sign."""

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.words import spread_name

ROW = 9.0  # millimetres
SIGNATURE_ROW = 12.0
SIZE = 12.0


def signatures(chief: str, scrutineers: tuple[str, ...], tellers: tuple[str, ...]) -> Table:
    """Set the signers two to a row, with room to sign.

    Rules: VOTE-15, VOTE-16
    """
    people = [("总监票人", chief)]
    people += [("监票人", name) for name in scrutineers or ("",)]
    people += [("计票人", name) for name in tellers or ("",)]
    people += [("", "")] * (len(people) % 2)
    cells = [
        (Cell(duty, face=Face.HEI, least=SIGNATURE_ROW), Cell(spread_name(name)), Cell(""))
        for duty, name in people
    ]
    rows = tuple((*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2))
    words = ("职责", "姓名", "签名") * 2
    head = tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)
    return Table((24, 22, 32) * 2, (head,), rows, SIZE, together=True)
