// Switches on the NHS.UK components, and asks before a form that says data-confirm="a sentence".
// Nothing here is needed to use a page: without scripts the same forms post and the server answers.

import { initAll } from "../vendor/nhsuk-frontend/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

// The words that the eye sees on the button, without those that only screen readers get.
function shownText(button) {
  const words = [...(button?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE);
  return words.map((node) => node.textContent).join(" ").trim();
}

function ask(form, submitter) {
  const dialog = element("dialog", "qms-dialog");
  const question = element("p", "qms-dialog__question", form.dataset.confirm);
  question.id = "confirm-question";
  const answers = element("form", "nhsuk-button-group qms-dialog__answers");
  answers.method = "dialog";
  const yes = element("button", "nhsuk-button", shownText(submitter) || "Go ahead");
  yes.value = "yes";
  const no = element("button", "nhsuk-button nhsuk-button--secondary", "Cancel");
  no.value = "no";
  answers.append(yes, no);
  dialog.append(question, answers);
  dialog.setAttribute("aria-labelledby", question.id);
  dialog.addEventListener("close", () => {
    const agreed = dialog.returnValue === "yes";
    dialog.remove();
    if (agreed) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(submitter || undefined);
    } else if (submitter) {
      submitter.focus();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  ask(form, event.submitter);
});

// A page taken from the browser's history must ask again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-confirmed]")) delete form.dataset.confirmed;
});
