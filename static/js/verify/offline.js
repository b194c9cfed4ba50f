// The page that checks a QR against the list this device has kept, however old that is.
import { ageInDays, checked, isListSigned } from "./statement.js";

export function startOfflineCheck(page, { place = location, ask = fetch } = {}) {
  const box = page.querySelector("[data-offline-check]");
  if (!box) return;
  const form = box.querySelector("form");
  const typed = form.querySelector("textarea");

  async function check(address) {
    const published = await keptList(box.dataset.list, ask);
    if (!published) return show(box, { state: "no-list" });
    show(box, await checked(address, published));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(typed.value.trim());
  });
  if (place.hash.length > 1) {
    typed.value = place.href;
    check(place.href);
  }
}

async function keptList(address, ask) {
  try {
    const published = await (await ask(address)).json();
    return (await isListSigned(published)) ? published : null;
  } catch (neverVisited) {
    return null;
  }
}

function show(box, { state, facts, madeAt }) {
  for (const answer of box.querySelectorAll("[data-state]")) answer.hidden = answer.dataset.state !== state;
  const sheet = box.querySelector("[data-facts]");
  sheet.hidden = !facts;
  if (facts) fillIn(sheet, facts);
  const age = box.querySelector("[data-age]");
  age.hidden = !madeAt;
  if (madeAt) age.textContent = sentenceOfAge(age.dataset, madeAt);
  box.querySelector("[data-answer]").focus();
}

function fillIn(sheet, facts) {
  for (const part of sheet.querySelectorAll("[data-fact]")) {
    const value = facts[part.dataset.fact];
    part.textContent = /^\d{4}-\d\d-\d\d$/.test(value ?? "") ? longDate(value) : (value ?? "");
    const row = part.closest("[data-row]");
    if (row) row.hidden = !value;
  }
}

function sentenceOfAge(words, madeAt) {
  const days = ageInDays(madeAt);
  const sentence = days === 0 ? words.today : words.days;
  return sentence.replace("{days}", days).replace("{date}", longDate(madeAt.slice(0, 10)));
}

function longDate(day) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(document.documentElement.lang, options);
}

startOfflineCheck(document);
