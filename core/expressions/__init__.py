"""Filter expressions: what may be typed into a filter of one column, such as `..CM`, `A*|B*` or `<>0`.

`grammar` splits what was typed into terms, `kinds` and `days` give the terms a meaning,
`columns` finds the kind of a list's column, `filters` makes it a filter of the list.
"""

from core.expressions.filters import Expression, ExpressionFilter
from core.expressions.grammar import ExpressionRefused

__all__ = ["Expression", "ExpressionFilter", "ExpressionRefused"]
