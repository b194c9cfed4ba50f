// Who came: scan, tap, count. Everything is on the device first; the server's word is shown when it comes.
import { csrfToken } from "../sending.js";
import { fill } from "../words.js";
import { openCamera } from "./camera.js";
import { standingOf } from "./card.js";
import { keepNote, newNote, readNotes, sendNotes } from "./notes.js";

// The camera sees a card many times a second; the same one again after this is a replay worth noting.
const SAME_SCAN_MS = 4000;
const TRY_AGAIN_MS = 15000;
const REFUSED_HERE = ["unreadable", "other_regency", "forged", "expired"];

export function startAttendance(page) {
  const root = page.querySelector("[data-attendance]");
  if (root) new Attendance(page, root).start();
}

export function isRepeated(seen, text, now) {
  const before = seen.get(text) ?? -Infinity;
  seen.set(text, now);
  return now - before < SAME_SCAN_MS;
}

// "20261122" of a moment, by the device's own calendar.
export function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}${two(moment.getMonth() + 1)}${two(moment.getDate())}`;
}

class Attendance {
  constructor(page, root) {
    this.page = page;
    this.root = root;
    this.facts = root.dataset;
    this.words = root.querySelector("[data-attendance-words]").dataset;
    this.keys = JSON.parse(this.facts.keys);
    this.seen = new Map();
    this.cards = new Map();
    this.stop = null;
    this.sending = false;
  }

  start() {
    this.root.addEventListener("submit", (event) => this.onSubmit(event));
    this.startScan();
    this.startFilter();
    this.startHelper();
    this.send();
    setInterval(() => this.send(), TRY_AGAIN_MS);
    addEventListener("online", () => this.send());
    // For a reader of cards that types like a keyboard, and for the tests of this page.
    this.page.addEventListener("literasi:card", (event) => this.onText(event.detail));
  }

  // --- Scanning -----------------------------------------------------------------------------

  startScan() {
    this.button = this.root.querySelector("[data-scan]");
    if (!this.button || !navigator.mediaDevices?.getUserMedia) return;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.toggleCamera());
    this.root.querySelector("[data-seat]").addEventListener("click", () => this.seatCard());
  }

  async toggleCamera() {
    const box = this.root.querySelector("[data-camera]");
    const label = this.button.querySelector("span");
    if (this.stop) {
      this.stop();
      this.stop = null;
      box.hidden = true;
      label.textContent = this.words.start;
      return;
    }
    box.hidden = false;
    try {
      this.stop = await openCamera(box.querySelector("video"), this.facts.scanner, (text) => this.onText(text));
      label.textContent = this.words.stop;
    } catch (refused) {
      box.hidden = true;
      this.say(this.words.noCamera, "bad");
    }
  }

  async onText(text) {
    const now = Date.now();
    if (isRepeated(this.seen, text, now)) return;
    const { standing, number } = await standingOf(text, {
      keys: this.keys,
      regency: this.facts.regency,
      today: dayOf(new Date(now)),
      subtle: globalThis.crypto?.subtle,
    });
    if (REFUSED_HERE.includes(standing)) this.say(this.words[camel(standing)], "bad");
    else this.say(`${fill(this.words.genuine, { number })} ${this.words.compare}`, "wait");
    const note = newNote("present", this.facts.meeting, { body: { method: "card", card: text } });
    if (number) this.cards.set(note.id, number);
    this.keep(note);
  }

  async seatCard() {
    const button = this.root.querySelector("[data-seat]");
    const body = new URLSearchParams({ card: this.newcomer, meeting: this.facts.meeting });
    const response = await fetch(this.facts.seatUrl, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": csrfToken(this.page) },
      credentials: "same-origin",
    }).catch(() => null);
    if (!response?.ok) return;
    button.hidden = true;
    const { result } = await response.json();
    this.show(result);
    location.reload();
  }

  // --- Tapping and counting -----------------------------------------------------------------

  onSubmit(event) {
    const form = event.target;
    const button = event.submitter;
    if (form.matches("[data-tap]")) this.tap(form, button);
    else if (form.matches("[data-count]")) this.count(form, Number(button.value));
    else if (form.matches("[data-help]")) this.help(form, button);
    else return;
    event.preventDefault();
  }

  tap(form, button) {
    const row = form.closest("[data-person]");
    const isPresent = button.getAttribute("aria-pressed") === "true";
    this.mark(row, !isPresent);
    const body = isPresent ? {} : { method: "name" };
    this.keep(
      newNote(isPresent ? "absent" : "present", this.facts.meeting, { registration: row.dataset.person, body }),
    );
  }

  count(form, amount) {
    const counted = this.root.querySelector("[data-sum-counted]");
    if (Number(counted.textContent) + amount < 0) return;
    counted.textContent = Number(counted.textContent) + amount;
    this.keep(newNote("count", this.facts.meeting, { body: { amount, sex: form.dataset.sex } }));
  }

  help(form, button) {
    for (const each of form.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === button));
    const registration = form.closest("[data-person]").dataset.person;
    this.keep(newNote("help", this.facts.meeting, { registration, body: { how: button.value } }));
  }

  mark(row, isPresent) {
    if (row.classList.contains("attendance__row--present") === isPresent) return;
    row.classList.toggle("attendance__row--present", isPresent);
    const button = row.querySelector(".attendance__name");
    button.setAttribute("aria-pressed", String(isPresent));
    button.value = isPresent ? "absent" : "present";
    const sum = this.root.querySelector("[data-sum-present]");
    sum.textContent = Number(sum.textContent) + (isPresent ? 1 : -1);
  }

  // --- Sending ------------------------------------------------------------------------------

  keep(note) {
    keepNote(localStorage, this.facts.workshop, note);
    this.showQueue();
    this.send();
  }

  async send() {
    if (this.sending || !readNotes(localStorage, this.facts.workshop).length) return this.showQueue();
    this.sending = true;
    const answer = await sendNotes(localStorage, this.facts.workshop, this.facts.factsUrl, csrfToken(this.page));
    this.sending = false;
    for (const result of answer?.results ?? []) this.show(result);
    this.showQueue(answer?.signedOut);
  }

  show(result) {
    const row = result.registration && this.root.querySelector(`[data-person="${result.registration}"]`);
    if (row && result.status === "ok" && result.sentence) this.mark(row, true);
    if (result.sentence && (this.cards.has(result.id) || result.status === "refused")) {
      this.say(result.sentence, result.status === "refused" ? "bad" : result.reason ? "wait" : "good");
    }
    const isNew = ["not_registered", "wrong_workshop"].includes(result.reason);
    const seat = this.root.querySelector("[data-seat]");
    if (this.cards.has(result.id)) {
      this.newcomer = this.cards.get(result.id);
      if (seat) seat.hidden = !isNew;
    }
  }

  showQueue(isSignedOut = false) {
    const box = this.root.querySelector("[data-queue]");
    const count = readNotes(localStorage, this.facts.workshop).length;
    box.hidden = !count;
    if (!count) return;
    box.textContent = isSignedOut ? this.words.signedOut : fill(this.words.unsent, { count });
  }

  say(sentence, tone) {
    const answer = this.root.querySelector("[data-answer]");
    answer.textContent = sentence;
    answer.dataset.tone = tone;
  }

  // --- Finding names, helper mode -----------------------------------------------------------

  startFilter() {
    const box = this.root.querySelector("[data-filter]");
    if (!box) return;
    box.hidden = false;
    box.querySelector("input").addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const row of this.root.querySelectorAll("[data-person]")) row.hidden = !row.dataset.name.includes(wanted);
    });
  }

  startHelper() {
    const box = this.root.querySelector("[data-helper-switch]");
    if (!box) return;
    box.hidden = false;
    const list = this.root.querySelector(".attendance__list");
    list.classList.add("attendance__list--quiet");
    box.querySelector("input").addEventListener("change", (event) => {
      list.classList.toggle("attendance__list--quiet", !event.target.checked);
    });
  }
}

function camel(name) {
  return name.replace(/_(\w)/g, (whole, letter) => letter.toUpperCase());
}
