// The live view asks for its own table again every four seconds, while somebody looks at it.
const LIVE_SECONDS = 4;

export function startClassLive(page) {
  const part = page.querySelector("[data-live]");
  if (!part) return;
  const look = async () => {
    if (page.hidden) return;
    try {
      const answer = await fetch(page.defaultView.location.pathname, { headers: { "X-Part": "live" }, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) part.innerHTML = await answer.text();
    } catch {
      // No signal: the table stays as it was, and the next round asks again.
    }
  };
  page.defaultView.setInterval(look, LIVE_SECONDS * 1000);
}
