"""Date formulas: small programs that turn one day into another, such as `1W-2D` or `CM+10D`.

`formula` holds the value, `terms` what each part does, `letters` the languages, `mistakes` what is refused and offered
instead; none of them knows Django. `fields` stores the value, `forms` asks for it.
"""

from core.dateformulas.formula import DateFormula
from core.dateformulas.refusals import FormulaRefused

__all__ = ["DateFormula", "FormulaRefused"]
