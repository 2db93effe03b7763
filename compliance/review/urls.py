"""Every address of the workbench."""

from __future__ import annotations

from django.urls import path

from compliance.review.api.application import addresses, api
from compliance.review.views import documents, errors, home, sign_in, submissions
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
    path("submissions/", submissions.every, name="submissions"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/drafts/", submissions.hand_in, name="hand_in"),
    path("drafts/<int:pk>/checks/", submissions.ask, name="ask_check"),
    path("checks/<int:pk>/", submissions.check, name="check"),
    path("checks/<int:pk>/cancel/", submissions.cancel, name="cancel_check"),
    path("checks/<int:pk>/report.html", submissions.report_page, name="report_page"),
    path("checks/<int:pk>/report.json", submissions.report_json, name="report_json"),
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
