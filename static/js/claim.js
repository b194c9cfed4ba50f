// After signing in, a person may move what this device remembers into the account. Asked, not done:
// on a shared phone it may be somebody else's.
import { batchesOf, csrfToken, postFacts, settledIds } from "./sending.js";
import { readStore, withoutFacts, writeStore } from "./store.js";
import { wordsOf } from "./words.js";

export function startClaim(page) {
  const box = page.querySelector("[data-claim]");
  const facts = readStore(localStorage).facts;
  if (!box) return;
  if (!facts.length) {
    // Quiz attempts are all there is: the form moves them by itself.
    box.querySelector("form").addEventListener("submit", forgetGuest);
    return;
  }
  for (const place of box.querySelectorAll("[data-claim-count]")) place.textContent = facts.length;
  const button = box.querySelector("button");
  box.hidden = false;
  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    const isAll = await claimFacts(box.dataset.claim, facts, csrfToken(page));
    button.removeAttribute("aria-busy");
    button.hidden = isAll;
    const { claimed, notClaimed } = wordsOf(page);
    box.querySelector("[data-claim-answer]").textContent = isAll ? claimed : notClaimed;
  });
}

async function claimFacts(address, facts, token) {
  for (const batch of batchesOf(facts)) {
    const answer = await postFacts(address, batch, token);
    if (!answer) return false;
    writeStore(localStorage, withoutFacts(readStore(localStorage), settledIds(answer)));
  }
  const left = readStore(localStorage).facts;
  if (left.length) return false;
  return forgetGuest();
}

// The next guest of this phone begins afresh.
function forgetGuest() {
  return writeStore(localStorage, { facts: [], passed: [], last: null });
}
