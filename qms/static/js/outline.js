// Quick keys for the outline editor of a driver diagram. Everything goes through the page's own forms, so the server stays the
// one place that knows how a diagram may change: a step is posted, and what comes back replaces the outline and the drawing.

const outline = document.getElementById("outline");
const drawn = document.getElementById("drawn");
const said = document.getElementById("outline-said");
const KEYS_AHEAD = 200;

let queue = Promise.resolve();
let changing = false; // a step is on its way, and the outline will be replaced
let ahead = []; // keys pressed meanwhile
let tabIsFree = false; // after Esc, Tab leaves the box

const boxOf = (element) => element.closest("[data-box]");
const form = () => outline.querySelector("form[data-outline]");
const isWords = (element) => element instanceof HTMLInputElement && element.id.startsWith("text-");
const stored = (words) => words.parentElement.querySelector("input[name^=was-]").value;
const stepButton = (box, step) => box.querySelector(`:scope > .qms-outline__line button[value^="${step}:"]`);

function announce(words) {
  said.textContent = "";
  said.textContent = words;
}

async function post(from, submitter) {
  const body = new URLSearchParams(new FormData(from));
  if (submitter) body.append(submitter.name, submitter.value);
  const keepalive = body.toString().length < 60000; // browsers refuse longer ones
  const answer = await fetch(from.getAttribute("action"), { method: "POST", body, keepalive });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("outline")) location.assign(answer.ok ? answer.url : location.href); // signed out, or gone
  return page;
}

function replace(page, kept) {
  outline.innerHTML = page.getElementById("outline").innerHTML;
  drawn.innerHTML = page.getElementById("drawn").innerHTML;
  announce(page.getElementById("outline-said").textContent);
  const wanted = page.getElementById("outline").dataset.focus;
  const asked = wanted === "ask" || wanted === "gone";
  const again = !asked && kept.step && outline.querySelector(`button[value="${kept.step}"]`);
  if (again) again.closest("details").open = true;
  const target = again || document.getElementById(wanted || kept.id) || outline.querySelector("[id^=text-]");
  target?.focus();
  if (isWords(target)) target.setSelectionRange(target.value.length, target.value.length);
}

// Post a step. What has focus keeps it: a button under "More" stays open under the finger that presses it again.
function take(from, submitter) {
  const value = submitter?.value;
  const inMore = document.activeElement?.closest?.(".qms-outline__more") && document.activeElement === submitter;
  const kept = { id: document.activeElement?.id, step: inMore ? value : "" };
  changing = true;
  queue = queue.then(async () => {
    const present = from.isConnected ? from : form();
    try {
      replace(await post(present, value ? { name: "do", value } : null), kept);
    } catch {
      announce("The server could not be reached. Your words are still here: try again.");
    }
    changing = false;
    replay();
  });
}

// Store words as soon as a box is left, without touching what the person does next.
function storeQuietly() {
  queue = queue.then(async () => {
    if (changing || !form()) return;
    try {
      const page = await post(form(), { name: "do", value: "store" });
      if (page.querySelector("#outline .qms-notice--warning, #outline .nhsuk-error-message")) return replace(page, {});
      for (const field of page.querySelectorAll("#outline input[name=version], #outline input[name^=was-]")) {
        for (const mine of outline.querySelectorAll(`input[name="${field.name}"]`)) mine.value = field.value;
      }
      drawn.innerHTML = page.getElementById("drawn").innerHTML;
      announce("Stored.");
    } catch {
      announce("The server could not be reached. Press Store the words to try again.");
    }
  });
}

function press(box, step, otherwise) {
  const button = stepButton(box, step);
  if (button) take(form(), button);
  else announce(otherwise);
}

function key(event, words) {
  const box = boxOf(words);
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "Enter" && alone && !event.shiftKey) {
    press(box, stepButton(box, "below") ? "below" : "child", "");
  } else if (event.key === "Tab" && alone && !tabIsFree && !box.classList.contains("qms-outline__item--0")) {
    const where = event.shiftKey ? "further left" : "deeper";
    press(box, event.shiftKey ? "out" : "in", `It can't go ${where} here. To leave the box, press Escape, then Tab.`);
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const up = event.key === "ArrowUp";
    press(box, up ? "up" : "down", `It is already the ${up ? "first" : "last"} in its place.`);
  } else if (event.key === "/" && alone && words.selectionEnd === 0) {
    const { href } = box.querySelector(":scope > .qms-outline__line a[data-link]");
    storeQuietly();
    queue = queue.then(() => location.assign(href));
  } else if (event.key === "Backspace" && alone && words.value === "" && stepButton(box, "delete")) {
    press(box, "delete", "");
  } else if (event.key === "Escape") {
    tabIsFree = true;
    announce("The Tab key leaves the box now.");
  } else {
    return false;
  }
  return true;
}

// Keys pressed while a step was on its way happen now, in their order, in the box that has focus.
function replay() {
  while (ahead.length && !changing) {
    const event = ahead.shift();
    const words = document.activeElement;
    if (!isWords(words)) ahead = [];
    else if (!key(event, words) && event.key.length === 1) words.setRangeText(event.key, words.selectionStart, words.selectionEnd, "end");
  }
}

outline.addEventListener("submit", (event) => {
  event.preventDefault();
  take(event.target, event.submitter);
});

outline.addEventListener("keydown", (event) => {
  if (!isWords(event.target) || event.isComposing) return;
  if (changing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (ahead.length < KEYS_AHEAD) ahead.push(event);
  } else if (key(event, event.target)) {
    event.preventDefault();
  }
});

outline.addEventListener("focusin", (event) => {
  if (isWords(event.target)) tabIsFree = false;
});

// Not "change": browsers leave it out for letters that were typed ahead and put in by replay.
outline.addEventListener("focusout", (event) => {
  if (isWords(event.target) && !changing && event.target.value !== stored(event.target)) storeQuietly();
});
