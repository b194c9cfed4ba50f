// A proctor's seat list asks again by itself, and leaves alone what the proctor is working in.

import { ask } from "./asking.js";

const SEATS_EVERY = 7000;

export function startRoom(page) {
  const seats = page.querySelector("[data-seats]");
  if (!seats) return;
  const look = async () => {
    const isBusy = seats.querySelector("details[open]") || seats.contains(page.activeElement);
    const reply = page.hidden || isBusy ? null : await ask(seats.dataset.seats, {});
    if (reply?.ok && !reply.redirected) {
      const next = new DOMParser().parseFromString(await reply.text(), "text/html");
      const body = next.querySelector("[data-seats-body]");
      if (body) seats.replaceChildren(body);
    }
    setTimeout(look, SEATS_EVERY);
  };
  setTimeout(look, SEATS_EVERY);
}
