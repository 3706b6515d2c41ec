#!/usr/bin/env python3
"""Makes the pictures of the README anew, from samples: a slide and a finding in each language.

    pip install pillow
    python3 .ci/pictures.py target/debug/recit

They are made by hand when slides have changed their look; no test compares them, as two machines could draw letters
differently. What the finding says stands beside its picture, and tests/suite/docs.rs compares that with the program.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
FONT = ROOT / "templates/fonts/recit-mono/RecitMono_400Regular.ttf"
# Each language: the sample and the page of its slide, the sample and the place of its finding.
SLIDES = {"fr": ("presquile", "2026-T3/13.png"), "en": ("harbour", "03.png")}
FINDINGS = {"fr": ("vanity", "reels-cascade.yaml:5:69"), "en": ("vanity-en", "an-example.yaml:19:44")}
WIDTH = 900
SIZE = 17
PAPER, INK = "#16202a", "#e8e6e1"
AMBER, BLUE = "#f0b64d", "#7fb3e6"


def slide(program: str, language: str, work: Path) -> None:
    """Draws one page of a sample, small."""
    sample, page = SLIDES[language]
    out = work / sample
    subprocess.run([program, "build", ROOT / "samples" / sample, "--emit", "png", "-o", out], check=True)
    found = out / page if (out / page).exists() else next(out.rglob(page))
    picture = Image.open(found).convert("RGB")
    picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    save(picture, f"slide.{language}.png")


def finding(program: str, language: str, work: Path) -> None:
    """Draws one finding of a sample as a terminal shows it."""
    sample, place = FINDINGS[language]
    folder = ROOT / "samples" / sample
    if sample == "vanity-en":
        folder = boast_in_english(work)
    env = {"COLUMNS": "100", "LC_ALL": f"{language}_{'FR' if language == 'fr' else 'GB'}.UTF-8"}
    said = subprocess.run([program, "check", "--all"], cwd=folder, env=env, capture_output=True, text=True).stdout
    block = next(block for block in said.split("\n\n") if place in block)
    draw_lines(block.splitlines(), f"finding.{language}.png")


def boast_in_english(work: Path) -> Path:
    """The English starter with a sentence that boasts; tests/suite/docs.rs makes the same one."""
    folder = work / "vanity-en"
    subprocess.run(["cp", "-r", ROOT / "samples/starter-en", folder], check=True)
    story = folder / "2026-Q3/stories/an-example.yaml"
    boast = 'change: "Our engagement rate rose to 3.1%, ahead of our neighbours."'
    story.write_text(re.sub(r'change: ".*"', boast, story.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def draw_lines(lines: list[str], name: str) -> None:
    """Draws the lines of a finding, in the colours of a terminal."""
    font = ImageFont.truetype(str(FONT), SIZE)
    advance, height, margin = font.getlength("m"), round(SIZE * 1.35), 18
    longest = max(map(len, lines))
    picture = Image.new("RGB", (round(longest * advance) + 2 * margin, len(lines) * height + 2 * margin), PAPER)
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        severity = line.find("]") if row == 0 else -1
        for column, letter in enumerate(line):
            x, y = margin + column * advance, margin + row * height
            colour = AMBER if column <= severity or letter == "━" else BLUE if letter in "╭▸│╰" else INK
            if letter == "▸":
                pen.polygon([(x, y + 6), (x + 8, y + 10), (x, y + 14)], fill=colour)
            else:
                pen.text((x, y), letter, font=font, fill=colour)
    save(picture, name)


def save(picture: Image.Image, name: str) -> None:
    """Saves a picture of few colours, which keeps it small."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(PICTURES / name, optimize=True)
    print(name, picture.size, (PICTURES / name).stat().st_size)


def main() -> None:
    """Makes all pictures with the program named."""
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as work:
        for language in SLIDES:
            slide(program, language, Path(work))
            finding(program, language, Path(work))


main()
