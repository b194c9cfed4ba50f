// Three sizes of text, kept on this device. early.js sets the size before the first paint.
import { wordsOf } from "./words.js";

const SIZES = ["", "large", "largest"];

export function sizeAfter(size) {
  return SIZES[(SIZES.indexOf(size ?? "") + 1) % SIZES.length];
}

export function startTextSize(page) {
  for (const button of page.querySelectorAll("[data-textsize]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const size = sizeAfter(page.documentElement.dataset.size);
      page.documentElement.dataset.size = size;
      keepChoice("literasi.size", size);
      const { sizeUsual, sizeLarge, sizeLargest } = wordsOf(page);
      const answer = page.querySelector("[data-tools-answer]");
      if (answer) answer.textContent = { "": sizeUsual, large: sizeLarge, largest: sizeLargest }[size];
    });
  }
}

export function keepChoice(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch (storageIsOff) {
    // The choice then holds for this page only.
  }
}
