"""The pre-flight check: what would go wrong when a campaign is activated, or its segments are logged.

`faults_of` answers for many campaigns at once, in a bounded number of statements; `facts` asks, `checks` judges.
"""

from pricing.preflight.answers import Fault, against_status, faults_of

__all__ = ["Fault", "against_status", "faults_of"]
