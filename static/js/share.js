// Sharing is text and a link. Without this module the link opens WhatsApp's own page with the same text.
import { wordsOf } from "./words.js";

export function textToShare({ title, sentence, url }) {
  return [title, sentence, url].filter(Boolean).join("\n");
}

export function startSharing(page) {
  for (const link of page.querySelectorAll("[data-share]")) startShareLink(page, link);
  for (const button of page.querySelectorAll("[data-copy]")) startCopyButton(page, button);
}

function startShareLink(page, link) {
  const { shareTitle, shareText, shareUrl } = link.dataset;
  const what = {
    title: shareTitle || page.querySelector("h1")?.textContent.trim() || page.title,
    sentence: shareText || page.querySelector("meta[name=description]")?.content,
    url: new URL(shareUrl || location.pathname, location.origin).href,
  };
  if (link.matches("a")) link.href = `https://wa.me/?text=${encodeURIComponent(textToShare(what))}`;
  if (!navigator.share) return;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      await navigator.share({ title: what.title, text: textToShare({ ...what, url: "" }), url: what.url });
    } catch (closedByThePerson) {
      // Nothing was shared, and nothing needs saying.
    }
  });
}

function startCopyButton(page, button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copyText(page, button.dataset.copy || location.href);
    const answer = page.querySelector("[data-tools-answer]");
    if (answer) answer.textContent = wordsOf(page).copied;
  });
}

// The clipboard needs https; a school's plain http gets the older way.
async function copyText(page, text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = page.createElement("textarea");
  field.value = text;
  page.body.append(field);
  field.select();
  page.execCommand("copy");
  field.remove();
}
