from django.urls import path

from core.history.urls import history_of
from opportunities.views import board, cards, cycles, dropping, moving, periods, reports

app_name = "opportunities"
urlpatterns = [
    path("", cards.OpportunityList.as_view(), name="list"),
    path("new/", cards.NewOpportunity.as_view(), name="new"),
    path("delete-closed/", cards.delete_closed, name="delete_closed"),
    path("by-period/", periods.by_period, name="by_period"),
    path("by-salesperson/", reports.BySalesperson.as_view(), name="by_salesperson"),
    path("board/", board.board, name="board"),
    path("cycles/", cycles.CycleList.as_view(), name="cycles"),
    path("cycles/analysis/", reports.analysis, name="analysis"),
    path("cycles/new/", cycles.NewCycle.as_view(), name="new_cycle"),
    path("cycles/<str:code>/", cycles.CycleCard.as_view(), name="cycle_card"),
    path("cycles/<str:code>/delete/", cycles.DeleteCycle.as_view(), name="cycle_delete"),
    path("cycles/<str:code>/comment/", cycles.CommentOnCycle.as_view(), name="cycle_comment"),
    *history_of(cycles.CycleCard, "cycles/<str:code>/", "cycle_"),
    path("<str:number>/", cards.OpportunityCard.as_view(), name="card"),
    path("<str:number>/delete/", cards.DeleteOpportunity.as_view(), name="delete"),
    path("<str:number>/comment/", cards.CommentOnOpportunity.as_view(), name="comment"),
    path("<str:number>/move/", moving.move, name="move"),
    path("<str:number>/print/", reports.details, name="details"),
    path("<str:number>/drop/", dropping.drop, name="drop"),
    path("<str:number>/close/<str:outcome>/", moving.close, name="close"),
    *history_of(cards.OpportunityCard, "<str:number>/"),
]
