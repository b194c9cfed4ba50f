// A package in a lesson: loaded when it comes into view on a good line, after a tap where data is dear.
const LIGHT = 400 * 1024;

export function isDataDear(connection, bytes) {
  if (!connection) return bytes > LIGHT;
  return Boolean(connection.saveData) || connection.effectiveType !== "4g" || bytes > 4 * LIGHT;
}

export function startPackages(page) {
  for (const box of page.querySelectorAll("[data-package]")) startPackage(page, box);
}

function startPackage(page, box) {
  const button = box.querySelector("[data-package-open]");
  const open = () => openPackage(page, box, button);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    open()?.focus();
  });
  if (isDataDear(navigator.connection, Number(box.dataset.bytes)) || !("IntersectionObserver" in window)) return;
  const observer = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    open();
  });
  observer.observe(box);
}

function openPackage(page, box, button) {
  if (box.querySelector("iframe")) return null;
  const lesson = page.querySelector("[data-lesson]")?.dataset.lesson ?? "";
  const frame = page.createElement("iframe");
  frame.className = "package__frame";
  frame.title = box.dataset.title;
  const asked = new URLSearchParams({ paket: box.dataset.package, pelajaran: lesson, latihan: box.dataset.practice ?? "" });
  frame.src = `${box.dataset.player}#${asked}`;
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.source === frame.contentWindow) hear(box, frame, event.data);
  });
  button.hidden = true;
  box.querySelector("[data-package-facts]")?.setAttribute("hidden", "");
  box.querySelector("[data-package-place]").append(frame);
  return frame;
}

function hear(box, frame, said) {
  if (said?.literasi !== "player") return;
  if (said.kind === "height" && Number.isFinite(said.height)) frame.height = String(Math.min(said.height, 20_000));
  if (said.kind !== "done") return;
  box.querySelector("[data-practice-status]")?.removeAttribute("hidden");
  const { correct, total } = said;
  const detail = { practice: box.dataset.practice, correct, total };
  const isGuest = box.closest("[data-lesson]")?.dataset.signedIn === "0";
  // A learner's practice was recorded where the result arrived; a guest's is kept on this device.
  if (isGuest && box.dataset.practice) box.dispatchEvent(new CustomEvent("literasi:practised", { bubbles: true, detail }));
}
