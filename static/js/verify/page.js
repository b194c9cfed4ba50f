// The public page of a certificate: compare a PDF, and keep what checking without internet needs.
import { startFingerprint } from "./fingerprint.js";

export function startKeeping(page, workers = navigator.serviceWorker) {
  const box = page.querySelector("[data-offline-worker]");
  if (!box || !workers) return;
  // Two scopes, one script: this page, and the addresses that QR codes lead to.
  for (const scope of box.dataset.scopes.split(" ")) {
    workers.register(box.dataset.offlineWorker, { scope }).catch(() => undefined);
  }
}

startFingerprint(document);
startKeeping(document);
