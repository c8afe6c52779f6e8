"""The error budget: what each imperfection, tolerance and degree costs, at worst and on average."""

from gainproof.budget.making import error_budget
from gainproof.budget.nouns import Budget, Cause, Row, Sampled, Temperature, Variable, Worst

__all__ = ["Budget", "Cause", "Row", "Sampled", "Temperature", "Variable", "Worst", "error_budget"]
