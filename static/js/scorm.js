// Loaded by lessons that hold a SCORM package, and by no other page.
import { startUnits } from "./units.js";

startUnits(document);
