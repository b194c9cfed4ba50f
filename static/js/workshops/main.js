// What the pages of a workshop do; each behaviour finds its own part of the page.
import { startAttendance } from "./attendance.js";
import { startFaces } from "./faces.js";
import { startProjector } from "./projector.js";
import { startScreenCode } from "./screen.js";

for (const start of [startAttendance, startFaces, startProjector, startScreenCode]) {
  try {
    start(document);
  } catch (problem) {
    console.error(problem);
  }
}
