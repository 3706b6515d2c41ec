"""Writes the two fonts that the program cuts out of DejaVu: the signs that its other fonts lack, and letters of one width.

    apt-get install fonts-dejavu-core && pip install fonttools
    python3 .ci/signs.py [FOLDER OF DEJAVU]

DejaVu asks that a changed font has another name, so the families are `Recit Signs` and `Recit Mono`.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = pathlib.Path(__file__).resolve().parent.parent / "templates" / "fonts"
DEJAVU = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/dejavu")
OWN = ["recit-signs", "recit-mono"]

# Latin letters of Africa and Viet Nam, letters of sounds, punctuation, raised and lowered digits, currencies, signs like
# letters, fractions, Roman numbers, arrows, mathematics, keys, circled numbers, frames, shapes, weather, games, ticks.
SIGNS = [
    (0x180, 0x24F), (0x250, 0x2FF), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209F),
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x2423, 0x2423), (0x2460, 0x24FF), (0x2500, 0x259F), (0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF),
    (0x27C0, 0x27FF), (0x2900, 0x297F), (0x2B00, 0x2BFF),
]
# What code is written in: ASCII, Western Europe, frames, the signs that editors put for spaces and breaks.
CODE = [(0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2500, 0x259F)]


def known():
    """The signs that all styles of some family of the program have."""
    found = set()
    for folder in FONTS.iterdir():
        if folder.is_dir() and folder.name not in OWN:
            styles = [set(TTFont(path).getBestCmap()) for path in sorted(folder.glob("*.ttf"))]
            found |= set.intersection(*styles)
    return found


def within(ranges):
    return {sign for first, last in ranges for sign in range(first, last + 1)}


def write(source, signs, folder, family):
    font = TTFont(DEJAVU / source)
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=signs & set(font.getBestCmap()))
    cut.subset(font)
    names = {1: family, 3: family, 4: family, 6: family.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    target = FONTS / folder
    target.mkdir(exist_ok=True)
    font.save(target / f"{family.replace(' ', '')}_400Regular.ttf")


# A ligature or an alternative of a sign draws nothing that somebody types; U+FFFD stands for what was lost.
write("DejaVuSans.ttf", within(SIGNS) - known() - {0xFFFD}, OWN[0], "Recit Signs")
write("DejaVuSansMono.ttf", within(CODE), OWN[1], "Recit Mono")
