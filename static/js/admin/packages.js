// Sending a package with its progress in sight, and waiting for its report. Without this module the form is sent as usual.
const PAUSE = 1500;

export function startUpload(form) {
  const bar = form.querySelector("progress");
  const told = form.querySelector("[data-told]");
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", (event) => {
    const file = form.elements.file.files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > Number(form.dataset.largest)) {
      told.textContent = form.dataset.tooLarge;
      return;
    }
    button.disabled = true;
    bar.hidden = false;
    send(form, {
      moved: (share) => {
        const percent = Math.floor(share * 100);
        bar.value = percent;
        told.textContent = form.dataset.sending.replace("{percent}", percent);
      },
      failed: (message) => {
        button.disabled = false;
        bar.hidden = true;
        told.textContent = message || form.dataset.lost;
      },
    });
  });
}

function send(form, { moved, failed }) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => event.lengthComputable && moved(event.loaded / event.total));
  request.addEventListener("error", () => failed(""));
  request.addEventListener("load", () => {
    const answer = parsed(request.responseText);
    if (answer?.address) location.assign(answer.address);
    else failed(answer?.message);
  });
  request.send(new FormData(form));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (page) {
    return null;
  }
}

async function waitForReport() {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } })
      .then((response) => response.json())
      .catch(() => null);
    if (answer?.done) return location.reload();
  }
}

const form = document.querySelector("[data-package-upload]");
if (form) startUpload(form);
if (document.querySelector("[data-package-waiting]")) waitForReport();
