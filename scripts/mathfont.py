"""Makes templates/html/font/gainproof-math.woff: Latin Modern Math, cut down to what the page sets.

The font is that of the LaTeX pages; its licence (GUST Font License) lets it be changed under another name.
Usage: mathfont.py latinmodern-math.otf, as Debian's package fonts-lmodern brings it.
"""

import string
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parent.parent / "templates" / "html" / "font" / "gainproof-math.woff"
NAME = "Gainproof Math"
SIGNS = " +-−=·∥/()[]{}→∞∼≈≜≠<>∂√⏞⏟….,%±×′≤≥" + "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
PLANCK = 0x210E  # the italic h
ITALIC, ITALIC_GREEK = range(0x1D434, 0x1D468), range(0x1D6E2, 0x1D71C)


def main() -> None:
    """Cut, rename, write."""
    font = TTFont(sys.argv[1])
    wanted = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
    wanted.name_IDs = [0, 5]
    cutter = subset.Subsetter(wanted)
    cutter.populate(
        unicodes={*map(ord, string.ascii_letters + string.digits + SIGNS), PLANCK, *ITALIC, *ITALIC_GREEK}
    )
    cutter.subset(font)
    for number, words in {1: NAME, 2: "Regular", 4: NAME, 6: NAME.replace(" ", "")}.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    notice = "Changed: a subset of Latin Modern Math under another name; the original is at www.gust.org.pl."
    font["name"].setName(notice, 10, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [NAME.replace(" ", "")]
    cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = NAME
    font.flavor = "woff"
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(OUT)


main()
