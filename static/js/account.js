// Public pages are the same for everybody; a small readable cookie says whether somebody is signed in here.
import { cookieValue } from "./sending.js";

export function startAccount(page) {
  const link = page.querySelector("[data-account]");
  if (!link || cookieValue(page.cookie, "masuk") !== "1") return;
  link.textContent = link.dataset.outLabel;
  link.href = link.dataset.outHref;
}
