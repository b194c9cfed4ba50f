// Areas of a picture, set by dragging or with the arrow keys: what is shown is always what the number
// fields say, and every change is written back into them. Without this module the fields are the way.
import { drawn, handlesOf, isDrawn, middleOf, moved, pulled, read, sized, withCorner, withoutCorner, written } from "./shapes.js";

const STEP = 10;
const WIDEST = 44; // rem
const TALLEST = 34;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SVG = "http://www.w3.org/2000/svg";
const UNDELETED = ':not([aria-hidden="true"])';

function startAreas(page) {
  const words = page.querySelector("template[data-area-words]")?.dataset;
  if (!words) return;
  const look = () => {
    for (const list of page.querySelectorAll("[data-contentpath=areas]")) {
      if (!list.dataset.picked) new Picker(list, words);
    }
  };
  new MutationObserver(look).observe(page.body, { childList: true, subtree: true });
  look();
}

class Picker {
  constructor(list, words) {
    this.list = list;
    this.words = words;
    this.chosen = 0;
    list.dataset.picked = "yes";
    this.box = element("section", "our-areas");
    this.box.setAttribute("aria-label", words.name);
    list.before(this.box);
    this.status = element("p", "our-areas__status");
    this.status.setAttribute("role", "status");
    this.listen();
    this.draw();
  }

  listen() {
    const again = () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.draw());
    };
    const options = { childList: true, subtree: true, attributes: true, attributeFilter: ["value", "src", "aria-hidden"] };
    new MutationObserver(again).observe(this.list, options);
    const picture = this.pictureField();
    if (picture) new MutationObserver(again).observe(picture, options);
    this.list.addEventListener("input", again);
    this.list.addEventListener("focusin", (event) => {
      const found = this.areas().findIndex((area) => area.item.contains(event.target));
      if (found >= 0 && found !== this.chosen) {
        this.chosen = found;
        this.draw();
      }
    });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("pointerdown", (event) => this.press(event));
  }

  pictureField() {
    return this.list.closest("[data-streamfield-child], form")?.querySelector("[data-contentpath=picture]");
  }

  // The areas that will be saved, each with its fields.
  areas() {
    const items = [...this.list.querySelectorAll(`[data-streamfield-child]${UNDELETED}`)];
    return items
      .map((item) => {
        const field = (name, kind) => item.querySelector(`[data-contentpath=${name}] ${kind}`);
        return { item, label: field("label", "input"), shape: field("shape", "select"), points: field("points", "input") };
      })
      .filter((area) => area.points && area.item.querySelector("input[name$=-deleted]")?.value !== "1");
  }

  ratio() {
    return this.image?.naturalWidth ? this.image.naturalHeight / this.image.naturalWidth : 1;
  }

  draw() {
    const id = this.pictureField()?.querySelector("input[type=hidden]")?.value;
    const areas = this.areas();
    this.chosen = Math.max(0, Math.min(this.chosen, areas.length - 1));
    if (!id) return this.box.replaceChildren(element("p", "help", this.words.noPicture));
    if (this.shown !== id) {
      this.shown = id;
      this.frameBox = element("div", "our-areas__picture");
      this.image = element("img");
      this.image.alt = "";
      this.image.addEventListener("load", () => this.draw());
      this.image.src = this.words.picture.replace("/0/", `/${id}/`);
    }
    const focused = this.box.contains(document.activeElement) ? document.activeElement.dataset.handle : undefined;
    const layer = document.createElementNS(SVG, "svg");
    layer.setAttribute("viewBox", "0 0 1000 1000");
    layer.setAttribute("preserveAspectRatio", "none");
    layer.setAttribute("aria-hidden", "true");
    const handles = [];
    areas.forEach((area, number) => {
      const points = read(area.points.value);
      if (!isDrawn(area.shape.value, points)) return;
      layer.append(outline(area.shape.value, points, this.ratio(), number === this.chosen));
      handles.push(this.handle(area, number, -1, middleOf(area.shape.value, points)));
      if (number !== this.chosen) return;
      handlesOf(area.shape.value, points).forEach((place, corner) => handles.push(this.handle(area, number, corner, place)));
    });
    this.frameBox.style.maxWidth = `${Math.min(WIDEST, TALLEST / this.ratio())}rem`;
    this.frameBox.replaceChildren(this.image, layer, ...handles);
    this.box.replaceChildren(element("p", "help", this.words.how), this.frameBox, this.bar(areas), this.status);
    if (focused) this.box.querySelector(`[data-handle="${focused}"]`)?.focus();
  }

  handle(area, number, corner, { x, y }) {
    const button = element("button", corner < 0 ? "our-areas__middle" : "our-areas__corner", corner < 0 ? `${number + 1}` : "");
    button.type = "button";
    button.dataset.handle = `${number}:${corner}`;
    const name = area.label.value || this.words.unnamed;
    const what = corner < 0 ? this.words.whole : this.words.corner.replace("{corner}", corner + 1);
    button.setAttribute("aria-label", `${number + 1}. ${name}: ${what}`);
    button.style.left = `${x / 10}%`;
    button.style.top = `${y / 10}%`;
    return button;
  }

  // Which area is worked on, and what can be done with it besides dragging.
  bar(areas) {
    const bar = element("div", "our-areas__bar");
    areas.forEach((area, number) => {
      const button = this.button(`${number + 1}. ${area.label.value || this.words.unnamed}`, `choose:${number}`, () => {
        this.chosen = number;
        this.draw();
      });
      button.setAttribute("aria-pressed", number === this.chosen);
      bar.append(button);
    });
    const area = areas[this.chosen];
    if (!area) return bar;
    const points = read(area.points.value);
    if (!isDrawn(area.shape.value, points)) {
      bar.append(this.button(this.words.place, "place", () => this.write(area, sized(area.shape.value, this.ratio()), `${this.chosen}:-1`)));
    } else if (area.shape.value === "polygon") {
      bar.append(this.button(this.words.more, "more", () => this.write(area, withCorner(points))));
    }
    return bar;
  }

  button(text, handle, act) {
    const button = element("button", "button button-small button-secondary", text);
    button.type = "button";
    button.dataset.handle = handle;
    button.addEventListener("click", act);
    return button;
  }

  write(area, points, focus) {
    area.points.value = written(points);
    for (const kind of ["input", "change"]) area.points.dispatchEvent(new Event(kind, { bubbles: true }));
    this.status.textContent = `${area.label.value || this.words.unnamed}: ${area.points.value}`;
    this.draw();
    if (focus) this.box.querySelector(`[data-handle="${focus}"]`)?.focus();
  }

  key(event) {
    const [number, corner] = (event.target.dataset?.handle ?? "").split(":").map(Number);
    const area = this.areas()[number];
    if (!area || Number.isNaN(corner)) return;
    const shape = area.shape.value;
    const points = read(area.points.value);
    if (event.key === "Delete" && shape === "polygon" && corner >= 0) {
      event.preventDefault();
      return this.write(area, withoutCorner(points, corner), `${number}:-1`);
    }
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? 1 : STEP;
    const by = { x: way[0] * step, y: way[1] * step };
    if (corner < 0) return this.write(area, moved(shape, points, by));
    const at = handlesOf(shape, points)[corner];
    this.write(area, pulled(shape, points, corner, { x: at.x + by.x, y: at.y + by.y }, this.ratio()));
  }

  // A press on a number moves its area, on a corner pulls it, anywhere else draws the chosen area anew.
  press(event) {
    if (!this.frameBox?.contains(event.target) || event.button > 0) return;
    const [number, corner] = (event.target.dataset?.handle ?? "").split(":").map(Number);
    if (Number.isInteger(number) && event.target.dataset.handle) this.chosen = number;
    const area = this.areas()[this.chosen];
    if (!area) return;
    event.preventDefault();
    const [shape, points, from] = [area.shape.value, read(area.points.value), this.placeOf(event)];
    const next = (to) => {
      if (corner === -1) return moved(shape, points, { x: to.x - from.x, y: to.y - from.y });
      if (corner >= 0) return pulled(shape, points, corner, to, this.ratio());
      return drawn(shape, from, to, this.ratio());
    };
    const move = (moving) => {
      const points = next(this.placeOf(moving));
      if (isDrawn(shape, points)) this.write(area, points);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      this.draw();
      this.box.querySelector(`[data-handle="${this.chosen}:${corner >= 0 ? corner : -1}"]`)?.focus();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
    addEventListener("pointercancel", end, { once: true });
  }

  placeOf(event) {
    const box = this.frameBox.getBoundingClientRect();
    const part = (at, start, length) => Math.round(Math.min(Math.max((1000 * (at - start)) / (length || 1), 0), 1000));
    return { x: part(event.clientX, box.left, box.width), y: part(event.clientY, box.top, box.height) };
  }
}

function outline(shape, points, ratio, isChosen) {
  const names = { circle: "ellipse", rect: "rect", polygon: "polygon" };
  const part = document.createElementNS(SVG, names[shape]);
  const [a, b, c, d] = points;
  const facts = {
    circle: { cx: a, cy: b, rx: c, ry: c / ratio },
    rect: { x: a, y: b, width: c - a, height: d - b },
    polygon: { points: points.join(" ") },
  }[shape];
  for (const [name, value] of Object.entries(facts)) part.setAttribute(name, value);
  part.setAttribute("class", isChosen ? "our-areas__shape our-areas__shape--chosen" : "our-areas__shape");
  return part;
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

startAreas(document);
