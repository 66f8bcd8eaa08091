"""What stands in front of the app's processes, shown with small servers in their place: seconds instead of a minute."""

from __future__ import annotations

import http.client
import json
import os
import stat
import sys
from urllib.parse import urlsplit

import pytest
from patience import PATIENCE, wait_until
from pydantic import ValidationError
from service import running_service, trusting

from pages.parts.login import Proxy

FRONT = "127.0.0.9"
"""From where the one proxy in front comes, in these tests."""

# A process that starts while a file "cold" lies beside it is not ready until that is taken away; questions are noted.
# While a file "slow" lies there, it takes two seconds to say that it is.
ECHO = """
import http.server, json, os, pathlib, sys, time
folder = pathlib.Path(__file__).parent
asked = folder / f"asked-{os.getpid()}"
class Echo(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.endswith("/readyz") and (folder / "cold").exists() and cold:
            with asked.open("a") as file: file.write("once\\n")
            self.send_response(503)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path.endswith("/readyz") and (folder / "slow").exists():
            time.sleep(2)
            with (folder / f"slow-{os.getpid()}").open("a") as file: file.write("once\\n")
        seen = {**self.headers, "x-peers": os.environ.get("SCENARIO_PEERS", "")}
        told = json.dumps({"headers": seen, "path": self.path, "process": os.getpid()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)
    def log_message(self, *_): pass
cold = (folder / "cold").exists()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--server.port") + 1])), Echo).serve_forever()
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """The proxy, which starts a small server as if it were Python with the app."""
    folder = tmp_path_factory.mktemp("deploy")
    (folder / "streamlit_echo.py").write_text(ECHO)
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} {folder}/streamlit_echo.py "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    with running_service(folder, LAB_PYTHON=str(folder), LAB_FRONT=FRONT) as one:
        yield one, folder / "service.log"


def asked(service, process="", **headers):
    status, text, answered = service.get("/x?secret=scenario", process, **headers)
    assert status == 200
    told = json.loads(text)
    return told["process"], {name.lower(): value for name, value in told["headers"].items()}, answered


def test_what_only_a_proxy_may_say_is_taken_from_whoever_comes_in(service):
    forged = {"X-Forwarded-Email": "ann@example.com", "X-Forwarded-Groups": "board", "X-Forwarded-For": "6.6.6.6"}
    forged |= {"X-Forwarded-Proto": "http", "X-Forwarded-Preferred-Username": "Ann", "X-Forwarded-Host": "evil.example"}
    _, headers, _ = asked(service[0], **forged)
    said = {name: value for name, value in headers.items() if name.startswith("x-forwarded")}
    assert said == {"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https"}
    for name in (
        "X-Auth-Request-Email",
        "x-auth-email",
        "X-Remote-User",
        "REMOTE-USER",
        "Cf-Access-Authenticated-User-Email",
    ):
        assert Proxy(id=name).id == name  # a name that may say who somebody is, from the one proxy in front alone
        assert name.lower() not in asked(service[0], **{name: "ann@example.com"})[1]
    with pytest.raises(ValidationError):
        Proxy(id="X-Who")  # nobody would take it off


def test_what_the_one_proxy_in_front_says_is_passed_on(service):
    address = urlsplit(service[0].address)
    line = http.client.HTTPSConnection(address.netloc, context=trusting(), source_address=(FRONT, 0), timeout=PATIENCE)
    said = {"X-Forwarded-Email": "ann@example.com", "X-Forwarded-Proto": "http"}
    line.request("GET", f"{address.path}/x", headers=said)
    headers = {name.lower(): value for name, value in json.loads(line.getresponse().read())["headers"].items()}
    line.close()
    assert headers["x-forwarded-email"] == "ann@example.com"
    assert headers["x-forwarded-for"] == FRONT


def test_every_process_knows_the_others(service):
    one = service[0]
    told = asked(one)[1]
    assert told["x-peers"] == ",".join(f"http://127.0.0.1:{port}/lab" for port in one.ports.values())


def test_a_visitor_stays_with_a_process_and_goes_on_with_the_other(service):
    one = service[0]
    process, _, answered = asked(one)
    cookie = answered["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    name = cookie.split(";")[0].split("=")[1]
    other = "b" if name == "a" else "a"
    assert all(asked(one, name)[0] == process for _ in range(4))
    second = asked(one, other)[0]
    assert second != process
    os.kill(process, 9)
    wait_until(lambda: asked(one, name)[0] == second, "the other process")
    wait_until(lambda: asked(one, name)[0] not in (process, second), "a new process in its place")


def test_nobody_is_sent_to_a_process_that_still_warms_up(service):
    one, log = service
    folder = log.parent
    before = asked(one, "a")[0]
    (folder / "cold").touch()
    os.kill(before, 9)
    wait_until(lambda: any(file.read_text().count("once") > 1 for file in folder.glob("asked-*")), "two questions")
    (new,) = (int(file.name.removeprefix("asked-")) for file in folder.glob("asked-*"))
    other = asked(one, "b")[0]
    assert other not in (before, new)
    assert all(asked(one, "a")[0] == other for _ in range(4))
    (folder / "cold").unlink()
    wait_until(lambda: asked(one, "a")[0] == new, "the process that is ready now")


def test_a_process_that_answers_late_keeps_its_visitors(service):
    """All who work there would be thrown out, and come back to the other one, which has enough to do."""
    one, log = service
    folder = log.parent
    process = asked(one, "a")[0]
    told = len(log.read_text())
    (folder / "slow").touch()
    noted = folder / f"slow-{process}"
    wait_until(lambda: noted.exists() and noted.read_text().count("once") > 1, "two late answers")
    (folder / "slow").unlink()
    assert asked(one, "a")[0] == process
    assert "DOWN" not in log.read_text()[told:]


def test_a_line_is_written_a_request_and_holds_no_contents(service):
    one, log = service
    asked(one)
    lines = [line for line in log.read_text().splitlines() if line.startswith("{")]
    assert "secret" not in log.read_text()
    told = json.loads(lines[-1])
    assert told.keys() == {"time", "server", "status", "bytes", "ms", "method", "path"}
    assert (told["status"], told["method"], told["path"]) == (200, "GET", "/lab/x")
