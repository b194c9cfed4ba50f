// The whole paper, loaded once: questions are shown from the device while there is no line.

import { askJson } from "./asking.js";
import { keep, kept } from "./memory.js";

export class Paper {
  constructor(key, address) {
    this.key = `${key}.sheets`;
    this.address = address;
  }

  async load() {
    if (!this.address || this.sheets()) return;
    const { sheets = [] } = (await askJson(this.address)) ?? {};
    if (sheets.length) keep(sessionStorage, this.key, sheets);
  }

  sheets() {
    return kept(sessionStorage, this.key, null);
  }

  find(address) {
    return (this.sheets() ?? []).find((sheet) => sheet.includes(`action="${address}"`));
  }

  // [{ position, isAnswered, address }] of every question, as the server knew it.
  outline() {
    const parser = new DOMParser();
    return (this.sheets() ?? []).map((sheet) => {
      const form = parser.parseFromString(sheet, "text/html").querySelector("[data-quiz-form]");
      const { quizPosition, quizSequence } = form.dataset;
      return { position: Number(quizPosition), isAnswered: quizSequence !== "0", address: form.getAttribute("action") };
    });
  }
}
