"""Children that key and are killed at random moments; what they told of must be there."""

import os
import random
import signal
import time

from tests.durability.keying import held, key_on, whole


def kill_often(folder, round_id, times, *, seed=1, longest=0.12):
    """Kill a keying child so many times; return kills, told and untold papers.

    Raises AssertionError where a paper that was told of is missing, or more than the one in hand
    was kept without being told of.
    """
    chance = random.Random(seed)
    told, untold = held(folder), 0
    for attempt in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            _key_and_never_return(folder, round_id, writing, seed=attempt)
        os.close(writing)
        first = _read_one(reading)
        if first is not None:
            time.sleep(chance.random() * longest)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        heard = ([first] if first is not None else []) + _read_all(reading)
        os.close(reading)
        told |= set(heard)
        kept = held(folder)
        assert told <= kept, "a paper that was told of is missing"
        assert len(kept - told) <= 1, "more than the paper in hand was kept untold"
        untold += len(kept - told)
        told = kept
        assert whole(folder)
    return len(told), untold


def _key_and_never_return(folder, round_id, writing, *, seed):
    code = 1
    try:
        key_on(folder, round_id, lambda n: os.write(writing, n.to_bytes(4, "big")), seed=seed)
        code = 0
    finally:
        os._exit(code)


def _read_one(reading):
    raw = os.read(reading, 4)
    return int.from_bytes(raw, "big") if len(raw) == 4 else None


def _read_all(reading):
    raw = b""
    while chunk := os.read(reading, 65536):
        raw += chunk
    return [int.from_bytes(raw[at : at + 4], "big") for at in range(0, len(raw) - 3, 4)]
