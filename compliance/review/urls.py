"""Every address of the workbench."""

from __future__ import annotations

from django.urls import path

from compliance.review.api.application import addresses, api
from compliance.review.views import documents, errors, home, sign_in
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
    path("api/", addresses(api)),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
