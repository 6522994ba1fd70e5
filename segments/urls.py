from django.urls import path

from core.history.urls import history_of
from segments.views import adding, assigning, cards, exclusions, lines, registering, selling

app_name = "segments"
urlpatterns = [
    path("", cards.SegmentList.as_view(), name="list"),
    path("new/", cards.NewSegment.as_view(), name="new"),
    path("exclusions/<str:campaign>/", exclusions.ExclusionList.as_view(), name="exclusions"),
    path("exclusions/<str:campaign>/add/", exclusions.exclude, name="exclude"),
    path("exclusions/<str:campaign>/lift/", exclusions.lift, name="lift_exclusions"),
    path("targets/<str:campaign>/", cards.count_targets, name="count_targets"),
    path("of-opportunity/<str:opportunity>/", selling.choose_segment, name="of_opportunity"),
    path("<str:number>/", cards.SegmentCard.as_view(), name="card"),
    path("<str:number>/delete/", cards.DeleteSegment.as_view(), name="delete"),
    path("<str:number>/figures/", cards.show_figures, name="figures"),
    path("<str:number>/add/", adding.add_by_filter, name="add"),
    path("<str:number>/add/contact/", adding.add_contact, name="add_contact"),
    path("<str:number>/add/numbers/", adding.paste, name="paste"),
    path("<str:number>/assign/", assigning.assign, name="assign"),
    path("<str:number>/assigned/<int:pk>/", assigning.assignment, name="assignment"),
    path("<str:number>/assigned/<int:pk>/again/", assigning.begin_again, name="assign_again"),
    path("<str:number>/lines/", lines.SegmentLines.as_view(), name="lines"),
    path("<str:number>/lines/tick/", lines.tick, name="tick"),
    path("<str:number>/lines/untick/", lines.untick, name="untick"),
    path("<str:number>/lines/remove/", lines.remove, name="remove"),
    path("<str:number>/lines/<int:pk>/target/", lines.line_target, name="line_target"),
    path("<str:number>/lines/<int:pk>/call/", registering.LineCall.as_view(), name="line_call"),
    path("<str:number>/lines/<int:pk>/interaction/", registering.LineInteraction.as_view(), name="line_interaction"),
    path("<str:number>/opportunities/", selling.sell, name="sell"),
    path("<str:number>/empty/", lines.empty, name="empty"),
    path("<str:number>/back/<int:to>/", lines.go_back, name="go_back"),
    *history_of(cards.SegmentCard, "<str:number>/"),
]
