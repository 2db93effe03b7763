"""What every answer carries, what an error tells, and what the server takes from whom."""

from __future__ import annotations

import http.client
import json
import logging
import os
import re
import socket
import stat
import subprocess
import sys
import threading

import pytest
import waitress
from django.http import Http404, HttpRequest
from django.test import Client
from django.urls import path

from compliance.review import data_folder
from compliance.review.models import Office
from compliance.review.serving import log_lines, server_limits
from compliance.review.views import errors
from tests.review.conftest import DATA, client_of

SECRET = "geheim-8a1f"


def _fails(request: HttpRequest):
    raise RuntimeError(SECRET)


def _missing(request: HttpRequest):
    raise Http404(SECRET)


class Tried:
    """The workbench's addresses, and some that fail."""

    from compliance.review.urls import handler400, handler403, handler404, handler500, urlpatterns

    urlpatterns = [path("fails/", _fails), path("api/fails", _fails), path("missing/", _missing), *urlpatterns]


@pytest.fixture
def browser(reviewer, settings) -> Client:
    settings.ROOT_URLCONF = Tried
    client = client_of(reviewer)
    client.raise_request_exception = False
    return client


ANSWERS = [
    ("/", 200),
    ("/sign-in/", 302),
    ("/password/", 200),
    ("/language/words.js", 200),
    ("/sign-out/", 405),
    ("/missing/", 404),
    ("/no-such-page/", 404),
    ("/fails/", 500),
    ("/api/openapi.json", 200),
    ("/api/no-such-thing", 404),
    ("/api/fails", 500),
    ("/?a=%00", 400),
    ("/static/review/workbench.css", 200),
    ("/static/review/words.js", 200),
    ("/static/review/icon.svg", 200),
    ("/static/../settings.py", 404),
    ("/static/%2e%2e/settings.py", 404),
]


@pytest.mark.parametrize("path, status", ANSWERS)
def test_every_answer_is_closed_to_other_sites(browser, path, status):
    answer = browser.get(path)
    assert answer.status_code == status
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert not answer.has_header("Access-Control-Allow-Origin") and not answer.has_header("Server")
    if not path.startswith("/static/") or status != 200:
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    kind = answer["Content-Type"].replace('"', "")
    assert "charset=utf-8" in kind or kind in ("application/json", "image/svg+xml")


@pytest.mark.parametrize("path, status", [case for case in ANSWERS if not case[0].startswith("/static/r")])
def test_no_page_has_script_or_style_within_it_or_from_elsewhere(browser, path, status):
    text = browser.get(path).text
    assert "style=" not in text and "<style" not in text and not re.search(r"<[^>]* on\w+=", text)
    assert "http://" not in text.replace("http://www.w3.org", "") and "https://" not in text
    assert all(' src="/' in f" {script}" for script in text.split("<script")[1:])


@pytest.mark.parametrize("path", ["/fails/", "/api/fails", "/missing/", "/api/no-such-thing"])
def test_an_error_tells_nothing_of_its_inside(browser, path):
    answer = browser.get(path)
    for inside in (SECRET, "Traceback", "RuntimeError", "site-packages", str(DATA), ".py"):
        assert inside not in answer.text
    assert answer.headers["Content-Type"].startswith("application/json" if path.startswith("/api/") else "text/html")


def test_an_error_is_told_even_where_the_database_is_gone(browser, monkeypatch):
    def gone(*_arguments):
        raise OSError(SECRET)

    monkeypatch.setattr(Office, "here", gone)
    answer = browser.get("/fails/")
    assert answer.status_code == 500 and "程序出错了。" in answer.text and SECRET not in answer.text


def test_an_error_is_written_to_the_log_with_its_inside(browser, caplog):
    browser.get("/fails/")
    assert any(record.exc_info and SECRET in str(record.exc_info[1]) for record in caplog.records)


@pytest.mark.parametrize("host", ["example.com", "127.0.0.1.example.com", "localhost@example.com", "evil\r\nX: y", ""])
def test_a_request_for_another_host_is_refused(db, host):
    answer = Client(raise_request_exception=False).get("/sign-in/", headers={"host": host})
    assert answer.status_code == 400 and "请求有误。" in answer.text


def test_a_forwarded_host_is_not_believed(db):
    answer = Client().get("/password/", headers={"X-Forwarded-Host": "example.com", "X-Forwarded-Proto": "https"})
    assert answer["Location"].startswith("/sign-in/") and "example.com" not in answer["Location"]
    assert not answer.wsgi_request.is_secure()


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_do_nothing(db, method):
    assert Client().generic(method, "/sign-in/").status_code == 405
    assert Client().generic(method, "/language/").status_code in (403, 405)


@pytest.mark.parametrize("fields, status", [(4001, 400), (4000, 302)])
def test_a_form_with_very_many_fields_is_refused(db, fields, status):
    body = "&".join(f"f{number}=1" for number in range(fields))
    answer = Client(raise_request_exception=False).post(
        "/language/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == status


def test_a_very_long_form_is_refused(db):
    body = "next=" + "x" * (2 * 2**20)
    answer = Client(raise_request_exception=False).post(
        "/language/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (400, 413)


# The server


@pytest.fixture
def port():
    """A server with the workbench's limits that tells whence it thinks a request came."""

    def told(environ, start):
        body = json.dumps({n: environ.get(n) for n in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "wsgi.url_scheme")})
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body.encode()]

    server = waitress.create_server(told, host="127.0.0.1", port=0, threads=1, ident=None, **server_limits.limits())
    over = threading.Event()

    def run():  # what server.run does, and ends
        while not over.is_set():
            server.asyncore.loop(timeout=0.05, map=server._map, count=1)

    thread = threading.Thread(target=run)
    thread.start()
    yield server.effective_port
    over.set()
    thread.join()
    server.task_dispatcher.shutdown()
    server.close()


def ask(port: int, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, "/", headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return response.status, dict(response.headers), response.read().decode("utf-8", "replace")


def test_the_server_does_not_name_itself(port):
    assert "Server" not in ask(port)[1]


def test_headers_about_the_client_s_address_are_struck_out(port):
    told = json.loads(ask(port, X_Forwarded_For="192.0.2.9", X_Forwarded_Proto="https")[2])
    assert told == {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": None, "wsgi.url_scheme": "http"}


def test_very_long_headers_are_refused(port):
    assert ask(port, X_Long="x" * (server_limits.MOST_HEADER_BYTES + 1))[0] == 431


def test_a_body_longer_than_an_upload_may_be_is_refused_before_it_is_read(port):
    with socket.create_connection(("127.0.0.1", port), 10) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n")
        assert raw.recv(200).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: +5",
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: xchunked",
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused(port, framing):
    with socket.create_connection(("127.0.0.1", port), 10) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\n" + framing + b"\r\n\r\nabcde")
        assert raw.recv(200)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 501")


def test_slow_clients_hold_no_thread(port):
    """The server of these tests has one thread."""
    slow = []
    for _ in range(20):
        raw = socket.create_connection(("127.0.0.1", port), 10)
        raw.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc")
        slow.append(raw)
    assert ask(port)[0] == 200
    for raw in slow:
        raw.close()


# HTTPS


_BY_HTTPS = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.test import Client
from compliance.review.serving.server_limits import limits
client = Client(raise_request_exception=False)
page = client.get("/sign-in/", secure=True, headers={"host": "ducha.example"})
plain = client.get("/sign-in/", headers={"host": "ducha.example"})
api = client.get("/api/anything", headers={"host": "ducha.example"})
claimed = client.get("/sign-in/", headers={"host": "ducha.example", "X-Forwarded-Proto": "https"})
print(json.dumps({
    "hsts": page["Strict-Transport-Security"],
    "csrf": page.cookies["compliance_csrf"]["secure"],
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE],
    "plain": [plain.status_code, plain["Location"]],
    "api": api.status_code,
    "claimed": claimed.status_code,
    "origins": settings.CSRF_TRUSTED_ORIGINS,
    "front": [limits()["trusted_proxy"], sorted(limits()["trusted_proxy_headers"])],
}))
"""


def test_by_https_cookies_are_secure_and_nothing_is_served_in_the_clear(tmp_path):
    environment = os.environ | {
        "COMPLIANCE_DATA": str(tmp_path),
        "COMPLIANCE_HTTPS": "1",
        "COMPLIANCE_HOSTS": "ducha.example .du.example",
        "COMPLIANCE_FRONT_SERVER": "192.0.2.7",
    }
    environment.pop("DATABASE_URL", None)
    told = subprocess.run(
        [sys.executable, "-c", _BY_HTTPS], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert json.loads(told.stdout) == {
        "hsts": "max-age=31536000; includeSubDomains",
        "csrf": True,
        "session": ["__Host-compliance_session", True],
        "plain": [301, "https://ducha.example/sign-in/"],
        "api": 403,
        "claimed": 301,
        "origins": ["https://ducha.example", "https://*.du.example"],
        "front": ["192.0.2.7", ["x-forwarded-for", "x-forwarded-proto"]],
    }


# The data folder and the log


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_the_data_folder_and_the_secret_key_are_the_owner_s_alone(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    key = data_folder.secret_key(folder)
    (folder / "secret.key").chmod(0o644)  # as a copy brought back may be
    assert data_folder.secret_key(folder) == key and len(key) >= 50
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(DATA.stat().st_mode) == 0o700


def test_a_key_that_was_cut_off_is_made_anew(tmp_path):
    (tmp_path / "secret.key").write_text("short")
    assert len(data_folder.secret_key(tmp_path)) >= 50


def test_two_installations_have_two_keys(tmp_path):
    assert data_folder.secret_key(tmp_path / "a") != data_folder.secret_key(tmp_path / "b")


@pytest.mark.parametrize("end", ["\n", "\r", "\x0b", "\x85", "\u2028", "\x1b[2J", "\u202e"])
def test_what_users_send_cannot_pretend_to_be_an_entry_of_the_log(end):
    record = logging.LogRecord("a", logging.WARNING, "", 0, "Not Found: %s", (f"/x{end}2026 ERROR forged",), None)
    line = log_lines.OneLine().format(record)
    assert line.isprintable() and len(line.splitlines()) == 1 and "WARNING a: Not Found: /x" in line


def test_a_traceback_in_the_log_is_marked_line_by_line():
    try:
        raise ValueError("一\n2026 ERROR forged")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "", 0, "broke", (), sys.exc_info())
    first, *rest = log_lines.OneLine().format(record).splitlines()
    assert first.endswith("ERROR a: broke") and rest and all(line.startswith("| ") for line in rest)
    assert first[:4].isdigit() and "+00:00" in first


def test_the_log_names_a_page_that_is_not_there_in_one_line(browser, caplog):
    browser.get("/x%0A2026 ERROR forged")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert len(log_lines.OneLine().format(record).splitlines()) == 1


def test_the_error_pages_have_their_own_words(rf, reviewer):
    request = rf.get("/")
    request.user = reviewer
    said = {answer(request).status_code for answer in (errors.bad_request, errors.forbidden, errors.not_found)}
    assert said == {400, 403, 404}
    assert errors.csrf_failure(request).status_code == 403
