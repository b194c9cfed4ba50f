// A picture that waits because data is dear comes when it is asked for, in its place.
// Without this module the link opens it alone.
export function startPictures(page) {
  for (const link of page.querySelectorAll("[data-picture-later]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const kept = link.closest("figure").querySelector("template");
      link.closest("p").replaceWith(kept.content);
    });
  }
}
