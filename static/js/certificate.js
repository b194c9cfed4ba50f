// The page of a certificate that is being made asks every second whether the paper is there.
// Without this module the page reloads itself, or the person presses "Lihat lagi".
export function startWaiting(page, { pause = 1000, longest = 60000, now = Date.now } = {}) {
  const box = page.querySelector("[data-certificate-wait]");
  if (!box) return;
  const end = now() + longest;
  async function ask() {
    try {
      const answer = await fetch(box.dataset.certificateWait, { headers: { Accept: "application/json" } });
      if (answer.ok && (await answer.json()).ready) return location.reload();
    } catch (noSignal) {
      // Asked again below; the certificate itself is safe in the register.
    }
    if (now() < end) setTimeout(ask, pause);
  }
  setTimeout(ask, pause);
}

startWaiting(document);
