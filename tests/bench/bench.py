#!/usr/bin/env python3
"""Speed as ratios, all in one run. Needs the program and the bench built, and the Python package `typst`:

    cargo build && cargo bench --profile dev --no-run && pip install typst==0.15.2
    python3 tests/bench/bench.py

The reference is the plain Typst compiler (the Python package, which holds it as released) on the emitted manuscript:
the time from before it is imported until the PDF is written, without the start of Python.
"""

import glob
import os
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


def recompile():
    """The bench program of this profile, whatever hash cargo gave its name."""
    found = [path for path in glob.glob(os.path.join(TARGET, "debug", "deps", "recompile-*")) if not path.endswith(".d")]
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
    lines = subprocess.run([recompile(), SHOWCASE, DECK], capture_output=True, text=True, check=True).stdout.split("\n")
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


def main():
    with tempfile.TemporaryDirectory() as work:
        cold(work)
        edit()
        hundred(work)


main()
