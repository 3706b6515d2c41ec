#!/usr/bin/env python3
"""Speed as ratios, all in one run. Needs the program and the bench built, and the Python package `typst`:

    cargo build && cargo bench --profile dev --no-run && pip install typst==0.15.2 pillow yamllint==1.38.0 pandas==3.1.1
    python3 tests/bench/bench.py [cold] [edit] [hundred] [photos] [check] [data]

The reference is the plain Typst compiler (the Python package, which holds it as released) on the emitted manuscript:
the time from before it is imported until the PDF is written, without the start of Python.
"""

import glob
import itertools
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(REPOSITORY, "target"))
RECIT = os.path.join(TARGET, "debug", "recit")
SHOWCASE = os.path.join(REPOSITORY, "samples", "presquile")
DECK = "2026-T3"
FIXTURE = os.path.join(REPOSITORY, "tests", "suite", "slides", "fr")
PLAIN = """
import time; start = time.perf_counter()
import sys, typst
typst.compile(sys.argv[1] + "/main.typ", output=sys.argv[1] + "/plain.pdf", font_paths=[sys.argv[1] + "/fonts"],
              ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"])
print(time.perf_counter() - start)
"""


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def program(name):
    """A bench program of this profile, whatever hash cargo gave its name."""
    found = [path for path in glob.glob(os.path.join(TARGET, "debug", "deps", name + "-*")) if not path.endswith(".d")]
    if not found:
        sys.exit("build it first: cargo bench --profile dev --no-run")
    return max(found, key=os.path.getmtime)


def cold(work, rounds=10):
    emitted = os.path.join(work, "emitted")
    subprocess.run([RECIT, "build", os.path.join(SHOWCASE, DECK), "--emit", "typst", "-o", emitted], capture_output=True)
    build = [RECIT, "build", os.path.join(SHOWCASE, DECK), "-o", os.path.join(work, "deck.pdf")]
    ours, plain = [], []
    for _ in range(rounds):
        ours.append(seconds(build))
        plain.append(float(subprocess.run([sys.executable, "-c", PLAIN, emitted], capture_output=True, text=True, check=True).stdout))
    ours, plain = statistics.median(ours), statistics.median(plain)
    print(f"cold build of the showcase: {ours * 1000:.0f} ms, plain Typst {plain * 1000:.0f} ms: ratio {ours / plain:.2f} (target 1.15)")


def edit():
    lines = subprocess.run([program("recompile"), SHOWCASE, DECK], capture_output=True, text=True, check=True).stdout.split("\n")
    times = [line.split() for line in lines if line]
    first = next(float(value) for name, value in times if name == "cold")
    again = statistics.median(float(value) for name, value in times if name == "again")
    print(f"after a one-word edit: {again:.1f} ms, cold in the same process {first:.0f} ms: ratio {again / first:.2f} (target 0.20)")


def hundred(work):
    project = os.path.join(work, "hundred")
    os.makedirs(project)
    with open(os.path.join(FIXTURE, "recit.yaml"), encoding="utf-8") as settings:
        text = settings.read()
    with open(os.path.join(project, "recit.yaml"), "w", encoding="utf-8") as settings:
        settings.write(text)
    for number in range(100):
        folder = os.path.join(project, f"deck-{number:03}")
        shutil.copytree(os.path.join(FIXTURE, "normal"), folder)
        for path in glob.glob(os.path.join(folder, "**", "*.yaml"), recursive=True):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace("-normal", f"-n{number:03}").replace("samedi", f"samedi {number}"))
    out = os.path.join(work, "out")
    together = seconds([RECIT, "build", project, "-o", out])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    built = len(glob.glob(os.path.join(out, "*.pdf")))
    # One process a deck, each in a project that holds only this deck, as a shell loop would do.
    apart = 0.0
    for number in range(100):
        single = os.path.join(work, "single")
        shutil.rmtree(single, ignore_errors=True)
        os.makedirs(single)
        shutil.copy(os.path.join(project, "recit.yaml"), single)
        shutil.copytree(os.path.join(project, f"deck-{number:03}"), os.path.join(single, "deck"))
        apart += seconds([RECIT, "build", single, "-o", os.path.join(work, "alone")])
    print(f"{built} decks in one run: {together:.1f} s, one process at a time {apart:.1f} s: ratio {together / apart:.2f} (target 0.60)")
    print(f"most memory of any of these processes: {memory:.0f} MB (target 400)")


def photo(path, number):
    """A photo of 12 megapixels as a telephone gives it: soft shapes, fine detail, some noise."""
    from PIL import Image, ImageDraw, ImageFilter
    # As in nature, each finer layer is half as strong as the one before.
    layer = Image.effect_noise((32, 24), 110).resize((4032, 3024), Image.BICUBIC)
    for step in range(1, 7):
        finer = Image.effect_noise((32 << step, 24 << step), 110).resize((4032, 3024), Image.BICUBIC)
        layer = Image.blend(layer, finer, 1 / (1 + 2 ** min(step, 3)))
    image = Image.merge("RGB", (layer, layer.transpose(Image.FLIP_LEFT_RIGHT), layer.filter(ImageFilter.GaussianBlur(20))))
    draw = ImageDraw.Draw(image)
    for step in range(12):
        draw.ellipse([step * 330, 300 + number * 40, step * 330 + 260, 700 + number * 90], fill=(20 * step, 90, 160))
    image = Image.blend(image, Image.merge("RGB", [Image.effect_noise((4032, 3024), 12)] * 3), 0.1)
    image.save(path, quality=92)


def photos(work):
    bare, full = os.path.join(work, "bare"), os.path.join(work, "full")
    shutil.copytree(SHOWCASE, bare, ignore=shutil.ignore_patterns("out"))
    order = os.path.join(bare, DECK, "dossier.yaml")
    with open(order, encoding="utf-8") as file:
        text = file.read()
    marker = "\n  - signaux\n"
    assert marker in text
    shutil.copytree(bare, full)
    entries, keys = "", "alternative: \"Des feuilles au bord de l'eau\", personnes: aucune"
    for number in range(10):
        photo(os.path.join(full, "photos", f"p{number}.jpg"), number)
        entries += f"\n  - photo: {{ fichier: photos/p{number}.jpg, {keys} }}"
    with open(os.path.join(full, DECK, "dossier.yaml"), "w", encoding="utf-8") as file:
        file.write(text.replace(marker, entries + marker))
    environment = dict(os.environ, XDG_CACHE_HOME=os.path.join(work, "cache"))

    def build(project, name):
        start = time.perf_counter()
        subprocess.run([RECIT, "build", os.path.join(project, DECK), "-o", os.path.join(work, name)], env=environment, capture_output=True)
        return time.perf_counter() - start

    first = build(full, "full.pdf")
    without, cached = zip(*((build(bare, "bare.pdf"), build(full, "full.pdf")) for _ in range(10)))
    without, cached = statistics.median(without), statistics.median(cached)
    emitted = os.path.join(work, "emitted-photos")
    subprocess.run([RECIT, "build", os.path.join(full, DECK), "--emit", "typst", "-o", emitted], env=environment, capture_output=True)
    for path in glob.glob(os.path.join(emitted, "images", "photos-p*")):
        number = os.path.basename(path)[8]
        shutil.copy(os.path.join(full, "photos", f"p{number}.jpg"), path)
    plain = [float(subprocess.run([sys.executable, "-c", PLAIN, emitted], capture_output=True, text=True, check=True).stdout) for _ in range(3)]
    ours, theirs = os.path.getsize(os.path.join(work, "full.pdf")), os.path.getsize(os.path.join(emitted, "plain.pdf"))
    print(f"ten photos of 12 megapixels: PDF {ours / 1e6:.2f} MB (target 5), plain Typst {theirs / 1e6:.1f} MB: ratio {ours / theirs:.3f} (target 0.10)")
    print(f"first build {first:.2f} s, cached {cached * 1000:.0f} ms, plain Typst {statistics.median(plain) * 1000:.0f} ms")
    print(f"cached build {cached * 1000:.0f} ms, without photos {without * 1000:.0f} ms: ratio {cached / without:.2f} (target 1.30)")


NOTE = (
    "Le samedi {number}, une famille a attendu le car près du quai pendant une heure et demie. "
    "La régie avait changé l'horaire la veille, sans prévenir le guichet ni le port. "
    "Deux bénévoles ont proposé de l'eau, puis ont appelé le transporteur. "
)


def narratives(project):
    """A thousand files of narratives, about 3 MB: twenty-five decks, most files stories with what is said aloud."""
    os.makedirs(project)
    shutil.copy(os.path.join(FIXTURE, "recit.yaml"), project)
    for deck in range(25):
        folder = os.path.join(project, f"deck-{deck:02}")
        shutil.copytree(os.path.join(FIXTURE, "normal"), folder)
        with open(os.path.join(folder, "stories", "quay.yaml"), encoding="utf-8") as file:
            story = file.read()
        order = "      - récit: sign-normal\n"
        for number in range(31):
            with open(os.path.join(folder, "stories", f"s-{number:02}.yaml"), "w", encoding="utf-8") as file:
                text = "".join(f"  {NOTE.format(number=number + line)}\n" for line in range(13))
                file.write(f"{story.replace('quay-normal', f's-{number:02}-normal').rstrip()}\nnotes: |\n{text}")
            order += f"      - récit: s-{number:02}-normal\n"
        with open(os.path.join(folder, "deck.yaml"), encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(folder, "deck.yaml"), "w", encoding="utf-8") as file:
            file.write(text.replace("      - récit: sign-normal\n", order))
        for path in glob.glob(os.path.join(folder, "**", "*.yaml"), recursive=True):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace("-normal", f"-n{deck:02}"))


def check(work):
    project = os.path.join(work, "narratives")
    narratives(project)
    files = glob.glob(os.path.join(project, "**", "*.yaml"), recursive=True)
    size = sum(os.path.getsize(path) for path in files)
    lint = seconds([sys.executable, "-m", "yamllint", "-d", "relaxed", project])
    ours = statistics.median(seconds([RECIT, "check", project]) for _ in range(5))
    print(f"{len(files)} files, {size / 1e6:.1f} MB: recit check {ours:.2f} s with all rules, yamllint {lint:.1f} s: "
          f"{lint / ours:.0f} times faster (target 20)")


FILTERS = {"ACTIVITY": "I551", "FREQ": "M", "GEO": "2023-DEP-35", "TOUR_MEASURE": "NUI", "TOUR_RESID": "_T"}
# The same query in the two Python ways: exact decimals, the rows that the filters take in the year asked for.
START = """
import sys
from decimal import Decimal
filters = dict(pair.split("=") for pair in sys.argv[3:])
"""
CSV = START + """
import csv
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = csv.reader(file, delimiter=";")
    header = next(rows)
    wanted = [(header.index(name), code) for name, code in filters.items()]
    time, power, value = (header.index(name) for name in ("TIME_PERIOD", "UNIT_MULT", "OBS_VALUE"))
    total = Decimal(0)
    for row in rows:
        if all(row[place] == code for place, code in wanted) and row[time].startswith(sys.argv[2]):
            total += Decimal(row[value]).scaleb(int(row[power]))
print(total.to_integral_value())
"""
PANDAS = START + """
import pandas
table = pandas.read_csv(sys.argv[1], sep=";", dtype=str, usecols=[*filters, "TIME_PERIOD", "UNIT_MULT", "OBS_VALUE"])
taken = table["TIME_PERIOD"].str.startswith(sys.argv[2])
for name, code in filters.items():
    taken &= table[name] == code
rows = table[taken]
print(sum(Decimal(value).scaleb(int(power)) for value, power in zip(rows["OBS_VALUE"], rows["UNIT_MULT"])).to_integral_value())
"""


def melodi(path, rows=200_000):
    """A Melodi file as INSEE lays it out: thousands of nights and arrivals of a hundred departments, by month and by year."""
    chance = random.Random(20261122)
    names = "ACTIVITY FREQ GEO GEO_OBJECT TERRTYPO TOUR_MEASURE TOUR_RESID CONF_STATUS DECIMALS OBS_STATUS OBS_STATUS_FR UNIT_MULT TIME_PERIOD OBS_VALUE".split()
    departments = [f"{number:02}" for number in range(1, 96) if number != 20] + ["2A", "2B", "971", "972", "973", "974"]
    months = [f"{year}-{month:02}" for year in range(2011, 2026) for month in range(1, 13)]
    keys = ((activity, department, measure, residence, month) for department in departments for activity in ("I551", "I553")
            for measure in ("NUI", "ARR") for residence in ("_T", "1", "2") for month in months)
    with open(path, "w", encoding="utf-8") as file:
        file.write(";".join(f'"{name}"' for name in names) + "\n")
        for activity, department, measure, residence, month in itertools.islice(keys, rows):
            fields = [activity, "M", f"2023-DEP-{department}", "DEP", "_T", measure, residence, "F", "2", "A", "A", "3", month, f"{chance.randint(100, 99999) / 100:.2f}"]
            file.write(";".join(f'"{field}"' for field in fields) + "\n")


def data(work, rounds=15):
    path = os.path.join(work, "melodi.csv")
    melodi(path)
    with open(path, encoding="utf-8") as file:
        rows = sum(1 for _ in file) - 1
    asked = [path, "2025", *(f"{name}={code}" for name, code in FILTERS.items())]
    ways = {
        "recit": [program("measure"), *asked],
        "csv": [sys.executable, "-c", CSV, *asked],
        "pandas": [sys.executable, "-c", PANDAS, *asked],
        "pandas import": [sys.executable, "-c", START + "import pandas"],
    }
    sums = {subprocess.run(way, capture_output=True, text=True, check=True).stdout.strip() for way in list(ways.values())[:3]}
    assert len(sums) == 1, sums
    times = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(seconds(way))
    recit, plain, pandas, start = (statistics.median(times[name]) * 1000 for name in ways)
    print(f"{rows} rows of Melodi, {os.path.getsize(path) / 1e6:.1f} MB, read and summed, whole processes: {recit:.0f} ms, "
          f"Python's csv {plain:.0f} ms, pandas {pandas:.0f} ms ({pandas - start:.0f} ms without its start)")
    print(f"ratio to the faster of both {recit / min(plain, pandas):.2f} (target 1.00), to pandas without its start {recit / (pandas - start):.2f}")


def main():
    with tempfile.TemporaryDirectory() as work:
        benches = {"cold": lambda: cold(work), "edit": edit, "hundred": lambda: hundred(work), "photos": lambda: photos(work), "check": lambda: check(work), "data": lambda: data(work)}
        for name in sys.argv[1:] or benches:
            benches[name]()


main()
