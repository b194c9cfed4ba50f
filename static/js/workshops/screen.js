// The code on the trainer's screen draws itself anew when its minute is over.

export function startScreenCode(page) {
  const box = page.querySelector("[data-screen-code]");
  if (!box) return;
  const drawing = box.querySelector("[data-drawing]");
  const renew = async () => {
    let pause = 5;
    try {
      const response = await fetch(box.dataset.screenCode, { credentials: "same-origin" });
      if (response.ok) {
        const { drawing: drawn, seconds } = await response.json();
        drawing.innerHTML = drawn;
        pause = seconds;
      }
    } catch (noSignal) {
      // The old code stays until the server answers; it is refused when it is over.
    }
    setTimeout(renew, pause * 1000);
  };
  setTimeout(renew, Number(box.dataset.seconds) * 1000);
}
