"""Old Office files made byte by byte, sound and broken."""

import struct

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR = 512


def compound(streams, *, table=None):
    """A compound file of large streams; `table` changes the chains of its sectors."""
    chains, data = {}, b""
    for name, content in streams.items():
        filled = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        chains[name] = (len(data) // SECTOR, len(filled))
        data += filled
    count = len(data) // SECTOR
    links = [at + 1 if (at + 1) * SECTOR not in _ends(chains) else END for at in range(count)]
    blocks = -(-(len(streams) + 1) * 128 // SECTOR)
    links += [count + at + 1 for at in range(blocks - 1)] + [END, TABLE]
    for at, target in (table or {}).items():
        links[at] = target
    links += [FREE] * (128 - len(links))
    entries = [_entry("Root Entry", 5, END, 0)]
    entries += [_entry(name, 2, *chain) for name, chain in chains.items()]
    directory = b"".join(entries).ljust(blocks * SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, count, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", count + blocks, *[FREE] * 108)
    return header + data + directory + struct.pack("<128I", *links)


def workbook(rows, *, extra=b""):
    """The stream of a workbook with one sheet; `extra` stands before its cells."""
    name = "干部".encode("utf-16-le")
    top = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + extra
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet += _cell(row, column, cell)
    place = len(top) + 4 + 8 + len(name) + 4
    top += _record(0x85, struct.pack("<IHBB", place, 0, 2, 1) + name) + _record(0x0A, b"")
    return top + sheet + _record(0x0A, b"")


def record(kind, data):
    return _record(kind, data)


def _cell(row, column, cell):
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        words = cell.encode("utf-16-le")
        return _record(0x204, place + struct.pack("<HB", len(cell), 1) + words)
    return _record(0x203, place + struct.pack("<d", cell))


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _ends(chains):
    return {start * SECTOR + length for start, length in chains.values()}


def _entry(name, kind, first, length):
    words = name.encode("utf-16-le")
    entry = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
    entry += struct.pack("<III", FREE, FREE, FREE) + b"\0" * 36
    return entry + struct.pack("<III", first, length, 0)
