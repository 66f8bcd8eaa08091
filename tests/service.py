"""The service as deploy/ starts it: HAProxy, two processes of the app, a PostgreSQL server; below a path, over TLS."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import cache
from pathlib import Path
from typing import Any

from browser import ROOT, free_port
from install_browser import find_proxy
from patience import PATIENCE, wait_until

PATH = "/lab"


@dataclass(frozen=True)
class Service:
    """A running service: its address, and the port of each process by the value of the visitors' cookie."""

    address: str
    ports: dict[str, int]

    def get(self, path: str, process: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
        """Ask as a visitor of one process; return status, text and headers, without following a redirection."""
        if process:
            headers["Cookie"] = f"LAB_PROCESS={process}"
        request = urllib.request.Request(self.address + path, headers=headers)
        opener = urllib.request.build_opener(_NoFollowing, urllib.request.HTTPSHandler(context=trusting()))
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode(errors="replace"), _lower(answer.headers)
        except urllib.error.HTTPError as problem:
            with problem:
                return problem.code, problem.read().decode(errors="replace"), _lower(problem.headers)

    def kill(self, process: str) -> None:
        """End one process of the app as a crash does."""
        os.kill(self.process_id(process), signal.SIGKILL)

    def process_id(self, process: str) -> int:
        """Return the system's number of one process of the app."""
        port = f"--server.port {self.ports[process]}"
        for one in Path("/proc").iterdir():
            if one.name.isdigit() and "streamlit" in (line := _command(one)) and line.endswith(port):
                return int(one.name)
        raise AssertionError(f"no process {process}")


class _NoFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _command(process: Path) -> str:
    try:
        words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return ""
    return " ".join(words).strip() if Path(words[0]).name.startswith("python") else ""


@cache
def trusting() -> ssl.SSLContext:
    """Accept the certificate that the test made for itself."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def certificate(folder: Path) -> Path:
    """Make a key and a certificate of 127.0.0.1, both in one file, as HAProxy reads them."""
    key, made = folder / "key.pem", folder / "certificate.pem"
    asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subject = ["-subj", "/CN=lab", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(made)]
    subprocess.run(["openssl", *asked, *subject, *files], check=True, capture_output=True)
    both = folder / "lab.pem"
    both.write_text(made.read_text() + key.read_text())
    return both


@contextmanager
def running_service(folder: Path, database_url: str = "", **environment: str) -> Iterator[Service]:
    """Start what README's third command starts; stop it at the end. What it says stands in `service.log`."""
    proxy = find_proxy()
    assert proxy, "no HAProxy: run tests/install.py"
    ports = {"a": free_port(), "b": free_port()}
    bind = f"127.0.0.1:{free_port()}"
    settings = {
        "DATABASE_URL": database_url,
        "LAB_BIND": bind,
        "LAB_TLS": f"ssl crt {certificate(folder)}",
        "LAB_PATH": PATH,
        "LAB_PORT_1": str(ports["a"]),
        "LAB_PORT_2": str(ports["b"]),
        "LAB_PYTHON": str(Path(sys.executable).parent),
        "STREAMLIT_SERVER_BASE_URL_PATH": PATH,
        "STREAMLIT_SERVER_COOKIE_SECRET": "one-secret-for-every-process-of-the-service",
        **environment,
    }
    log = folder / "service.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [proxy, "-W", "-f", "deploy/haproxy.cfg"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    service = Service(f"https://{bind}{PATH}", ports)

    def ready() -> bool:
        return process.poll() is not None or all(answers_itself(service, name) for name in ports)

    try:
        wait_until(ready, "both processes", between=0.1)
        assert process.poll() is None, log.read_text()[-2000:]
        yield service
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def answers_itself(service: Service, name: str) -> bool:
    """Tell whether a process of the app answers, and the proxy has noticed: it sets no other cookie then."""
    try:
        status, _, headers = service.get("/healthz", name)
    except OSError:
        return False
    return status == 200 and "set-cookie" not in headers
