// Switches on the NHS.UK components, and asks before a form that says data-confirm="a sentence".
// Nothing here is needed to use a page: without scripts the same forms post and the server answers.

import { initAll } from "../vendor/nhsuk-frontend/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
const banners = bringBanners();
initAll();

// An address that names a part of a long page takes the reader there: what was just stored is said there, not far above.
function bringBanners() {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const found = named && named.closest("main") && named.id !== "maincontent" ? [...document.querySelectorAll("main > .qms-banner")] : [];
  if (found.length === 0) return [];
  let place = named;
  while (/^(LI|OL|UL|DL|DD|DT|TR|TD|TH|TBODY|TABLE)$/.test(place.tagName) || place.closest("form, ol, ul, table")) place = place.parentElement;
  place.before(...found);
  return found;
}

// Following the address takes the focus away from the banner that had it.
window.addEventListener("load", () => {
  const first = banners.find((banner) => banner.getAttribute("role") === "alert");
  requestAnimationFrame(() => {
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "start" });
  });
});

if (document.querySelector("input[type=file][data-most]")) import("./file-size.js");

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
