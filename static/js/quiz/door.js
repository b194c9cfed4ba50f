// At the door of a room: asks whether the proctor has let one in, and not all at the same moment.

import { askJson } from "./asking.js";

const ASK_AT_DOOR = 8000;

// Between 4 and 12 seconds: 300 people at the door are 40 questions a second, never 300.
export function pauseAtDoor(chance) {
  return ASK_AT_DOOR * (0.5 + chance);
}

export function startDoor(page) {
  const door = page.querySelector("[data-seat-door]");
  if (!door) return;
  const look = async () => {
    const said = await askJson(door.dataset.seatDoorUrl);
    if (said && said.state !== door.dataset.seatDoor) return location.reload();
    setTimeout(look, pauseAtDoor(Math.random()));
  };
  setTimeout(look, pauseAtDoor(Math.random()));
}
