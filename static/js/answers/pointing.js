// A tap in the picture sets the two sliders below it, and the cross follows the sliders: one answer,
// whichever way it was given. Listens from the page, because sheets come and go.

const WHOLE = 1000;

// Where in the picture a tap was, in thousandths of its width and height.
export function placeOf(tap, box) {
  const part = (at, start, length) => Math.round((WHOLE * (at - start)) / (length || 1));
  const inside = (value) => Math.min(Math.max(value, 0), WHOLE);
  return { x: inside(part(tap.x, box.left, box.width)), y: inside(part(tap.y, box.top, box.height)) };
}

export function crossAt(x, y) {
  return `M${x} ${y}m-60 0h120m-60 -60v120`;
}

export function startPointing(page) {
  page.addEventListener("click", tap);
  page.addEventListener("input", slide);
}

function tap(event) {
  const picture = event.target.closest?.("[data-point-picture]");
  const sliders = picture && slidersOf(picture.closest("[data-point]"));
  if (!sliders?.x || sliders.x.disabled) return;
  const place = placeOf({ x: event.clientX, y: event.clientY }, picture.getBoundingClientRect());
  // A slider's step would round the place away from where the finger was.
  for (const name of ["x", "y"]) {
    sliders[name].step = 1;
    sliders[name].value = place[name];
  }
  show(picture.closest("[data-point]"));
  sliders.y.dispatchEvent(new Event("change", { bubbles: true }));
}

function slide(event) {
  const point = event.target.closest?.("[data-point]");
  if (!point) return;
  event.target.step = 10;
  show(point);
}

export function show(point) {
  const { x, y } = slidersOf(point);
  point.dataset.point = "set";
  point.querySelector("[data-point-cross]").setAttribute("d", crossAt(x.value, y.value));
  const words = point.dataset.pointNews ?? "";
  const news = words.replace("{x}", Math.round(x.value / 10)).replace("{y}", Math.round(y.value / 10));
  point.querySelector("[data-point-status]").textContent = news;
}

function slidersOf(point) {
  return { x: point.querySelector("input[name=x]"), y: point.querySelector("input[name=y]") };
}
