// Light, dark, or as the device asks: chosen in the footer, kept on this device.
import { keepChoice } from "./textsize.js";

export function startTheme(page) {
  const choice = page.querySelector("[data-theme-switch]");
  if (!choice) return;
  const root = page.documentElement;
  const show = () => {
    for (const button of choice.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === (root.dataset.theme ?? "")));
    }
  };
  choice.hidden = false;
  choice.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value) root.dataset.theme = button.value;
    else delete root.dataset.theme;
    keepChoice("literasi.theme", button.value);
    show();
  });
  show();
}
