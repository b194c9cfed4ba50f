// A form that is on its way says so and goes only once: behind a slow line nothing seems to happen,
// and a second tap would send it again. The words wait a moment, so that a quick line shows none.
import { wordsOf } from "./words.js";

const QUICK = 200;
// A reply may be a file, which leaves the page as it is; or the person has stopped the sending.
const AGAIN_AFTER = 6000;

export function startBusy(page) {
  const sent = new Map();
  const release = (form) => {
    sent.get(form)?.();
    sent.delete(form);
  };
  // Heard after the page's own modules: what they keep to themselves is not sent.
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (sent.has(form)) return event.preventDefault();
    sent.set(form, showSending(page, event.submitter));
    setTimeout(() => release(form), AGAIN_AFTER);
  });
  addEventListener("pageshow", () => [...sent.keys()].forEach(release));
}

// Returns what takes it all back. The button stays enabled: a disabled one would not be sent.
function showSending(page, button) {
  if (!button) return () => {};
  const words = page.createElement("p");
  words.setAttribute("role", "status");
  button.after(words);
  button.setAttribute("aria-busy", "true");
  const late = setTimeout(() => (words.textContent = wordsOf(page).sending), QUICK);
  return () => {
    clearTimeout(late);
    words.remove();
    button.removeAttribute("aria-busy");
  };
}
