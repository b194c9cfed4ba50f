// One question in the page: its form filled, its steps numbered, locked once it is answered for good.

import { show } from "../answers/pointing.js";
import { fillTyped } from "../answers/reading.js";

export function addressOf(form) {
  return new URL(form.action).pathname;
}

export function fill(form, response) {
  fillTyped(form, response);
  const point = form.querySelector("[data-point=set]");
  if (point) show(point);
  for (const input of form.querySelectorAll("[name=choice], [name=choices]")) {
    input.checked = (response.choices ?? [response.choice]).includes(input.value);
  }
  if (!response.order) return;
  const list = form.querySelector("[data-quiz-order]");
  const steps = [...list.children];
  const rankOf = (step) => response.order.indexOf(step.querySelector("[name=order]").value);
  steps.sort((one, other) => rankOf(one) - rankOf(other));
  list.append(...steps);
  number(steps);
}

// Chosen in the page since it came from the server.
export function isTouched(form) {
  const options = [...form.querySelectorAll("[name=choice], [name=choices]")];
  return options.some((input) => input.checked !== input.defaultChecked);
}

export function number(steps) {
  steps.forEach((step, place) => {
    for (const button of step.querySelectorAll("[name=move]")) {
      const direction = button.value.split(":")[1];
      button.value = `${place}:${direction}`;
      button.disabled = direction === "up" ? place === 0 : place === steps.length - 1;
    }
  });
}

export function disable(form) {
  for (const part of form.querySelectorAll("input:not([type=hidden]), button, select, textarea")) part.disabled = true;
}

// The first answer counts where it is explained at once; the explanation comes with the signal.
export function lock(form, goOn) {
  form.dataset.quizFinal = "waiting";
  disable(form);
  form.querySelector("[type=submit]:not([name])")?.remove();
  const link = form.querySelector("[data-quiz-skip]");
  link.className = "button button--primary";
  link.textContent = goOn;
  link.parentElement.prepend(link);
}

// Blocks are read as sentences of their own.
export function textOf(element) {
  const blocks = [...(element?.querySelectorAll("p, li") ?? [])];
  return blocks.map((block) => block.textContent.trim().replace(/[^.!?:]$/, "$&.")).join(" ");
}

export function focusOn(element) {
  if (!element) return;
  if (!element.matches("a, button, input")) element.tabIndex = -1;
  element.focus();
}
