"""Letters and digits that a writer may type as one sign, and how they are spelled: β is beta, R₁ is R1."""

from __future__ import annotations

import re

_LETTERS = (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda µ mu μ mu "
    "ν nu ξ xi ο omicron π pi ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega Γ Gamma Δ Delta "
    "Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega ϵ epsilon ϕ phi ϑ theta ∆ Delta"
)
GREEK = dict(re.findall(r"(\S) (\S+)", _LETTERS))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋", "0123456789aehijklmnoprstuvx+-", strict=True))
_SPELLED = str.maketrans(GREEK | SUBSCRIPTS)


def spelled_out(name: str) -> str:
    """The name in the letters of a keyboard: ``r_π`` -> ``r_pi``, ``R₁`` -> ``R1``."""
    return name if name.isascii() else name.translate(_SPELLED)
