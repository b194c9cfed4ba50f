// A device that belongs to nobody: it forgets its guest after "I am done", or after five minutes without a touch.
import { cookieValue } from "./sending.js";
import { fill, wordsOf } from "./words.js";

const IDLE_MS = 5 * 60 * 1000;
const WARNING_MS = 30 * 1000;

// "", "warn" or "finish" for somebody whose last touch was this long ago.
export function kioskState(idle, limit = IDLE_MS, warning = WARNING_MS) {
  if (idle >= limit) return "finish";
  return idle >= limit - warning ? "warn" : "";
}

export function startKiosk(page) {
  if (!cookieValue(page.cookie, "kios")) return;
  const words = wordsOf(page);
  const bar = page.createElement("div");
  bar.className = "kiosk";
  const said = page.createElement("p");
  said.setAttribute("role", "alert");
  const button = page.createElement("button");
  button.className = "button button--primary";
  button.type = "button";
  button.textContent = words.kioskDone;
  button.addEventListener("click", () => endVisit(page));
  bar.append(said, button);
  page.body.append(bar);
  let touched = Date.now();
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  setInterval(() => {
    const idle = Date.now() - touched;
    const state = kioskState(idle);
    bar.classList.toggle("kiosk--warn", state === "warn");
    said.textContent =
      state === "warn" ? fill(words.kioskWarning, { seconds: Math.ceil((IDLE_MS - idle) / 1000) }) : "";
    if (state === "finish") endVisit(page);
  }, 1000);
}

function endVisit(page) {
  localStorage.clear();
  sessionStorage.clear();
  const form = page.createElement("form");
  form.method = "post";
  form.action = "/tempat-belajar/selesai/";
  page.body.append(form);
  form.submit();
}
