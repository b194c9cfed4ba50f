// Public pages are the same for everybody; a small readable cookie says whether somebody is signed in here.
import { cookieValue } from "./sending.js";

export function startAccount(page) {
  const link = page.querySelector("[data-account]");
  const who = cookieValue(page.cookie, "masuk");
  if (!link || (who !== "1" && who !== "murid")) return;
  link.textContent = link.dataset.outLabel;
  link.href = link.dataset.outHref;
}
