// A lesson in front of a class: one part at a time, by buttons, arrow keys or a clicker.
export function startClassScreen(page) {
  const screen = page.querySelector("[data-screen]");
  if (!screen) return;
  const slides = [...screen.querySelectorAll(".screen__slide")];
  const place = screen.querySelector("[data-screen-place]");
  const [back, on] = ["back", "on"].map((name) => screen.querySelector(`[data-screen-${name}]`));
  let current = slideIn(page.defaultView.location.hash, slides.length);

  function show(next) {
    current = Math.min(Math.max(next, 0), slides.length - 1);
    slides.forEach((slide, number) => { slide.hidden = number !== current; });
    place.textContent = `${current + 1} / ${slides.length}`;
    back.disabled = current === 0;
    on.disabled = current === slides.length - 1;
    page.defaultView.history.replaceState(null, "", `#layar-${current}`);
    page.defaultView.scrollTo(0, 0);
  }

  screen.querySelector("[data-screen-buttons]").hidden = false;
  back.addEventListener("click", () => show(current - 1));
  on.addEventListener("click", () => show(current + 1));
  page.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select")) return;
    const step = stepOf(event.key);
    if (step) { event.preventDefault(); show(current + step); }
  });
  show(current);
}

export function stepOf(key) {
  if (["ArrowRight", "ArrowDown", "PageDown"].includes(key)) return 1;
  if (["ArrowLeft", "ArrowUp", "PageUp"].includes(key)) return -1;
  return 0;
}

export function slideIn(hash, count) {
  const found = /^#layar-(\d+)$/.exec(hash);
  return found && Number(found[1]) < count ? Number(found[1]) : 0;
}
