"""Make the three short sounds that confirm a keyed paper: run it again to get the same files."""

import math
import struct
import sys
import wave
from pathlib import Path

RATE = 22050
SOUNDS = {
    "kept": ((1320.0, 0.055),),
    "look": ((660.0, 0.07), (0.0, 0.03), (660.0, 0.07)),
    "refused": ((220.0, 0.16),),
}


def samples(tones: tuple[tuple[float, float], ...]) -> list[int]:
    """Return a row of tones, each with soft ends so that nothing clicks."""
    found: list[int] = []
    for pitch, seconds in tones:
        count = int(RATE * seconds)
        edge = max(1, count // 6)
        for at in range(count):
            soft = min(1.0, at / edge, (count - at) / edge)
            found.append(int(9000 * soft * math.sin(2 * math.pi * pitch * at / RATE)))
    return found


def main() -> int:
    """Write the files into the folder that is named."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "resources/sounds")
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        values = samples(tones)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))
    return 0


if __name__ == "__main__":
    sys.exit(main())
