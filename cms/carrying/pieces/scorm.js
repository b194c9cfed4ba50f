// SCORM 1.2 from the inside: finds the API of the LMS around, and talks to it while the page is open.
// Without an LMS everything still works; only nothing is kept.

const MOST_WINDOWS = 12;
const DONE = ["completed", "passed", "failed"];
// What SCORM 1.2 lets a unit keep.
export const MOST_SIGNS = 4096;

export function findApi(start) {
  return above(start) ?? above(openerOf(start));
}

function above(start) {
  try {
    for (let here = start, count = 0; here && count < MOST_WINDOWS; count += 1) {
      if (here.API) return here.API;
      if (!here.parent || here.parent === here) return null;
      here = here.parent;
    }
  } catch (elsewhere) {
    return null;
  }
  return null;
}

function openerOf(start) {
  try {
    return start.top?.opener ?? start.opener ?? null;
  } catch (elsewhere) {
    return start.opener ?? null;
  }
}

// session_time is HHHH:MM:SS.SS.
export function spent(milliseconds) {
  const hundredths = Math.max(0, Math.round(milliseconds / 10));
  const two = (number) => String(number).padStart(2, "0");
  const seconds = Math.floor(hundredths / 100);
  const hours = String(Math.min(9999, Math.floor(seconds / 3600))).padStart(4, "0");
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

export class Session {
  constructor(api, now = () => Date.now()) {
    this.api = api;
    this.now = now;
    this.began = now();
    this.isOpen = Boolean(api) && String(api.LMSInitialize("")) === "true";
    this.writes = this.isOpen && !["review", "browse"].includes(this.get("cmi.core.lesson_mode"));
    if (!DONE.includes(this.status)) this.set("cmi.core.lesson_status", "incomplete");
    this.commit();
  }

  get status() {
    return this.get("cmi.core.lesson_status");
  }

  get(name) {
    return this.isOpen ? String(this.api.LMSGetValue(name) ?? "") : "";
  }

  set(name, value) {
    if (this.writes) this.api.LMSSetValue(name, String(value));
  }

  commit() {
    if (this.writes) this.api.LMSCommit("");
  }

  // What was kept last time; nothing when it is not ours.
  kept() {
    try {
      return JSON.parse(this.get("cmi.suspend_data") || "{}") ?? {};
    } catch (notOurs) {
      return {};
    }
  }

  keep(state) {
    const text = JSON.stringify(state);
    if (text.length <= MOST_SIGNS) this.set("cmi.suspend_data", text);
    this.commit();
  }

  complete() {
    this.set("cmi.core.lesson_status", "completed");
    this.commit();
  }

  // raw of 100; an LMS with a mastery score comes to the same verdict.
  score(percent, isPassed) {
    this.set("cmi.core.score.min", 0);
    this.set("cmi.core.score.max", 100);
    this.set("cmi.core.score.raw", percent);
    this.set("cmi.core.lesson_status", isPassed ? "passed" : "failed");
    this.commit();
  }

  leave() {
    if (!this.isOpen) return;
    this.set("cmi.core.session_time", spent(this.now() - this.began));
    this.set("cmi.core.exit", DONE.includes(this.status) ? "" : "suspend");
    this.commit();
    this.api.LMSFinish("");
    this.isOpen = false;
    this.writes = false;
  }
}

export function startSession(page, win) {
  const session = new Session(findApi(win));
  const alone = page.querySelector("[data-alone]");
  if (alone && !session.isOpen) alone.hidden = false;
  page.addEventListener("visibilitychange", () => {
    if (page.visibilityState === "hidden") session.commit();
  });
  win.addEventListener("pagehide", () => session.leave());
  return session;
}
