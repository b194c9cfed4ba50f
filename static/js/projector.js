// A lesson on the wall, one part at a time: arrow keys or a clicker go on, Escape leaves.
// The parts themselves move into the window and back, so that their practices work there too.
import { fill, wordsOf } from "./words.js";

const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
const TYPES = "input, select, textarea, button, a, summary";

// A heading begins a part, and so does every block that is more than running text.
export function partsOf(blocks) {
  const parts = [];
  for (const block of blocks) {
    const isText = /^(P|UL|OL)$/.test(block.tagName);
    if (parts.length && isText) parts.at(-1).push(block);
    else parts.push([block]);
  }
  return parts;
}

export function placeAfter(key, place, count) {
  if (FORWARD.includes(key)) return Math.min(place + 1, count - 1);
  if (BACK.includes(key)) return Math.max(place - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : place;
}

export function startProjector(page) {
  const button = page.querySelector("[data-projector]");
  const text = page.querySelector("[data-listen]");
  if (!button || !text || !window.HTMLDialogElement) return;
  button.hidden = false;
  button.addEventListener("click", () => project(page, blocksOf(text), button));
}

function blocksOf(text) {
  const all = [...text.children].flatMap((block) => (block.matches(".text") ? [...block.children] : [block]));
  return all.filter((block) => !block.matches(".tools, .tools__answer, .teacher-sheet, .print-only, [hidden]"));
}

function project(page, blocks, button) {
  const parts = partsOf(blocks);
  const screen = page.createElement("dialog");
  screen.className = "wall lesson";
  screen.setAttribute("aria-label", button.textContent.trim());
  screen.innerHTML =
    '<div class="wall__part" tabindex="-1"></div><div class="wall__bar">' +
    '<button type="button" class="button" data-go="back"></button><span role="status"></span>' +
    '<button type="button" class="button" data-go="on"></button>' +
    '<button type="button" class="button button--quiet" data-go="leave"></button></div>';
  const words = wordsOf(page);
  for (const [name, said] of [["back", words.partBefore], ["on", words.partNext], ["leave", words.leaveWall]]) {
    screen.querySelector(`[data-go=${name}]`).textContent = said;
  }
  const stage = screen.querySelector(".wall__part");
  let place = 0;
  let homes = [];

  const putBack = () => {
    for (const [block, home] of homes) home.replaceWith(block);
    homes = [];
  };
  const show = (wanted) => {
    putBack();
    place = wanted;
    for (const block of parts[place]) {
      const home = page.createComment("");
      block.replaceWith(home);
      homes.push([block, home]);
      stage.append(block);
    }
    screen.querySelector("[role=status]").textContent = fill(words.partOf, {
      place: place + 1,
      total: parts.length,
    });
    screen.querySelector("[data-go=back]").disabled = place === 0;
    screen.querySelector("[data-go=on]").disabled = place === parts.length - 1;
    stage.scrollTop = 0;
    stage.focus();
  };
  screen.addEventListener("click", (event) => {
    const wish = event.target.closest("[data-go]")?.dataset.go;
    if (wish === "leave") screen.close();
    else if (wish) show(placeAfter(wish === "on" ? "PageDown" : "PageUp", place, parts.length));
  });
  screen.addEventListener("keydown", (event) => {
    // Somebody who answers the practice on the wall keeps the keys for that.
    if (event.target.matches(TYPES) && !event.key.startsWith("Page")) return;
    const wanted = placeAfter(event.key, place, parts.length);
    if (wanted === place) return;
    event.preventDefault();
    show(wanted);
  });
  screen.addEventListener("close", () => {
    putBack();
    screen.remove();
    delete page.documentElement.dataset.wall;
    if (page.fullscreenElement) page.exitFullscreen();
    button.focus();
  });
  page.body.append(screen);
  page.documentElement.dataset.wall = "";
  screen.showModal();
  page.documentElement.requestFullscreen?.().catch(() => {});
  show(0);
}
