// Keeps the words that somebody types until they are stored: when a session ends meanwhile, a telephone drops the page or a
// signal is lost, the same form has them again. They stay in this tab, for this person alone, for one shift at most, and are
// forgotten on signing out. Nothing here is needed to store anything.

const KEPT = "typed:";
const OWNER = "typed-by";
const SENT = "typed-sent";
const SHIFT = 13 * 60 * 60 * 1000; // milliseconds

const person = document.body.dataset.person ?? "";
const store = opened();

function opened() {
  try {
    return window.sessionStorage;
  } catch {
    return null; // the browser keeps nothing for pages
  }
}

function forgetAll() {
  for (const key of Object.keys(store)) if (key.startsWith("typed")) store.removeItem(key);
}

// Read from the page's own words: a field that is called "method" or "action" hides the property of that name.
function addressOf(form) {
  return new URL(form.getAttribute("action") ?? "", location.href);
}

function isPosted(form) {
  return form?.getAttribute("method")?.toLowerCase() === "post";
}

function keyOf(form) {
  const { pathname, search } = addressOf(form);
  return `${KEPT}${pathname}${search}`;
}

// A field that says autocomplete="off" takes what no browser should keep, such as a table pasted from another system.
function isWords(field) {
  const typed = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && ["text", "date"].includes(field.type));
  return typed && field.name !== "" && field.autocomplete !== "off";
}

// Forms of words; a search, a password and a button that stands alone are none.
function keeps(form) {
  return isPosted(form) && form.querySelector("textarea:not([autocomplete=off])") !== null && form.querySelector("[type=password]") === null;
}

// What was changed, beside what the page offered: words are put back only where it still offers the same.
function changed(form) {
  const fields = [...form.elements].filter((field) => isWords(field) && field.value !== field.defaultValue);
  return Object.fromEntries(fields.map((field) => [field.name, { was: field.defaultValue, now: field.value }]));
}

function keep(form) {
  const words = changed(form);
  if (Object.keys(words).length === 0) store.removeItem(keyOf(form));
  else store.setItem(keyOf(form), JSON.stringify({ at: Date.now(), words }));
}

function told(form) {
  const note = document.createElement("div");
  note.className = "qms-notice qms-notice--info";
  note.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = "What you typed here before is back. It has not been stored yet.";
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", className: "nhsuk-button nhsuk-button--secondary nhsuk-button--small", textContent: "Clear it" });
  clear.addEventListener("click", () => {
    store.removeItem(keyOf(form));
    form.reset();
    note.remove();
    form.querySelector("textarea:not([autocomplete=off])").focus();
  });
  note.append(said, clear);
  form.prepend(note);
}

function putBack(form) {
  const kept = JSON.parse(store.getItem(keyOf(form)) ?? "null");
  if (kept === null) return;
  if (Date.now() - kept.at > SHIFT) return store.removeItem(keyOf(form));
  let any = false;
  for (const field of [...form.elements].filter(isWords)) {
    const words = kept.words[field.name];
    if (!words || field.value !== words.was) continue;
    field.value = words.now;
    const fold = field.closest("details");
    if (fold) fold.open = true;
    any = true;
  }
  if (any) told(form);
}

// After something was stored, or refused by a page that shows it all again, what was sent is not needed here any more.
function forgetSent() {
  const answered = document.querySelector(".qms-banner, .nhsuk-error-summary") !== null;
  if (answered && store.getItem(SENT)) store.removeItem(store.getItem(SENT));
  store.removeItem(SENT);
}

if (store && person) {
  if (store.getItem(OWNER) !== person) forgetAll();
  store.setItem(OWNER, person);
  forgetSent();
  for (const form of document.forms) if (keeps(form)) putBack(form);
  document.addEventListener("input", (event) => {
    if (keeps(event.target.form)) keep(event.target.form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (addressOf(form).pathname.endsWith("/sign-out")) forgetAll();
    else if (keeps(form)) store.setItem(SENT, keyOf(form));
  });
}
