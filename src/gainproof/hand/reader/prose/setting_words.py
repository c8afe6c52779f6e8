"""The words by which sources are switched off, parts taken out or bridged, and nodes held at ground."""

from __future__ import annotations

import re

_NO_NAME = r"(?!(?:the|an|is|are|be|to|at|by|of|with|and|or|in|on|for|so|all|both|loop|when|then|if|as)\b)"
NAME = _NO_NAME + r"\\?[A-Za-z]+(?:_(?:\{[\w,+-]{1,8}\}|\\?\w+)|\d+)?"
AND = r"\s*(?:,\s*and\b|,|\band\b|&|=)\s*"
NAMES = rf"(?P<names>(?<![\w\\]){NAME}(?![\w{{])(?:{AND}{NAME}(?![\w{{]))*)"
NOUN = (
    r"(?:the|both|input|output|signal|source|voltage|current|resistor|capacitor|feedback|load|emitter|offset|bias|"
    r"node|terminal|generator|part|supply|at|loop|meter|series|path|through)s?"
)
THE = rf"(?:{NOUN}\s+){{0,4}}"
FILL = (
    r"(?:(?:is|are|be|being|both|all|now|still|then|again|each|set|put|made|held|kept|tied|connected|replaced|"
    r"switched|turned|forced|left|taken|acts?|acting|as|by|to|at|a|an|the|as|out|equal|temporarily|considered|"
    r"set|ideal|simply|imagined|hard|properly)\s+|(?:[-–=]*>|→|\\to|\\rightarrow|=)\s*)"
)
DEAD = (
    r"(?:off|dead|shut\s+off|neglected|ignored|not\s+driven|undriven|kill\w*|zero(?:ed)?|nulled|null|suppressed|deactivated|disabled|inactive|silent|quiet|idle|"
    r"removed|absent|0(?![\w.]*\w)(?:\s*[VA]\b)?)"
)
GROUNDED = (
    r"(?:grounded|earthed|(?:(?:tied|connected|shorted|held|kept|put|set|clamped|wired)\s+(?:to|at)\s+|at\s+|on\s+)"
    r"(?:the\s+)?(?:ground|earth|0\s*V))"
)
SHORTED = r"(?:short(?:ed|s)?(?:[- ]?circuit(?:ed|s)?)?|bypassed|bridged|(?:piece\s+of\s+)?wire)"
OPENED = (
    r"(?:open(?:ed|s)?(?:[- ]circuit(?:ed|s)?)?|out|removed|taken\s+(?:out|off|away)|off|"
    r"disconnected|detached|unhooked|"
    r"lifted|absent|cut|unconnected|unplugged|pulled|missing|omitted|left\s+(?:out|off)|infinite|"
    r"(?:very|infinitely)\s+large|gone|not\s+(?:connected|there|present|in))"
)
BEHIND = re.compile(
    rf"(?<!but )(?<!except )(?<!besides ){NAMES}(?:\s+(?:node|terminal|pin))?\s*\)?\s*{FILL}{{0,5}}?"
    rf"(?P<what>{DEAD}|{GROUNDED}|{SHORTED}|{OPENED})(?![\w-])(?:\s+out\b)?",
    re.IGNORECASE,
)
KILL = (
    r"kill\w*|deactivat\w*|suppress\w*|zero(?:ing)?|null(?:ing)?|disabl\w*|(?:turn|switch)(?:ing|ed)?\s+off"
)
BRIDGE = r"short(?:ing|s)?(?:\s+(?:out|circuit))?|bypass(?:ing|es)?|bridg(?:e|es|ing)"
LIFT = (
    r"remov(?:e|ing|al\s+of)|pull(?:ing)?|unplug(?:ging)?|disconnect(?:ing)?|detach(?:ing)?|open(?:ing)?|cut(?:ting)?|break(?:ing)?|lift(?:ing)?|"
    r"(?:tak|leav)(?:e|ing)\s+(?:out|off|away)|unhook(?:ing)?|(?:very|infinitely)\s+large"
)
LEAVE = r"without|no|neglect(?:ing)?|ignor(?:e|ing)|omit(?:ting)?|disregard(?:ing)?"
NOT = re.compile(r"(?:\bnot|n't|\bnever|\bcannot)\s+(?:be\s+|simply\s+|just\s+)?\Z", re.IGNORECASE)
"""Before what is not done."""
BEFORE = re.compile(
    rf"\b(?:(?P<kill>{KILL})|(?P<ground>ground(?:ing)?)|(?P<bridge>{BRIDGE})|(?P<lift>{LIFT})|(?P<leave>{LEAVE}))"
    rf"\s+{THE}{NAMES}",
    re.IGNORECASE,
)
TYING = re.compile(
    rf"\b(?:tie|tying|connect\w*|hold\w*|clamp\w*|put\w*)\s+{THE}{NAMES}\s+(?:to|at)\s+(?:the\s+)?(?:ground|earth)\b",
    re.IGNORECASE,
)
SWITCHED = re.compile(
    rf"\b(?:turn|switch|set|put|leav|tak)\w*\s+{THE}{NAMES}\s+(?P<what>off|out|away)\b", re.IGNORECASE
)
ALONE = (
    re.compile(
        rf"{NAMES}\s*\)?\s*(?:is\s+|are\s+|being\s+|acts?\s+|acting\s+|applied\s+)?"
        r"(?:alone|only|on\s+its\s+own|by\s+(?:itself|themselves)|on|active|acts?|acting)(?![\w-])"
    ),
    re.compile(rf"\b(?:[Oo]nly|[Jj]ust)\s+{THE}{NAMES}"),
    re.compile(
        rf"(?i:\b(?:due|owing|response)\s+to|\b(?:because|contribution|effect|part|share)\s+of|\bfrom|"
        rf"\b(?:caused|produced)\s+by|\b(?:all|every\w*|each)(?:\s+\w+)?\s+(?:but|except|besides))\s+{THE}{NAMES}"
    ),
    re.compile(rf"(?:^|[|\n(*;•>-])\s*(?:(?:from|by|for)\s+)?{NAMES}\s*(?:\([^()]*\))?[*_]*\s*(?:[:|&]|\Z)"),
)
OTHERS = re.compile(
    rf"\b(?:others?|rest|(?:every|any)thing\s+else|all\s+else)(?:\s+(?:sources?|inputs?))?\s+{FILL}{{0,4}}?(?:{DEAD}|{GROUNDED}|{SHORTED})\b",
    re.IGNORECASE,
)
ALL_OFF = re.compile(
    rf"(?<!other )(?<!voltage )(?<!current )\b(?:independent\s+)?sources?\s+{FILL}{{0,4}}?{DEAD}(?!\w)|"
    rf"\b(?:{KILL})\s+(?:all\s+|both\s+|the\s+)*(?:independent\s+)?sources?\b",
    re.IGNORECASE,
)
QUIET = re.compile(
    rf"\b(?:no|zero|without(?:\s+an?y?)?|dead)\s+(?:input|signal|excitation)\b(?!\s+(?:bias|current|offset|resist|impedance))|"
    rf"(?<!other )\b(?:input|signal|excitation)s?(?:\s+(?:source|signal|voltage|generator)s?)?\s+"
    rf"{FILL}{{0,4}}"
    rf"(?:{DEAD}|{GROUNDED}|{SHORTED})\b|"
    rf"\b(?:{KILL}|ground(?:ing)?|{BRIDGE})\s+(?:the\s+|both\s+)?(?:input|signal)s?\b(?!\s+\d)",
    re.IGNORECASE,
)
LOADLESS = re.compile(
    r"\b(?:no|without|(?:remov|disconnect|detach|unhook|pull|unplug)\w*(?:\s+of)?|tak\w+\s+(?:off|away|out))[\s-]+(?:the\s+|any\s+|a\s+)?load\b|"
    rf"\bload(?:\s+resist(?:or|ance))?\s+{FILL}{{0,4}}?{OPENED}(?!\w)|\bunloaded\b|"
    r"\bopen[\s-]+(?:circuit\w*|output|terminals?)\b|\b(?:output|terminals?)\s+(?:is\s+|are\s+)?(?:left\s+)?open\b|"
    r"\bno-load\b",
    re.IGNORECASE,
)
METERLESS = re.compile(
    rf"\b(?:meter|galvanometer|detector|voltmeter)\s+{FILL}{{0,4}}?{OPENED}(?!\w)|"
    r"\b(?:without|no|(?:remov|disconnect)\w*|tak\w+(?:\s+out)?)\s+(?:the\s+|a\s+)?(?:meter|galvanometer|detector)\b(?!\s+(?:current|reading|reads))",
    re.IGNORECASE,
)
SHORT_OUTPUT = re.compile(
    rf"\b(?:output|terminals?|load)\s+{FILL}{{0,5}}?(?:{SHORTED}|{GROUNDED}|(?<=at )zero|(?<=at )0)\b|"
    r"\bshort(?:ed|ing|s)?(?:[\s-]+circuit\w*)?(?:\s+at)?(?:\s+the)?\s+(?:output|load|terminals)\b|\bshort[\s-]+circuit\w*\b",
    re.IGNORECASE,
)
BY_A_SHORT = re.compile(r"\b(?:by|as|into|is|acts\s+as)\s+an?\s+short[\s-]*(?:circuit)?", re.IGNORECASE)
AT_NODE = re.compile(
    r"\bshort(?:ed|[\s-]circuit\w*)?\s+(?:at|across|to)\s+(?:the\s+)?(?:node\s+)?(?P<names>\w{1,6})\b"
)
TIED = re.compile(
    rf"(?<!\w)(?P<a>\w{{1,6}})\s+and\s+(?P<b>\w{{1,6}})\s+{FILL}{{0,4}}?(?:{SHORTED}|tied|connected|joined)\s+(?:together|to\s+each\s+other)",
    re.IGNORECASE,
)
OF_A_KIND = re.compile(
    rf"\b(?P<kind>voltage|current)\s+sources?\s+(?:(?P<alone>(?:acts?\s+)?(?:alone|only|on\s+its\s+own|by\s+itself|active)\b)|"
    rf"{FILL}{{0,4}}?(?:{DEAD}|{SHORTED}|{OPENED}|{GROUNDED})(?!\w))",
    re.IGNORECASE,
)
OFFSET = r"(?:input\s+)?offsets?(?:\s+voltages?)?"
BIAS = r"(?:input\s+)?(?:bias(?:\s+currents?)?|IB\b)"
SIGNAL = r"(?:the\s+)?signal"
DUE = (
    r"(?:due|owing)\s+to|because\s+of|(?:effect|contribution|part|share|error|drop|response|caused|produced)s?\s+"
    r"(?:of|by|from|to)|from|only"
)
ROLE = re.compile(
    rf"\b(?:(?P<none>no|without|zero|ideal|neglect\w*)|(?P<due>{DUE}))?\s*(?:the\s+|both\s+|an?y?\s+)?"
    rf"(?:(?P<offset>{OFFSET})|(?P<bias>{BIAS})|(?P<signal>{SIGNAL}))(?:\s+(?:and|or|nor)(?:\s+(?:no|the|of|to|by|from))*\s+(?:(?P<offset2>{OFFSET})|(?P<bias2>{BIAS})))?"
    rf"\s*(?P<how>(?:acts?\s+)?(?:alone|only|by\s+(?:itself|themselves)|on\s+(?:its|their)\s+own|acts?|acting|of\s+zero)\b|"
    rf"{FILL}{{0,3}}?(?:{DEAD}))?",
    re.IGNORECASE,
)
OFFSETS = re.compile(r"v_?(?:os|io|off|offset)\w*\Z", re.IGNORECASE)
BIASES = re.compile(r"i_?(?:b|os|bias)\w*\Z", re.IGNORECASE)
TERMINALS = {"drain": "d", "collector": "c", "emitter": "e", "source": "s", "gate": "g", "base": "b"}
OUTPUTS = ("out", "o", "vo", "vout", "output")
LOADS = ("rl", "rload", "r_l", "r_load", "rlast")
PLAIN = re.compile(r"\$|`|\*\*|\\(?:text|mathrm|emph|textbf|textit)\s*(?=\{)|\\[,;:! ]|\\q?quad\b|~")
VIRTUAL = re.compile(
    r"\bvirtual(?:ly)?[\s-]+(?:short(?:ed)?(?:[\s-]+circuit)?|ground(?:ed)?|earth)\b", re.IGNORECASE
)
BRACES = re.compile(r"(?<!_)\{([^{}]*)\}")
NUMBERED = re.compile(r"\b(?:[Ii]nput|[Ss]ource|[Ss]ignal)s?\s+\d(?:(?:,|\s+and)\s+\d)*(?!\w)")
