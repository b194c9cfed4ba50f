// Reads the page aloud with the device's own Indonesian voice, or says plainly that there is none.
import { wordsOf } from "./words.js";

const LONGEST = 220;
const READ = "h1, h2, h3, h4, p, li, figcaption, legend, dt, dd";
const NOT_READ = "nav, form, .tools, [data-listen-skip], [hidden], .visually-hidden";

export function indonesianVoice(voices) {
  const ours = voices.filter((voice) => /^(id|ind)([-_]|$)/i.test(voice.lang));
  return ours.find((voice) => voice.localService) ?? ours[0] ?? null;
}

// Chrome falls silent in long utterances, so a paragraph is spoken in sentences.
export function utterancesOf(text, longest = LONGEST) {
  const parts = [];
  for (const sentence of text.replace(/\s+/g, " ").trim().match(/[^.!?]+[.!?"”)]*\s*|[.!?]+/g) ?? []) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length <= longest) parts[parts.length - 1] = last + sentence;
    else parts.push(sentence);
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

export function startListening(page) {
  const button = page.querySelector("[data-listen-button]");
  if (!button) return;
  const answer = page.querySelector("[data-tools-answer]");
  const label = button.querySelector("span");
  const usual = label.textContent;
  let isReading = false;
  button.hidden = false;

  const show = (reading, sentence) => {
    isReading = reading;
    button.setAttribute("aria-pressed", String(reading));
    label.textContent = reading ? wordsOf(page).stop : usual;
    answer.textContent = sentence;
  };
  button.addEventListener("click", async () => {
    if (isReading) {
      speechSynthesis.cancel();
      return show(false, "");
    }
    const voice = await loadedVoice();
    if (!voice) return show(false, wordsOf(page).noVoice);
    show(true, wordsOf(page).reading);
    speak(partsToRead(page), voice, () => show(false, ""));
  });
  addEventListener("pagehide", () => isReading && speechSynthesis.cancel());
}

function partsToRead(page) {
  const place = page.querySelector("[data-listen]") ?? page.querySelector("main");
  const blocks = [...place.querySelectorAll(READ)].filter(
    (block) => !block.closest(NOT_READ) && !block.parentElement.closest("li, dd, legend, figcaption"),
  );
  return blocks.flatMap((block) => utterancesOf(block.textContent));
}

function speak(parts, voice, whenDone) {
  speechSynthesis.cancel();
  parts.forEach((part, place) => {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    if (place === parts.length - 1) utterance.onend = whenDone;
    speechSynthesis.speak(utterance);
  });
}

// Chrome on Android gives its voices only a moment after the first question.
function loadedVoice() {
  if (!("speechSynthesis" in window)) return Promise.resolve(null);
  const now = indonesianVoice(speechSynthesis.getVoices());
  if (now) return Promise.resolve(now);
  return new Promise((resolve) => {
    const answer = () => resolve(indonesianVoice(speechSynthesis.getVoices()));
    speechSynthesis.addEventListener?.("voiceschanged", answer, { once: true });
    setTimeout(answer, 1200);
  });
}
