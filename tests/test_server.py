"""What the server answers, and what it lets a browser do."""

import base64
import gzip
import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit
from streamlit import net_util

from dashboard import assets
from dashboard import server as serving
from dashboard.data import Build, Failure
from dashboard.document import frontend
from dashboard.exports.fonts import font_path
from dashboard.pages import PAGES, page_path
from dashboard.policy import Policy, content_policy
from pipelines.errors import PublishedBuildMissing
from tests.conftest import settle

pytestmark = pytest.mark.xdist_group("browser")

PATHS = [*map(page_path, PAGES), "/healthz", "/csp-report", "/no-such", "/assets/none.js", "/_stcore/health"]


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


# The policy


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_policy(server, path):
    headers = server.ask(path).headers
    policy = directives(headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


def test_no_script_is_inline_or_evaluated_from_text():
    scripts = directives(content_policy(["sha256-x"], "127.0.0.1:8501"))["script-src"]
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert scripts == ["'self'", "'wasm-unsafe-eval'", "blob:", "'sha256-x'"]


def test_no_directive_names_another_host():
    policy = directives(content_policy(["sha256-x"], "127.0.0.1:8501"))
    named = {value for values in policy.values() for value in values if "." in value or "*" in value}
    assert named == {"ws://127.0.0.1:8501", "wss://127.0.0.1:8501"}


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "", "x\r\ny"])
def test_a_host_name_cannot_write_into_the_policy(host):
    assert directives(content_policy([], host))["connect-src"] == ["'self'"]


def test_the_hashes_are_those_of_the_installed_index():
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = re.findall(r"<script>(.*?)</script>", index.read_text("utf-8"), re.DOTALL)
    hashes = {"sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in inline}
    assert set(frontend().script_hashes) == hashes
    assert len(hashes) == 1


def test_our_document_has_no_inline_script_or_style(server):
    for path in map(page_path, PAGES):
        html = server.ask(path).body.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
        assert "<style" not in html
        assert " style=" not in html
        assert re.findall(r"\bon[a-z]+=", html) == []


def test_a_report_is_counted(server):
    before = server.policy_reports()
    body = json.dumps({"csp-report": {"blocked-uri": "https://a.example", "document-uri": "/x"}}).encode()
    assert server.ask("/csp-report", "POST", body).status == 204
    assert server.policy_reports() == before + 1
    assert "https://a.example" in server.log.read_text("utf-8")


def test_a_report_that_is_too_long_is_refused(server):
    before = server.policy_reports()
    assert server.ask("/csp-report", "POST", b"x" * 100_000).status == 413
    assert server.policy_reports() == before


# Whom it answers


def test_a_page_of_another_site_gets_no_answer(server):
    assert server.ask("/_stcore/health", Origin="https://evil.example").status == 403
    assert server.ask("/_stcore/health", Origin="null").status == 403
    assert server.ask("/_stcore/health", Origin=server.url).status == 200


def test_a_socket_for_another_site_is_refused(server):
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    assert server.ask("/_stcore/stream", **upgrade, Origin="https://evil.example").status == 403


def test_a_foreign_name_for_this_machine_gets_no_answer(server):
    assert server.ask("/", Host="evil.example").status == 403
    assert server.ask("/", Host=f"localhost:{server.port}").status == 200


def test_names_people_use_are_allowed_and_others_are_not():
    policy = Policy(None, script_hashes=(), host_names=["Atlas.example"])
    assert not policy._refused("atlas.example:8501", None)
    assert not policy._refused("atlas.example", "http://atlas.example")
    assert policy._refused("atlas.example", "http://atlas.example:81")
    assert policy._refused("other.example", None)


def test_streamlit_cannot_look_up_this_machines_address():
    serving.stay_at_home()
    assert net_util.get_external_ip() is None
    assert net_util.get_internal_ip() is None


def test_the_agent_api_is_off(server):
    answer = server.ask("/_stcore/agent/interact", "POST", b"{}", Content_Type="application/json")
    assert answer.status in (403, 404)


def test_no_hosting_service_may_steer_a_page_or_collect_from_it(server):
    told = json.loads(server.ask("/_stcore/host-config").body)
    assert told["allowedOrigins"] == []
    assert told["metricsUrl"] == ""


# Health


def health() -> tuple[int, dict]:
    answer = serving.health(None)
    return answer.status_code, json.loads(answer.body)


def test_health_tells_build_age_and_last_failure(monkeypatch):
    built = datetime.now(UTC) - timedelta(minutes=5)
    failed = Failure(datetime(2026, 11, 21, tzinfo=UTC), "districts_sum_to_city: 3 rows")
    monkeypatch.setattr(serving.data, "latest", lambda: Build("3f9c1a20b7de", built, "", None))
    monkeypatch.setattr(serving.data, "last_failure", lambda: failed)
    status, told = health()
    assert (status, told["status"], told["build_id"]) == (200, "ok", "3f9c1a20b7de")
    assert datetime.fromisoformat(told["built_at"]) == built
    assert 299 <= told["age_seconds"] <= 310
    assert told["last_failed_build"] == {
        "failed_at": "2026-11-21T00:00:00+00:00", "message": "districts_sum_to_city: 3 rows",
    }  # fmt: skip


def test_health_tells_when_an_older_build_stands_in(monkeypatch):
    monkeypatch.setattr(serving.data, "latest", lambda: Build("a", datetime.now(UTC), "b", None))
    assert health()[1]["status"] == "stand_in"


def test_without_a_build_health_is_503(monkeypatch):
    def none_yet():
        raise PublishedBuildMissing("data/published/LATEST", "nothing is published", "Run `make data`.")

    monkeypatch.setattr(serving.data, "latest", none_yet)
    status, told = health()
    assert (status, told["status"]) == (503, "no_build")


# Assets


def assets_of(html: str) -> list[str]:
    return re.findall(r'"(/assets/[^"]+)"', html)


def test_assets_keep_for_ever_under_the_hash_of_their_content(server):
    for url in set(assets_of(server.ask("/").body.decode())):
        answer = server.ask(url)
        digest = re.fullmatch(r"/assets/.+-([0-9a-f]{16})\.\w+", url)[1]
        assert answer.status == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert hashlib.sha256(answer.body).hexdigest().startswith(digest)


def test_an_asset_comes_gzipped_to_who_takes_it(server):
    style = next(url for url in assets_of(server.ask("/").body.decode()) if url.endswith(".css"))
    plain = server.ask(style)
    packed = server.ask(style, Accept_Encoding="br;q=0.5, gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert gzip.decompress(packed.body) == plain.body


def test_a_font_is_not_packed_twice(server):
    font = next(url for url in assets_of(server.ask("/").body.decode()) if url.endswith(".woff2"))
    answer = server.ask(font, Accept_Encoding="gzip")
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.body in (font_path(400, "woff2").read_bytes(), font_path(700, "woff2").read_bytes())


@pytest.mark.parametrize("path", [
    "/assets/../dashboard/server.py", "/assets/..%2f..%2fpyproject.toml", "/assets/..\\pyproject.toml",
    "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/shell.css",
    "/assets/", "/../pyproject.toml", "/static/../../../../config.py",
])  # fmt: skip
def test_no_path_leads_to_another_file(server, path):
    answer = server.ask(path)
    assert answer.status in (302, 400, 404)
    assert b"requires-python" not in answer.body
    assert b"root:" not in answer.body


def test_a_changed_file_gets_another_address(tmp_path):
    script = tmp_path / "layer.js"
    script.write_text("1", "utf-8")
    first = assets.asset_url(script)
    assert assets.asset_url(script) == first
    script.write_text("22", "utf-8")
    assert assets.asset_url(script) != first
    assert re.fullmatch(r"/assets/layer-[0-9a-f]{16}\.js", first)


# Addresses


def test_a_page_is_in_the_language_and_theme_of_its_address(server):
    chinese = server.ask("/carbon-peak").body.decode()
    english = server.ask("/carbon-peak?lang=en&theme=dark").body.decode()
    assert '<html lang="zh-CN" data-theme="">' in chinese
    assert "<title>碳达峰 · 碳图</title>" in chinese
    assert '<html lang="en" data-theme="dark">' in english
    assert "<title>Carbon peak · Tantu</title>" in english


def test_an_address_without_a_page_leads_to_the_first_one_which_is_told(server):
    answer = server.ask("/no/such?lang=en")
    assert (answer.status, answer.headers["location"]) == (302, "/?page=no%2Fsuch&lang=en")


def test_text_in_an_address_is_never_markup(server):
    html = server.ask("/?lang=%22%3E%3Cscript%3E1%3C/script%3E&theme=%22onload=1").body.decode()
    assert "<script>1" not in html
    assert "onload=1" not in html


# In the browser


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")


PAPER, NIGHT = "rgb(250, 250, 247)", "rgb(12, 21, 24)"


@pytest.mark.browser
def test_a_switch_of_language_or_theme_needs_no_new_document(visit):
    page = visit("/")
    page.evaluate("window.sameDocument = true")
    page.locator("[data-switch=lang]").click()
    settle(page)
    page.locator("[data-switch=dark]").click()
    settle(page)
    assert page.url.endswith("/?lang=en&theme=dark")
    assert page.evaluate("[document.documentElement.lang, window.sameDocument]") == ["en", True]
    assert page.title() == "Map · Tantu"
    assert page.locator("nav a[aria-current=page]").inner_text() == "Map"
    assert background(page) == NIGHT


@pytest.mark.browser
def test_navigation_keeps_what_is_chosen_and_back_goes_back(visit):
    page = visit("/?region=310113&lang=en&theme=light")
    page.get_by_role("link", name="Sources", exact=True).click()
    settle(page)
    assert page.url.endswith("/sources?region=310113&lang=en&theme=light")
    assert page.locator("nav a[aria-current=page]").inner_text() == "Sources"
    page.go_back()
    settle(page)
    assert page.url.endswith("/?region=310113&lang=en&theme=light")
    assert page.locator("nav a[aria-current=page]").inner_text() == "Map"


@pytest.mark.browser
def test_without_a_choice_the_page_follows_the_system(visit):
    page = visit("/sources")
    assert background(page) == PAPER
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    settle(page)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert background(page) == NIGHT


@pytest.mark.browser
def test_a_chosen_theme_holds_against_the_system(visit):
    page = visit("/sources?theme=light")
    page.emulate_media(color_scheme="dark")
    settle(page)
    assert background(page) == PAPER


@pytest.mark.browser
def test_the_own_family_is_what_is_drawn(visit):
    page = visit("/")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Tantu Sans" in family for family in loaded)
    family = page.locator("[data-testid=stMain]").evaluate("element => getComputedStyle(element).fontFamily")
    assert "Tantu Sans" in family


@pytest.mark.browser
def test_the_first_tab_stop_leads_to_the_content(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "tantu-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.testid") == "stMain"


@pytest.mark.browser
@pytest.mark.parametrize(("address", "told"), [
    ("/no-such", "没有地址为“no-such”的页面"),
    ("/?lang=fr", "没有代码为“fr”的语言"),
    ("/?regoin=310113&lang=en", 'The part "regoin=310113" of the link is not understood'),
])  # fmt: skip
def test_a_code_that_stands_for_nothing_is_said_aloud(visit, address, told):
    assert told in visit(address).locator("[data-testid=stMain]").inner_text()


@pytest.mark.browser
def test_nothing_of_streamlits_own_frame_is_seen(visit):
    page = visit("/")
    for part in ("stHeader", "stToolbar", "stDecoration", "stStatusWidget", "stMainMenu", "stSkipToContent"):
        assert page.locator(f"[data-testid={part}]:visible").count() == 0
    assert "Streamlit" not in page.title()
