from opportunities.models.cycle import CloseOpportunityCode, SalesCycle, SalesCycleComment, Stage
from opportunities.models.entry import Action, OpportunityEntry
from opportunities.models.opportunity import OPPORTUNITIES, Opportunity, OpportunityComment, Status

__all__ = [
    "OPPORTUNITIES",
    "Action",
    "CloseOpportunityCode",
    "Opportunity",
    "OpportunityComment",
    "OpportunityEntry",
    "SalesCycle",
    "SalesCycleComment",
    "Stage",
    "Status",
]
