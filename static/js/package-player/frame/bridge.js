// Runs in the frame after H5P's own code and before the libraries: every way out leads through here, to the page around.
(() => {
  const H5P = window.H5P;
  const { files, libraryFiles } = window.LiterasiBridge;
  delete window.LiterasiBridge;
  const tell = (message) => parent.postMessage({ literasi: "said", ...message }, "*");

  const isAddress = (path) => /^[a-z0-9+.-]+:/i.test(path);
  H5P.getPath = (path) => (isAddress(path) ? path : (files.get(path.replace(/#tmp$/, "")) ?? "data:,"));
  H5P.getContentPath = () => "data:,";
  const usualType = H5P.ContentType;
  H5P.ContentType = (isRoot) => {
    const type = usualType(isRoot);
    type.prototype.getLibraryFilePath = function (path) {
      return libraryFiles[`${this.libraryInfo.versionedNameNoSpaces}/${path}`] ?? "data:,";
    };
    return type;
  };
  H5P.setFinished = () => {};

  const contents = () => window.H5PIntegration.contents["cid-1"].contentUserData;
  let written = 0;
  const last = new Map();
  function save(sub, data, value) {
    if (last.get(`${sub} ${data}`) === value) return;
    last.set(`${sub} ${data}`, value);
    // Two saves in one millisecond are still in order.
    written = Math.max(written + 1, Date.now());
    tell({ kind: "state", sub, data, value, sequence: written });
  }
  H5P.getUserData = (content, data, done, sub = 0) => {
    const kept = contents()[sub]?.[data];
    if (kept === undefined) return done(undefined, undefined);
    // H5P tells the learner that the content has changed, and begins again.
    if (kept === "RESET") return done(undefined, null);
    try {
      return done(undefined, JSON.parse(kept));
    } catch (broken) {
      return done(undefined, undefined);
    }
  };
  H5P.setUserData = (content, data, value, options = {}) => {
    const sub = String(options.subContentId ?? 0);
    const text = JSON.stringify(value);
    if (text === undefined) return;
    (contents()[sub] ??= {})[data] = text;
    save(sub, data, text);
  };
  H5P.deleteUserData = (content, data, sub = 0) => {
    delete contents()[sub]?.[data];
    save(String(sub), data, null);
  };

  let isWaiting = false;
  function saveSoon() {
    if (isWaiting) return;
    isWaiting = true;
    // After the content has dealt with its own event.
    setTimeout(() => {
      isWaiting = false;
      const state = H5P.instances[0]?.getCurrentState?.();
      if (state !== undefined) H5P.setUserData(1, "state", state);
    }, 0);
  }

  H5P.externalDispatcher.on("xAPI", (event) => {
    const statement = event.data?.statement;
    if (statement) tell({ kind: "statement", statement: JSON.parse(JSON.stringify(statement)) });
    saveSoon();
  });
  for (const name of ["change", "click", "keyup"]) addEventListener(name, () => saveSoon(), { passive: true });
  addEventListener("pagehide", saveSoon);
  document.addEventListener("visibilitychange", saveSoon);

  let told = 0;
  function tellHeight() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tell({ kind: "height", height });
  }
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener("resize", () => H5P.instances[0] && H5P.trigger(H5P.instances[0], "resize"));
  H5P.externalDispatcher.on("initialized", () => {
    tell({ kind: "begun", works: H5P.instances.length > 0 });
    tellHeight();
  });
  addEventListener("error", (event) => tell({ kind: "trouble", message: String(event.message).slice(0, 200) }));
})();
