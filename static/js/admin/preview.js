// In the admin's preview: look at a page as it will be printed, or as a projector shows it.
(function () {
  const mode = document.currentScript.dataset.mode;
  if (mode === "projector") {
    document.documentElement.style.fontSize = "36px";
    return;
  }
  // The margins of the sheet of paper.
  document.body.style.padding = "14mm 15mm";
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!rule.media) continue;
      if (rule.media.mediaText === "print") rule.media.mediaText = "all";
      else if (rule.media.mediaText === "not print") rule.media.mediaText = "not all";
    }
  }
})();
