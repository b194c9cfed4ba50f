// The wall: one page at a time, moved by arrow keys, a clicker (Page Up, Page Down) or a tap on either half.
import { fill } from "../words.js";

const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "p"];

export function placeAfter(key, place, total) {
  if (FORWARD.includes(key)) return Math.min(total - 1, place + 1);
  if (BACK.includes(key)) return Math.max(0, place - 1);
  if (key === "Home") return 0;
  if (key === "End") return total - 1;
  return null;
}

export function startProjector(page) {
  const wall = page.querySelector("[data-projector]");
  if (!wall) return;
  const pages = [...wall.querySelectorAll("[data-page]")];
  const label = wall.querySelector("[data-place]");
  let place = Math.max(0, pages.findIndex((each) => `#${each.id}` === location.hash));
  const show = (next) => {
    place = next;
    pages.forEach((each, number) => (each.hidden = number !== place));
    label.textContent = fill(wall.dataset.wordsOf.replace("{number}", String(place + 1)), { total: pages.length });
    history.replaceState(null, "", `#${pages[place].id}`);
  };
  wall.classList.add("projector--on");
  show(place);
  page.addEventListener("keydown", (event) => {
    if (event.key === "f") return void fullScreen(page);
    if (event.key === "Escape" && !page.fullscreenElement) return void wall.querySelector("[data-close]").click();
    const next = placeAfter(event.key, place, pages.length);
    if (next === null || event.target.closest("a, button") && event.key === "Enter") return;
    event.preventDefault();
    show(next);
  });
  wall.addEventListener("click", (event) => {
    if (event.target.closest("a, button")) return;
    fullScreen(page);
    const isBack = event.clientX < innerWidth / 3;
    show(placeAfter(isBack ? "ArrowLeft" : "ArrowRight", place, pages.length));
  });
  keepAwake();
}

function fullScreen(page) {
  if (!page.fullscreenElement) page.documentElement.requestFullscreen?.().catch(() => {});
}

// A screen that goes dark in the middle of a sentence is the end of attention.
async function keepAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch (notAllowed) {
    // The battery is low; the trainer touches the screen now and then.
  }
}
