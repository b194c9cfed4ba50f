// A film is fetched only when a person asks for it, after reading whose it is and how large.

export function startMedia(page) {
  for (const box of page.querySelectorAll("[data-media]")) {
    const button = box.querySelector("[data-media-button]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const player = page.createElement(box.dataset.mediaKind === "video" ? "video" : "iframe");
      player.className = "media__frame";
      player.src = box.dataset.media;
      player.title = box.dataset.mediaTitle ?? "";
      player.controls = true;
      player.allow = "fullscreen";
      player.tabIndex = 0;
      button.replaceWith(player);
      player.focus();
    });
  }
}
