// A passphrase can be read before it is sent; without this module it stays as the page brought it.
export function startRevealing(page) {
  for (const field of page.querySelectorAll("input[data-reveal]")) addSwitch(field);
}

function addSwitch(field) {
  const button = field.ownerDocument.createElement("button");
  button.type = "button";
  button.className = "button button--small reveal";
  const say = () => {
    button.textContent = field.type === "text" ? field.dataset.revealHide : field.dataset.revealShow;
  };
  button.addEventListener("click", () => {
    field.type = field.type === "text" ? "password" : "text";
    say();
  });
  // Sent as a password, so that the browser offers to keep it.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
  say();
  field.after(button);
}
