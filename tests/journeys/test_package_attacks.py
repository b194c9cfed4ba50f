"""A package that wants to do harm: everything it tries in a real browser, and nothing of it works."""

import json

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from courses.catalogue.domain import publish_outline
from courses.packages.domain.placing import place_packages
from courses.packages.models import Play, Statement
from courses.people.models import User
from tests.courses.catalogue.outlines import a_lesson, an_outline, key_of
from tests.courses.packages.making import a_library, a_manifest, as_json, zipped
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)

# Each attempt ends as a word in the frame's own page: what it got, or how it was stopped.
EVIL = """
var H5P = window.H5P || {};
window.Jahat = window.Jahat || {};
window.Jahat.Inti = (function () {
  function Inti() { H5P.EventDispatcher.call(this); }
  Inti.prototype = Object.create(H5P.EventDispatcher.prototype);
  Inti.prototype.getCurrentState = function () { return {}; };
  Inti.prototype.attach = function ($box) {
    var results = {};
    var list = $box.get(0);
    function attempt(name, work) {
      try {
        var got = work();
        if (got && got.then) got.then(function (value) { note(name, "GOT " + value); }, function (e) { note(name, "stopped"); });
        else note(name, got ? "GOT " + String(got).slice(0, 40) : "nothing");
      } catch (error) { note(name, "stopped"); }
    }
    function note(name, text) {
      results[name] = text;
      list.textContent = JSON.stringify(results);
    }
    var site = "%(site)s";
    attempt("origin", function () { return window.origin === "null" ? "" : window.origin; });
    attempt("cookie", function () { return document.cookie; });
    attempt("cookie-native", function () {
      return Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get.call(document);
    });
    attempt("storage", function () { return localStorage.getItem("literasi.progress.v1"); });
    attempt("storage-native", function () {
      return Object.getOwnPropertyDescriptor(Window.prototype, "localStorage").get.call(window).length;
    });
    attempt("database", function () { return indexedDB.open("literasi-packages") && ""; });
    attempt("parent", function () { return parent.document.title; });
    attempt("top", function () { return top.document.cookie; });
    attempt("fetch", function () { return fetch(site + "/data-saya/").then(function (r) { return r.status; }); });
    attempt("post", function () {
      return fetch(site + "/belajar/fakta/", { method: "POST", body: "{}", credentials: "include" })
        .then(function (r) { return r.status; });
    });
    attempt("beacon", function () { navigator.sendBeacon(site + "/mata-mata-beacon/", "x"); return ""; });
    attempt("socket", function () {
      return new Promise(function (yes, no) { var s = new WebSocket(site.replace("http", "ws") + "/mata-mata-ws/"); s.onopen = yes; s.onerror = no; });
    });
    attempt("picture", function () {
      return new Promise(function (yes, no) { var i = new Image(); i.onload = yes; i.onerror = no; i.src = site + "/mata-mata.png?" + document.title; });
    });
    attempt("script", function () {
      return new Promise(function (yes, no) { var s = document.createElement("script"); s.onload = yes; s.onerror = no; s.src = site + "/mata-mata.js"; document.body.append(s); });
    });
    attempt("inline", function () {
      var s = document.createElement("script"); s.textContent = "window.ranInline = 1"; document.body.append(s); return window.ranInline;
    });
    attempt("eval", function () { return (0, eval)("1 + 1"); });
    attempt("form", function () {
      var f = document.createElement("form"); f.action = site + "/mata-mata-form/"; f.method = "post"; document.body.append(f); f.submit(); return "";
    });
    attempt("popup", function () { return window.open(site + "/mata-mata-popup/"); });
    attempt("frame", function () {
      var f = document.createElement("iframe"); f.src = site + "/mata-mata-frame/"; document.body.append(f); return "";
    });
    attempt("top-navigation", function () { top.location = site + "/mata-mata-top/"; return ""; });
    attempt("parent-navigation", function () { parent.location = site + "/mata-mata-parent/"; return ""; });
    attempt("meta", function () {
      var m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = "9;url=" + site + "/mata-mata-meta/"; document.head.append(m); return "";
    });
    // Lies to the page around: wrong shapes, too much, other packages, impossible scores.
    parent.postMessage({ literasi: "said", kind: "__proto__" }, "*");
    parent.postMessage({ literasi: "said", kind: "height", height: 1e12 }, "*");
    parent.postMessage({ literasi: "said", kind: "state", sub: "../..", data: "x", value: "x", sequence: 1 }, "*");
    parent.postMessage({ literasi: "said", kind: "state", sub: "0", data: "state", value: new Array(300000).join("x"), sequence: 1 }, "*");
    parent.postMessage({ literasi: "player", kind: "done", correct: 99, total: 99 }, "*");
    top.postMessage({ literasi: "player", kind: "done", correct: 99, total: 99 }, "*");
    function says(raw, max, extra) {
      parent.postMessage({ literasi: "said", kind: "statement", statement: Object.assign({
        actor: { mbox: "mailto:kepala@lampungutarakab.go.id" },
        verb: { id: "http://adlnet.gov/expapi/verbs/completed" },
        object: { id: "https://lain.example/paket-lain" },
        result: { score: { raw: raw, max: max, min: 0, scaled: raw / max }, completion: true }
      }, extra) }, "*");
    }
    says(500, 3);
    says(-1, 3);
    says(1e300, 1e308);
    says(1, 4, { timestamp: "1999-01-01T00:00:00Z", stored: "1999-01-01T00:00:00Z", id: "11111111-1111-4111-8111-111111111111" });
    setTimeout(function () { document.body.classList.add("tried"); }, 1500);
    setTimeout(function () { attempt("self-navigation", function () { location.href = site + "/mata-mata-self/"; return ""; }); }, 2500);
  };
  return Inti;
})();
"""


def evil_package(site: str) -> bytes:
    library = a_library("Jahat.Inti 1.0", preloadedJs=[{"path": "inti.js"}])
    return zipped(
        {
            "h5p.json": as_json(a_manifest("Jahat.Inti 1.0", title="Jahat")),
            "content/content.json": as_json(
                {"a": "</script><script>window.ranContent = 1</script>\u2028"}
            ),
            "Jahat.Inti-1.0/library.json": as_json(library),
            "Jahat.Inti-1.0/inti.js": EVIL.replace("%(site)s", site).encode(),
        }
    )


@pytest.fixture
def sari(db):
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


@pytest.fixture
def evil(take_in, live_server):
    call_command("build_assets", verbosity=0)
    package = take_in(evil_package(live_server.url))
    publish_outline(an_outline("W6", a_lesson("kartu", "kartu-1")))
    place_packages("W6", {(key_of("kartu"), "kartu-1"): package.pk})
    return package


def open_as(chromium, client, live_server, learner: User) -> Page:
    client.force_login(learner)
    context = chromium.new_context(base_url=live_server.url)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


def test_a_script_of_a_package_reaches_nothing(chromium, client, live_server, sari, evil):
    page = open_as(chromium, client, live_server, sari)
    page.add_init_script(
        "try { localStorage.setItem('literasi.progress.v1', 'rahasia') } catch (none) {}"
    )
    spied: list[str] = []
    # What left the browser: a request that its policy stops is announced, and never answered.
    page.context.on("response", lambda response: spied.append(response.url))
    page.goto(f"/paket/{evil.pk}/")
    inner = page.frame_locator("iframe.package__frame").frame_locator("iframe")
    expect(inner.locator("body.tried")).to_be_visible(timeout=20_000)

    tried = json.loads(inner.locator(".h5p-container").inner_text())

    assert [f"{name}: {result}" for name, result in tried.items() if result.startswith("GOT")] == []
    assert {
        name: tried[name]
        for name in ("cookie-native", "storage-native", "parent", "top", "fetch", "post", "eval")
    } == dict.fromkeys(
        ("cookie-native", "storage-native", "parent", "top", "fetch", "post", "eval"), "stopped"
    )
    assert page.evaluate("location.pathname") == f"/paket/{evil.pk}/"
    until(lambda: Play.objects.exclude(raw=None).exists(), "The one possible result did not arrive")
    play = Play.objects.get()
    assert (play.raw, play.maximum) == (1.0, 4.0)
    document = Statement.objects.get().document
    assert document["actor"]["account"]["name"] == str(sari.public_id)
    assert document["object"]["id"] == evil.address
    assert document["id"] != "11111111-1111-4111-8111-111111111111"
    assert not document["timestamp"].startswith("1999")
    page.wait_for_timeout(2000)
    assert [url for url in spied if "mata-mata" in url] == []
    assert len(page.context.pages) == 1
    page.context.close()


def test_what_a_package_is_made_of_runs_nowhere_when_it_is_opened_directly(
    chromium, client, live_server, sari, evil
):
    page = open_as(chromium, client, live_server, sari)
    told = page.request.get(f"/paket/{evil.pk}/mulai/").json()
    for address in (told["libraries"], told["content"]):
        answer = page.request.get(address)
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        page.goto(address)
        assert page.evaluate("window.ranContent") is None
        assert page.evaluate("window.origin") == "null"
    page.goto(f"/paket/pemutar/#paket={evil.pk}")
    inner = page.frame_locator("iframe")
    expect(inner.locator("body.tried")).to_be_visible(timeout=20_000)
    tried = json.loads(inner.locator(".h5p-container").inner_text())
    assert [name for name, result in tried.items() if result.startswith("GOT")] == []
    page.context.close()
