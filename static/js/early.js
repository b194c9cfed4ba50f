// Runs before the first paint: the size and colours that this person chose, and the line that tells
// a pupil who can see the progress, must not flash into place.
(function () {
  try {
    var root = document.documentElement;
    var size = localStorage.getItem("literasi.size");
    var theme = localStorage.getItem("literasi.theme");
    if (size) root.dataset.size = size;
    if (theme) root.dataset.theme = theme;
    if (/(^|; )masuk=murid(;|$)/.test(document.cookie)) root.dataset.pupil = "";
  } catch (storageIsOff) {
    // A private window may forbid storage; the page is then as the device asks.
  }
})();
