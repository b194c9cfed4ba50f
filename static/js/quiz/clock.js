// The server's clock on the page: how much is left, more time, a room that stands still, the end.

import { askJson } from "./asking.js";
import { filled, minutesLeft } from "./sequence.js";

const LOOK = 5000;
const ASK = 30000;
const SOON = 5;

export class Clock {
  // told: { say(sentence), announce(sentence), isOver(), changed(state) }
  constructor(root, told) {
    this.root = root;
    this.words = root.dataset;
    this.told = told;
    this.skew = Number(this.words.now) - Date.now();
    this.deadline = Number(this.words.deadline || 0);
    this.wasSoon = false;
    this.wasOver = false;
  }

  start() {
    setInterval(() => this.look(), LOOK);
    if (this.words.state) this.askLater();
  }

  now() {
    return Date.now() + this.skew;
  }

  get isOver() {
    return Boolean(this.deadline) && this.deadline < this.now();
  }

  look() {
    if (!this.deadline) return;
    const minutes = minutesLeft(this.deadline, this.now());
    for (const place of this.root.querySelectorAll("[data-quiz-time]")) {
      place.textContent = filled(this.words.left, { minutes });
    }
    if (minutes <= SOON && !this.wasSoon && !this.isOver) this.told.announce(this.words.soon);
    this.wasSoon = minutes <= SOON;
    if (this.isOver) this.told.isOver();
  }

  // A proctor may add time; the server says so with every answer that it saves.
  set(deadline) {
    const later = deadline && this.deadline && deadline > this.deadline;
    if (deadline) this.deadline = deadline;
    if (later) this.told.say(filled(this.words.moreTime, { minutes: minutesLeft(this.deadline, this.now()) }));
  }

  // In a room the device tells twice a minute that it is there, never all at the same moment.
  askLater() {
    setTimeout(() => this.ask(), ASK * (0.7 + 0.6 * Math.random()));
  }

  async ask() {
    const said = await askJson(this.words.state);
    if (said) {
      this.skew = said.now - Date.now();
      this.set(said.deadline);
      this.told.changed(said.state);
    }
    this.askLater();
  }
}
