// While a project is being started: what was tried before, and which objective the words suggest. Nothing here is needed to
// start one: without scripts the page of the new project shows both.

const PAUSE = 400; // milliseconds without a key before anything is asked

const title = document.getElementById("title");
const why = document.getElementById("why");
const unit = document.getElementById("unit");
const triedBefore = document.getElementById("tried-before");
const triedBeforeSaid = document.getElementById("tried-before-said");
const servesAsked = document.getElementById("serves-asked");

let waiting = 0;
let asked = 0;
let shownBefore = "";

async function answerOf(address, words) {
  try {
    const answer = await fetch(`${address}?${new URLSearchParams(words)}`, { headers: { Accept: "text/html, application/json" } });
    return answer.ok && !answer.redirected ? answer : null;
  } catch {
    return null; // without a connection the page works as it does without scripts
  }
}

async function showTriedBefore(turn) {
  const answer = await answerOf(triedBefore.dataset.url, { title: title.value });
  const html = answer && (await answer.text());
  if (html === null || turn !== asked || html === shownBefore) return;
  shownBefore = html;
  triedBefore.innerHTML = html;
  // Read out: one sentence, not the whole list at every pause.
  triedBeforeSaid.textContent = triedBefore.querySelector("[data-said]")?.textContent ?? "";
}

function choice(offer, place, chosen) {
  const item = document.createElement("div");
  item.className = "nhsuk-radios__item";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "serves", value: offer.key, checked: offer.key === chosen });
  input.className = "nhsuk-radios__input";
  input.id = place === 0 ? "serves" : `serves-${place}`;
  const label = document.createElement("label");
  label.className = "nhsuk-label nhsuk-radios__label";
  label.htmlFor = input.id;
  label.textContent = offer.label;
  item.append(input, label);
  return item;
}

async function showObjectives(turn) {
  const answer = await answerOf(servesAsked.dataset.url, { title: title.value, why: why.value, unit: unit.value });
  const offers = answer && (await answer.json());
  if (offers === null || turn !== asked) return;
  const before = servesAsked.querySelector("input:checked");
  const chosen = before?.value ?? "";
  // What somebody has chosen stays on offer, whatever they type after that.
  const gone = chosen && !offers.some((offer) => offer.key === chosen);
  const kept = gone ? [{ key: chosen, label: servesAsked.querySelector(`label[for=${before.id}]`).textContent }] : [];
  const all = [...kept, ...offers, { key: "", label: "Decide later" }];
  servesAsked.querySelector(".nhsuk-radios").replaceChildren(...all.map((offer, place) => choice(offer, place, chosen)));
  servesAsked.hidden = all.length === 1;
}

function ask() {
  asked += 1;
  if (triedBefore?.dataset.url) showTriedBefore(asked);
  if (servesAsked) showObjectives(asked);
}

function askSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
}

for (const field of [title, why]) field?.addEventListener("input", askSoon);
unit?.addEventListener("change", ask);
