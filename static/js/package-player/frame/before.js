// Runs in the frame before H5P's own code: what an opaque origin lacks, and the settings that H5P asks for.
(() => {
  const pack = window.LiterasiPack;
  delete window.LiterasiPack;

  function memory() {
    const kept = new Map();
    return {
      getItem: (name) => (kept.has(String(name)) ? kept.get(String(name)) : null),
      setItem: (name, value) => void kept.set(String(name), String(value)),
      removeItem: (name) => void kept.delete(String(name)),
      clear: () => kept.clear(),
      key: (place) => [...kept.keys()][place] ?? null,
      get length() {
        return kept.size;
      },
    };
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { value: memory(), configurable: true });
  }
  Object.defineProperty(document, "cookie", { get: () => "", set() {}, configurable: true });

  const states = {};
  for (const { sub, data, value } of pack.states) (states[sub] ??= {})[data] = value;
  const files = new Map(pack.media.map(({ path, blob, address }) => [path, blob ? URL.createObjectURL(blob) : address]));
  window.LiterasiBridge = { files, libraryFiles: pack.files };

  document.documentElement.lang = pack.language;
  document.title = pack.title;
  const place = document.createElement("div");
  place.className = "h5p-content";
  place.dataset.contentId = "1";
  document.body.append(place);
  window.H5PIntegration = {
    baseUrl: "",
    url: "paket",
    siteUrl: pack.address,
    postUserStatistics: false,
    ajax: {},
    saveFreq: 30,
    reportingIsEnabled: true,
    // Who it is stays outside: the server says it.
    user: { name: "Learner", mail: "learner@literasi.invalid", canToggleViewOthersH5PContents: 0 },
    l10n: { H5P: pack.words },
    hubIsEnabled: false,
    fullscreenDisabled: 1,
    contents: {
      "cid-1": {
        library: pack.library,
        jsonContent: pack.content,
        fullScreen: "0",
        url: pack.address,
        contentUrl: "paket",
        title: pack.title,
        displayOptions: { frame: false, export: false, embed: false, copyright: false, icon: false, copy: false },
        metadata: { title: pack.title, license: "U", defaultLanguage: pack.language },
        contentUserData: states,
      },
    },
  };
})();
