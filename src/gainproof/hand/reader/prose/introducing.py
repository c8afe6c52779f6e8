"""How words bring in a name, “i_b is …”, “let i_b be the base …”, “…, called i_b”: pieces of patterns."""

BELOW = r"(?:_(?:\{[^{}\s]{1,8}\}|\\?[A-Za-z0-9]{1,8})|\d{1,2}|(?<=[iIvVuU])(?:in|src|[a-zA-Z]\d?))?"
"""What stands below a name."""
CURRENT = rf"(?P<name>\b[iI]{BELOW})(?![\w{{}}])"
VOLTAGE = rf"(?P<name>\b[vVuU]{BELOW})(?![\w{{}}])"
IS = r"\s*,?\s*(?:to\s+be|be|is|denotes?|for|as|represents|being|stands\s+for|:?=|:|—|–|\.{2,}|\||&)?\s*"
"""Between a name and what it is."""
CALLED = r"\s*,?\s*(?:,|is|be|by|as|with|is\s+called|is\s+denoted\s+by|we\s+call|\(?call\s+it)\s+"
"""Between what a name is and the name."""
ALONE = r"(?![\w{}])(?!\s*[+*/(−-])(?!\s+(?:the|that|is\s+the|be|denotes?|through|in|across|at|of)\b)"
"""Behind a name that is no term of a sum, and that no other words explain."""
ADJECTIVE = r"(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,2}?"
ENDS = {"drain": "d", "collector": "c", "emitter": "e", "source": "s", "gate": "g", "base": "b"}
"""Terminals of a transistor, and the letter of the node where one is."""

SOME_PART = r"[A-Z][A-Za-z]{0,3}(?:_(?:\{[^{}\s]{1,8}\}|[A-Za-z0-9]{1,8})|\d{1,2})?(?![\w{}])"
_PARTS = rf"{SOME_PART}(?:\s*,\s*(?:and\s+)?{SOME_PART})*\s*(?:,\s*)?and\s+{SOME_PART}"
PLACE = (
    r"(?:(?:the\s+)?(?:op-?\s?amp's\s+)?(?P<pin>non-?inverting|inverting|output)\s+(?:input|terminal|node|pin)"
    r"|(?:the\s+)?(?:node|point|junction)\s+(?!of\b)(?P<node>[A-Za-z0-9]{1,6})(?!\w)"
    r"|(?:the\s+)?(?:node|point|junction|joint|tap|connection)\s+"
    rf"(?:between|of|joining|where)\s+(?P<joined>{_PARTS})"
    r"|(?:the\s+)?(?P<lead>emitter|collector|base|gate|drain|source(?=\s+(?:terminal|of\s+the\s+(?:transistor|FET|MOSFET)))"
    r")(?!\s+(?:current|resist|voltage|node\s+of))(?:\s+(?:terminal|node))?"
    r"|the\s+(?P<end>source)(?!\w)(?!\s+(?:of|resist|side|voltage|terminal)))"
)
"""A node, by words: “node a”, “the inverting input”, “the junction of R1 and R2”, “the emitter”."""
PLACE_AT_START = PLACE.replace("(?:the\\s+)?node", "(?:[Tt]he\\s+)?[Nn]ode").replace(
    "(?:the\\s+)?", "(?:[Tt]he\\s+)?"
)
