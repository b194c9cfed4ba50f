// "Show this to your trainer": what this device can do, in plain lines. Nothing is sent.
import { indonesianVoice } from "./listen.js";
import { readStore, writeStore } from "./store.js";

export function startDevice(page) {
  const box = page.querySelector("[data-device]");
  if (!box) return;
  const list = box.querySelector("[data-device-facts]");
  const { labels, yes, no } = list.dataset;
  const store = readStore(localStorage);
  const voices = "speechSynthesis" in window ? speechSynthesis.getVoices() : [];
  const facts = [
    navigator.onLine ? yes : no,
    `${screen.width} × ${screen.height}`,
    writeStore(localStorage, store) ? yes : no,
    indonesianVoice(voices) ? yes : no,
    String(store.facts.length),
    navigator.userAgent,
  ];
  labels.split("|").forEach((label, place) => {
    const row = page.createElement("div");
    const [name, value] = [page.createElement("dt"), page.createElement("dd")];
    name.textContent = label;
    value.textContent = facts[place];
    row.append(name, value);
    list.append(row);
  });
  box.hidden = false;
}
