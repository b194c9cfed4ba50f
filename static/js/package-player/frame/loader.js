// The only script that the frame's page brings itself: it waits for the pack and runs it. Its print stands in the policy.
addEventListener("message", function receive(event) {
  if (event.source !== parent || !event.data || event.data.literasi !== "pack") return;
  removeEventListener("message", receive);
  window.LiterasiPack = event.data;
  for (const style of event.data.styles) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = URL.createObjectURL(new Blob([style], { type: "text/css" }));
    document.head.append(link);
  }
  const script = document.createElement("script");
  script.src = URL.createObjectURL(new Blob(event.data.scripts, { type: "text/javascript" }));
  document.body.append(script);
});
parent.postMessage({ literasi: "ready" }, "*");
