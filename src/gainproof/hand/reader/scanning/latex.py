"""How LaTeX spells operators, relations, spaces and letters: tables for the scanner."""

from __future__ import annotations

from gainproof.hand.reader.tokens import words_of

OPERATORS = {
    **dict.fromkeys(("cdot", "times", "ast", "star", "bullet"), "*"),
    **dict.fromkeys(("div", "slash"), "/"),
    **dict.fromkeys(("parallel", "|", "Vert", "lVert", "rVert", "shortparallel"), "∥"),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), "frac"),
    "sqrt": "sqrt",
    "over": "over",
    **dict.fromkeys(("{", "lbrace", "lbrack", "lparen"), "("),
    **dict.fromkeys(("}", "rbrace", "rbrack", "rparen"), ")"),
}

RELATIONS = {
    **dict.fromkeys(("triangleq", "coloneqq", "doteq", "equiv", "eqdef", "coloneq", "defeq"), "≜"),
    **dict.fromkeys(("approx", "cong", "simeq", "sim", "approxeq", "thickapprox"), "≈"),
    **dict.fromkeys(("to", "rightarrow", "longrightarrow"), "→"),
    "gg": "≫",
    "ll": "≪",
    **dict.fromkeys(("gt", "gtrsim"), ">"),
    **dict.fromkeys(("lt", "lesssim"), "<"),
    **dict.fromkeys(("geq", "ge", "geqslant"), "≥"),
    **dict.fromkeys(("leq", "le", "leqslant"), "≤"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    "eq": "=",
}

IMPLIES = {
    **dict.fromkeys(
        words_of("Rightarrow implies Longrightarrow therefore because leadsto mapsto"), "implies"
    ),
    **dict.fromkeys(words_of("Downarrow rightsquigarrow"), "implies"),
    **dict.fromkeys(
        words_of("iff Leftrightarrow Longleftrightarrow leftrightarrow longleftrightarrow"), "iff"
    ),
}

SPACES = words_of(
    ", : ! > / - ; thinspace medspace thickspace enspace negthinspace displaystyle textstyle "
    "scriptstyle scriptscriptstyle limits nolimits nonumber notag hfill hfil rm it bf sf cal "
    "centering small normalsize large allowbreak noindent strut null relax left right middle "
    "checkmark blacksquare square Box qed qedsymbol qedhere "
    "big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm "
    "IEEEnonumber IEEEyesnumber IEEEyessubnumber IEEEeqnarraynumspace"
) | {" ", "\n", "\t"}

WIDE = frozenset(("quad", "qquad", "hskip", "newline"))

WIDENING = frozenset(("hspace", "hspace*"))
"""Commands with an argument, the width of a blank."""

WORDS = words_of("text textrm mbox hbox textit textbf textsf textnormal texttt intertext shortintertext")
"""Commands whose argument is prose."""

BETWEEN_ROWS = frozenset(("intertext", "shortintertext"))
"""Those whose prose stands in a row of its own."""

NAMES = words_of("mathrm mathit operatorname mathsf mathtt mathnormal mathcal mathfrak mathscr")
"""Commands whose argument is one name."""

BOXES = words_of(
    "boxed fbox mathbf boldsymbol bm pmb mathbin mathrel mathord mathopen mathclose mathstrut underline vec "
    "dot smash mathop ensuremath mathinner cancel bcancel xcancel"
)
"""Commands that change how their argument looks, not what it says; a phasor is underlined or bold."""

MARKED = frozenset(("underbrace", "overbrace", "underbracket", "overbracket"))
"""Commands whose argument bears a note."""

ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
}

SKIPPED = words_of(
    "vspace vspace* color phantom hphantom vphantom mspace kern setcounter textcolor "
    "colorbox raisebox footnote"
)
"""Commands that are left out with their first argument."""

QUANTITIES = words_of("SI qty num si unit")
"""siunitx: a number with its unit."""

DEFINING = words_of("newcommand renewcommand providecommand def gdef let DeclareMathOperator")
"""Commands that define commands."""

TABLES = ("cases", "dcases", "rcases", "drcases", "matrix", "pmatrix", "bmatrix", "vmatrix", "array")
"""Environments whose rows are no equations behind a relation."""

ARROWS = frozenset(("xrightarrow", "xRightarrow", "xlongrightarrow"))
STACKS = frozenset(("stackrel", "overset", "underset"))
TAGS = frozenset(("tag", "tag*"))

GREEK = words_of(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
VARIANTS = {"var" + g: g for g in ("epsilon", "theta", "pi", "rho", "sigma", "phi", "kappa")} | {"ell": "l"}

FUNCTIONS = words_of(
    "ln log exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan max min sup inf det arg "
    "Re Im int sum prod partial nabla"
)
"""What is read as a function, and not judged."""
