// Is this PDF the one that was issued? Its fingerprint is computed here; the file goes nowhere.

export async function fingerprintOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function startFingerprint(page) {
  const box = page.querySelector("[data-fingerprints]");
  if (!box || !globalThis.crypto?.subtle) return;
  const known = box.dataset.fingerprints.split(" ");
  const field = box.querySelector("input[type=file]");
  const answer = box.querySelector("[data-fingerprint-answer]");
  box.hidden = false;

  async function compare(file) {
    if (!file) return;
    const isSame = known.includes(await fingerprintOf(file));
    answer.textContent = isSame ? answer.dataset.same : answer.dataset.other;
    answer.className = `notice notice--${isSame ? "success" : "warning"}`;
  }

  field.addEventListener("change", () => compare(field.files[0]));
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.classList.toggle("drop--over", kind === "dragenter" || kind === "dragover");
    });
  }
  box.addEventListener("drop", (event) => compare(event.dataTransfer.files[0]));
}
