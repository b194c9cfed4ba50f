// Every behaviour finds its own part of the page, and one that fails leaves the others working.
import { startAccount } from "./account.js";
import { startBusy } from "./busy.js";
import { startClaim } from "./claim.js";
import { startClassDoor } from "./classes/door.js";
import { startClassLive } from "./classes/live.js";
import { startClassScreen } from "./classes/screen.js";
import { startDevice } from "./device.js";
import { startKiosk } from "./kiosk.js";
import { startListening } from "./listen.js";
import { startPaperGrid } from "./paper-grid.js";
import { startPictures } from "./pictures.js";
import { startPackages } from "./packages.js";
import { startPractices } from "./practice.js";
import { startPrinting } from "./print.js";
import { startProjector } from "./projector.js";
import { startProgress } from "./progress.js";
import { startRevealing } from "./reveal.js";
import { startSharing } from "./share.js";
import { startTextSize } from "./textsize.js";
import { startTheme } from "./theme.js";

for (const start of [
  startAccount,
  startTheme,
  startTextSize,
  startSharing,
  startPrinting,
  startListening,
  startPaperGrid,
  startPictures,
  startPractices,
  startPackages,
  startProjector,
  startProgress,
  startClaim,
  startDevice,
  startRevealing,
  startKiosk,
  startClassDoor,
  startClassLive,
  startClassScreen,
  startBusy,
]) {
  try {
    start(document);
  } catch (problem) {
    console.error(problem);
  }
}
