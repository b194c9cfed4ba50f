// The pages of quizzes and exams: taking, waiting at the door of a room, watching over it.
import { startCounting } from "../answers/counting.js";
import { startPointing } from "../answers/pointing.js";
import { startDoor } from "./door.js";
import { startRoom } from "./room.js";
import { Taking } from "./taking.js";

function startQuiz(page) {
  const root = page.querySelector("[data-quiz]");
  if (!root) return;
  startPointing(page);
  startCounting(page);
  new Taking(page, root).start();
}

for (const start of [startQuiz, startDoor, startRoom]) start(document);
