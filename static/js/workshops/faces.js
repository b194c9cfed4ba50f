// Three faces on a tablet that goes round: a tap, a thank you, and the next one.
import { csrfToken } from "../sending.js";
import { keepNote, newNote, sendNotes } from "./notes.js";

export function startFaces(page) {
  const row = page.querySelector("[data-faces]");
  if (!row) return;
  const { workshop, meeting, kind, factsUrl, thanks } = row.dataset;
  const total = page.querySelector("[data-total]");
  row.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    keepNote(localStorage, workshop, newNote(kind, meeting, { body: { face: Number(button.value) } }));
    sendNotes(localStorage, workshop, factsUrl, csrfToken(page));
    total.textContent = Number(total.textContent) + 1;
    total.closest("[role=status]").dataset.thanks = thanks;
    button.classList.add("face--tapped");
    setTimeout(() => button.classList.remove("face--tapped"), 900);
  });
}
