"""Every address of the workbench."""

from __future__ import annotations

from django.urls import path

from compliance.review.api.application import api
from compliance.review.views import control_samples, errors, home, sign_in, submissions

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", home.language, name="language"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/", sign_in.Password.as_view(), name="password"),
    path("rounds/<int:round_id>/control-sample/", control_samples.control_sample, name="control_sample"),
    path("submissions/", submissions.every, name="submissions"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/drafts/", submissions.hand_in, name="hand_in"),
    path("drafts/<int:pk>/checks/", submissions.ask, name="ask_check"),
    path("checks/<int:pk>/", submissions.check, name="check"),
    path("checks/<int:pk>/cancel/", submissions.cancel, name="cancel_check"),
    path("checks/<int:pk>/report.html", submissions.report_page, name="report_page"),
    path("checks/<int:pk>/report.json", submissions.report_json, name="report_json"),
    path("api/", api.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
