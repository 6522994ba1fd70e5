from django.urls import path

from core.history.urls import history_of
from segments.models import SegmentStep
from segments.views import (
    adding,
    assigning,
    attaching,
    cards,
    criteria,
    exclusions,
    hold_out,
    lines,
    logging,
    printing,
    reports,
    selling,
)

app_name = "segments"
urlpatterns = [
    path("", cards.SegmentList.as_view(), name="list"),
    path("new/", cards.NewSegment.as_view(), name="new"),
    path("exclusions/<str:campaign>/", exclusions.ExclusionList.as_view(), name="exclusions"),
    path("exclusions/<str:campaign>/add/", exclusions.exclude, name="exclude"),
    path("exclusions/<str:campaign>/lift/", exclusions.lift, name="lift_exclusions"),
    path("hold-out/<str:campaign>/", hold_out.hold_out, name="hold_out"),
    path("hold-out/<str:campaign>/lift/", hold_out.lift, name="lift_hold_out"),
    path("targets/<str:campaign>/", cards.count_targets, name="count_targets"),
    path("of-opportunity/<str:opportunity>/", selling.choose_segment, name="of_opportunity"),
    path("campaign-details/", reports.details, name="campaign_details"),
    path("campaign-details/<str:campaign>/", reports.details_of_one, name="details_of_campaign"),
    path("logging/<int:pk>/", logging.logging, name="logging"),
    path("logging/<int:pk>/again/", logging.log_again, name="log_again"),
    path("<str:number>/", cards.SegmentCard.as_view(), name="card"),
    path("<str:number>/delete/", cards.DeleteSegment.as_view(), name="delete"),
    path("<str:number>/figures/", cards.show_figures, name="figures"),
    *[
        path(f"<str:number>/{kind}/", criteria.by_criteria, {"kind": kind}, name=kind.value)
        for kind in (SegmentStep.Kind.ADD, SegmentStep.Kind.REDUCE, SegmentStep.Kind.REFINE)
    ],
    path("<str:number>/criteria/save/", criteria.save_criteria, name="save_criteria"),
    path("<str:number>/criteria/", criteria.saved_criteria, name="saved_criteria"),
    path("<str:number>/criteria/<str:code>/use/", criteria.use_criteria, name="use_criteria"),
    path("<str:number>/criteria/<str:code>/forget/", criteria.forget_criteria, name="forget_criteria"),
    path("<str:number>/add/contact/", adding.add_contact, name="add_contact"),
    path("<str:number>/add/numbers/", adding.paste, name="paste"),
    path("<str:number>/assign/", assigning.assign, name="assign"),
    path("<str:number>/assigned/<int:pk>/", assigning.assignment, name="assignment"),
    path("<str:number>/assigned/<int:pk>/again/", assigning.begin_again, name="assign_again"),
    path("<str:number>/lines/", lines.SegmentLines.as_view(), name="lines"),
    path("<str:number>/lines/tick/", lines.tick, name="tick"),
    path("<str:number>/lines/untick/", lines.untick, name="untick"),
    path("<str:number>/lines/remove/", lines.remove, name="remove"),
    path("<str:number>/log/", logging.log, name="log"),
    path("<str:number>/lines/<int:pk>/", lines.line, name="line"),
    path("<str:number>/lines/<int:pk>/target/", lines.line_target, name="line_target"),
    path("<str:number>/contacts/", reports.SegmentContacts.as_view(), name="contacts"),
    path("<str:number>/opportunities/", selling.sell, name="sell"),
    path("<str:number>/forbidden/", lines.forbidden, name="forbidden"),
    path("<str:number>/forbidden/take-out/", lines.take_out_forbidden, name="take_out_forbidden"),
    path("<str:number>/attachment/", attaching.attach, name="attach"),
    path("<str:number>/attachment/remove/", attaching.detach, name="detach"),
    path("<str:number>/print/", printing.choose, name="print"),
    path("<str:number>/print/paper/", printing.paper, name="paper"),
    path("<str:number>/empty/", lines.empty, name="empty"),
    path("<str:number>/back/<int:to>/", lines.go_back, name="go_back"),
    *history_of(cards.SegmentCard, "<str:number>/"),
]
