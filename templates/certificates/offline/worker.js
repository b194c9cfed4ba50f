{% load static %}{% get_static_prefix as prefix %}// Keeps the page that checks certificates without internet. It keeps nothing about anybody.
const KEPT = "verifikasi-1";
const PAGE = "{% url "certificates:offline" %}";
const LIST = "{% url "certificates:ended-list" %}";
const PARTS = [
  PAGE,
  LIST,
  "{% static "css/literasi.css" %}",
  "{% static "js/early.js" %}",
  "{% static "js/literasi.js" %}",
  "{% static "js/verify/offline.js" %}",
  "{{ prefix }}js/verify/statement.js",
  "{{ prefix }}js/verify/ed25519.js",
  "{% static "icons/site.svg" %}",
  "{% static "fonts/atkinson-hyperlegible-next-latin-400-normal.woff2" %}",
  "{% static "fonts/atkinson-hyperlegible-next-latin-700-normal.woff2" %}",
];
const PATIENCE = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(fetchAnew().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate") event.respondWith(fromNetwork(request, PAGE));
  else if (PARTS.includes(path)) event.respondWith(path === LIST ? fromNetwork(request, LIST) : fromDevice(request));
});

async function fetchAnew() {
  const kept = await caches.open(KEPT);
  await kept.addAll(PARTS.map((part) => new Request(part, { cache: "reload" })));
}

// The network first; without it, or when it is too slow, what this device has kept.
async function fromNetwork(request, instead) {
  try {
    const answer = await Promise.race([fetch(request), tooLong()]);
    if (answer.ok && new URL(request.url).pathname === instead) {
      (await caches.open(KEPT)).put(instead, answer.clone());
    }
    if (answer.status < 500) return answer;
  } catch (noSignal) {
    // Answered below.
  }
  return (await caches.match(instead)) ?? Response.error();
}

async function fromDevice(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

function tooLong() {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error("too slow")), PATIENCE));
}
