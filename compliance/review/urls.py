"""Every address of the workbench."""

from __future__ import annotations

from django.urls import path

from compliance.review.api.application import addresses, api
from compliance.review.views import (
    audit,
    control_samples,
    documents,
    errors,
    home,
    office,
    overview,
    people,
    rounds,
    sign_in,
    submissions,
)
from compliance.review.views import ledger as ledger_views
from compliance.review.views.review import review, review_keys

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", home.language, name="language"),
    path("language/words.js", home.words, name="words"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/", sign_in.Password.as_view(), name="password"),
    path("review/", review, name="review"),
    path("review/keys/", review_keys, name="review_keys"),
    path("documents/<int:document_id>/text", documents.text, name="document_text"),
    path("documents/<int:document_id>/pages/<int:number>.png", documents.page, name="document_page"),
    path("rounds/<int:round_id>/control-sample/", control_samples.control_sample, name="control_sample"),
    path("submissions/", submissions.every, name="submissions"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/drafts/", submissions.hand_in, name="hand_in"),
    path("questions/<int:pk>/answer/", submissions.answer, name="answer"),
    path("drafts/<int:pk>/checks/", submissions.ask, name="ask_check"),
    path("checks/<int:pk>/", submissions.check, name="check"),
    path("checks/<int:pk>/cancel/", submissions.cancel, name="cancel_check"),
    path("checks/<int:pk>/report.html", submissions.report_page, name="report_page"),
    path("checks/<int:pk>/report.json", submissions.report_json, name="report_json"),
    path("rounds/", rounds.round_list, name="rounds"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:number>/", rounds.round_page, name="round"),
    path("rounds/<int:number>/change/", rounds.round_change, name="round_change"),
    path("rounds/<int:number>/close/", rounds.round_close, name="round_close"),
    path("rounds/<int:number>/reopen/", rounds.round_reopen, name="round_reopen"),
    path("rounds/<int:number>/assign/", rounds.round_assign, name="round_assign"),
    path("rounds/<int:number>/spread/", rounds.round_spread, name="round_spread"),
    path("rounds/<int:number>/export/", rounds.round_export, name="round_export"),
    path("rounds/<int:number>/overview/", overview.round_overview, name="round_overview"),
    path("assignments/<int:number>/take-away/", rounds.assignment_take_away, name="assignment_take_away"),
    path("people/", people.people_page, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/import/", people.people_import, name="people_import"),
    path("people/<int:number>/", people.person_change, name="person_change"),
    path("people/<int:number>/deactivate/", people.person_deactivate, name="person_deactivate"),
    path("people/<int:number>/reactivate/", people.person_reactivate, name="person_reactivate"),
    path("people/<int:number>/reset-password/", people.person_reset, name="person_reset"),
    path("people/<int:number>/unlock/", people.person_unlock, name="person_unlock"),
    path("districts/", people.districts, name="districts"),
    path("districts/<int:number>/", people.district_rename, name="district_rename"),
    path("office/", office.office_page, name="office"),
    path("tokens/", office.tokens_page, name="tokens"),
    path("tokens/<int:number>/revoke/", office.token_revoke, name="token_revoke"),
    path("audit/", audit.audit_page, name="audit"),
    path("audit/verify/", audit.audit_verify, name="audit_verify"),
    path("audit/export/", audit.audit_export, name="audit_export"),
    path("ledger/", ledger_views.index, name="ledger"),
    path("ledger/print/", ledger_views.printed, name="ledger_print"),
    path("ledger/sheet.xlsx", ledger_views.sheet, name="ledger_sheet"),
    path("ledger/open/<int:submission_id>/", ledger_views.open_gaps, name="ledger_open"),
    path("ledger/<int:problem_id>/", ledger_views.problem, name="problem"),
    path("ledger/<int:problem_id>/act/", ledger_views.act, name="problem_act"),
    path("ledger/<int:problem_id>/assign/", ledger_views.assign, name="problem_assign"),
    path("api/", addresses(api)),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
