"""Gives Atkinson Hyperlegible Next a plain zero, which nobody takes for a fault in an amount or a date.

    pip install fonttools
    python3 .ci/zero.py FOLDER

FOLDER holds the files of the Atkinson Hyperlegible Next Project, version 2.001, under the names they have in
`templates/fonts`. Their zero has a stroke, which is right in an identifier: it stays in the font, as the feature `zero`
(`slashed-zero` in Typst). The licence, SIL Open Font License 1.1, names no reserved name, so the family keeps its own;
its version says what was changed.
"""

import copy
import math
import pathlib
import sys

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

FONTS = pathlib.Path(__file__).resolve().parent.parent / "templates" / "fonts" / "atkinson-hyperlegible-next"
# The zeros as wide as their shape and as wide as all digits, with the names that their slashed forms get.
SLASHED = {"zero": "zero.slash", "zero.tf": "zero.slash.tf"}


def contours(glyph, glyphs):
    """The contours of a glyph, each a list of points and whether each is on the curve."""
    points, ends, flags = glyph.getCoordinates(glyphs)
    begins = [0, *(end + 1 for end in ends)]
    return [
        (list(points[begin : end + 1]), list(flags[begin : end + 1]))
        for begin, end in zip(begins, ends)
    ]


def box(points):
    """The least and the greatest of both coordinates."""
    xs, ys = zip(*points)
    return min(xs), max(xs), min(ys), max(ys)


def plain(glyph, glyphs, slant):
    """The outer contour of a zero, and one counter as large as both halves of its own were."""
    upright = lambda point: (point[0] - point[1] * slant, point[1])
    (outer, flags), *halves = contours(glyph, glyphs)
    left, right, low, high = box([upright(point) for point in outer])
    inner = box([upright(point) for half, _ in halves for point in half])

    def within(point):
        x, y = upright(point)
        x = inner[0] + (x - left) * (inner[1] - inner[0]) / (right - left)
        y = inner[2] + (y - low) * (inner[3] - inner[2]) / (high - low)
        return round(x + y * slant), round(y)

    return [(outer, flags), ([within(point) for point in reversed(outer)], flags[::-1])]


def drawn(shapes):
    """A glyph of contours of quadratic curves."""
    pen = TTGlyphPen(None)
    for points, flags in shapes:
        first = next(index for index, flag in enumerate(flags) if flag & 1)
        points, flags = points[first:] + points[:first], flags[first:] + flags[:first]
        pen.moveTo(points[0])
        curve = []
        for point, flag in zip(points[1:] + points[:1], flags[1:] + flags[:1]):
            curve.append(point)
            if flag & 1:
                pen.lineTo(point) if len(curve) == 1 else pen.qCurveTo(*curve)
                curve = []
        pen.closePath()
    return pen.glyph()


def add_feature(font):
    """The feature `zero`, in every script and language."""
    table = font["GSUB"].table
    swap = otTables.SingleSubst()
    swap.mapping = dict(SLASHED)
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, 0, [swap], 1
    table.LookupList.Lookup.append(lookup)
    record = otTables.FeatureRecord()
    record.FeatureTag = "zero"
    record.Feature = otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [len(table.LookupList.Lookup) - 1]
    table.FeatureList.FeatureRecord.append(record)
    for script in table.ScriptList.ScriptRecord:
        languages = [record.LangSys for record in script.Script.LangSysRecord]
        for language in [script.Script.DefaultLangSys, *languages]:
            language.FeatureIndex.append(len(table.FeatureList.FeatureRecord) - 1)


def write(source):
    font = TTFont(source)
    glyphs, widths = font["glyf"], font["hmtx"].metrics
    slant = math.tan(math.radians(-font["post"].italicAngle))
    slashed = copy.deepcopy(glyphs["zero"])
    shapes = plain(slashed, glyphs, slant)
    tabular = copy.deepcopy(glyphs["zero.tf"])
    tabular.components[0].glyphName = SLASHED["zero"]
    font.setGlyphOrder([*font.getGlyphOrder(), *SLASHED.values()])
    glyphs[SLASHED["zero"]], glyphs[SLASHED["zero.tf"]] = slashed, tabular
    glyphs["zero"] = drawn(shapes)
    for name, other in SLASHED.items():
        widths[other] = widths[name]
    add_feature(font)
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record} with a plain zero"
    font.recalcTimestamp = False
    font.save(FONTS / source.name)


for path in sorted(pathlib.Path(sys.argv[1]).glob("AtkinsonHyperlegibleNext_*.ttf")):
    write(path)
