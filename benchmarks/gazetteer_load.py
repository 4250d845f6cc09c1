"""Loads a generated GeoNames dump and looks names up in it: python benchmarks/gazetteer_load.py [ROWS …].

The rows have GeoNames' 19 columns and are like those of allCountries.txt in what costs time: 120 bytes each, sorted by
country, half of them with alternate names, some in Arabic, Cyrillic or Chinese script, many names borne by several
places, and one in a thousand broken (columns missing, coordinates on no map, no name, an id that stood before). The
same number of rows gives the same bytes. Printed for each size as JSON: the processor's seconds and the peak of memory
while loading, rows kept and refused, the size of the index; then, in a fresh process, the seconds until the gazetteer
is open, the memory it holds, and the microseconds of a look-up with the index and without it. The files lie in a
temporary folder (--folder says where) and are removed; twelve million rows need 12 GB for a while.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SIZES = (150_000, 1_000_000)
COUNTRIES = ("AZ", "CD", "CN", "IN", "LY", "RU", "SD", "SY", "UA", "US", "YE", "ZA")
CODES = ("PPL", "PPL", "PPL", "STM", "MT", "HLL", "SCH", "FRM", "ADM4", "LK", "AIRF", "WAD")
HEADS = [
    one + two for one in ("b", "d", "g", "h", "k", "l", "m", "n", "r", "s", "t", "sh", "kh", "z") for two in "aeiou"
]
TAILS = ["", "n", "r", "l", "s", "vka", "bad", "iya", "stan", "ville", "ton", "abad", "evo", "ad"]
SCRIPTS = ("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "абвгдежзиклмнопрстуфхцчшщыэюя", "中山大田安平江海城龙")
COMMON = 200_000  # names that several places may bear


def rows(count: int, seed: int = 1) -> Iterator[str]:
    """Yield so many rows of a dump."""
    choose = random.Random(seed)
    common = [_name(choose) for _ in range(min(COMMON, max(1, count // 10)))]
    for number in range(count):
        broken = number % 1000 == 999 and number // 1000 % 4 + 1
        latitude, longitude = choose.random() * 160 - 80, choose.random() * 360 - 180
        name = common[int(choose.random() ** 2 * len(common))] if choose.random() < 0.5 else _name(choose)
        others = ",".join(_others(choose, name)) if choose.random() < 0.5 else ""
        cells = [
            str(1_000_000 + number - (500 if broken == 1 else 0)),
            "" if broken == 2 else name,
            name,
            others,
            f"{latitude + (200 if broken == 3 else 0):.5f}",
            f"{longitude:.5f}",
            "P",
            CODES[number % len(CODES)],
            COUNTRIES[number * len(COUNTRIES) // count],
            *("", "07", "", "", "", str(int(choose.random() ** 8 * 1e6)), "", "310", "Asia/Riyadh", "2012-01-18"),
        ]
        yield "\t".join(cells[: 7 if broken == 4 else 19]) + "\n"


def _name(choose: random.Random) -> str:
    stem = "".join(choose.choices(HEADS, k=2 + int(choose.random() * 2))) + TAILS[int(choose.random() * len(TAILS))]
    return ("Al " if choose.random() < 0.1 else "") + stem.title()


def _others(choose: random.Random, name: str) -> Iterator[str]:
    for _ in range(1 + int(choose.random() * 5)):
        if choose.random() < 0.35:
            yield "".join(choose.choices(SCRIPTS[int(choose.random() * 3)], k=6))
        else:
            yield name + TAILS[int(choose.random() * len(TAILS))]


def load(path: Path) -> dict[str, object]:
    """Add the dump and return the figures of that."""
    from rashomon.gazetteers.files import add

    added = add(path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    folder = Path(os.environ["RASHOMON_CACHE"])
    return {
        "load_cpu_s": round(used.ru_utime + used.ru_stime, 1),
        "load_peak_mb": round(used.ru_maxrss / 1024),
        "kept": added.places,
        "refused": added.refused,
        "index_mb": round(sum(file.stat().st_size for file in folder.iterdir() if "user" in file.name) / 1e6),
    }


def look_up(path: Path) -> dict[str, object]:
    """Open the gazetteer and return the figures of looking names up, with the index of the dump and without."""
    began = time.process_time()
    from rashomon.gazetteers.geonames import Geonames
    from rashomon.gazetteers.geonames import load as open_gazetteer

    whole = open_gazetteer()
    whole.find("Tripoli", countries=("LY",))
    opened = time.process_time() - began
    bare = Geonames([index for index in whole.indexes if "user" not in index.path.name])
    known = [row.split("\t")[1] for row in rows(20_000)][::20]
    names = ["Tripoli", "Khartoum", "Sana'a", "Aleppo", "Baku", "Kyiv", "Goma", "Springfield", "San Jose", *known]
    figures = {"open_cpu_s": round(opened, 3)}
    for label, gazetteer in (("shipped", bare), ("with_dump", whole)):
        for kind, countries in (("", ()), ("_fuzzy", ("LY", "UA"))):
            began = time.process_time()
            for name in names:
                gazetteer.find(name, countries=countries)
            figures[f"{label}{kind}_us"] = round((time.process_time() - began) / len(names) * 1e6)
    return {**figures, "open_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def measure(count: int, folder: str | None) -> dict[str, object]:
    """Return the figures of one size; each part runs in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="gazetteer-", dir=folder) as kept:
        dump = Path(kept) / "XX.txt"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(rows(count))
        figures: dict[str, object] = {"rows": count, "dump_mb": round(dump.stat().st_size / 1e6)}
        environment = {**os.environ, "RASHOMON_CACHE": str(Path(kept) / "cache")}
        subprocess.run(
            [sys.executable, "-c", "from rashomon.gazetteers.geonames import load; load()"], env=environment, check=True
        )
        for part in ("load", "look_up"):
            command = [sys.executable, __file__, "--part", part, "--folder", str(dump)]
            answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            figures.update(json.loads(answer.stdout))
    return figures


def main() -> None:
    """Print the figures of each size, one JSON object a line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rows", nargs="*", type=int, default=list(SIZES))
    options.add_argument("--folder", help="where the temporary folder is made")
    options.add_argument("--part", choices=("load", "look_up"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.part:
        print(json.dumps({"load": load, "look_up": look_up}[given.part](Path(given.folder))))
        return
    for count in given.rows:
        print(json.dumps(measure(count, given.folder)), flush=True)


if __name__ == "__main__":
    main()
