// The script of a package that wants to do harm. Each attempt ends as a word on its page: what it got, or how it was stopped.
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
    var site = "SITE";
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
