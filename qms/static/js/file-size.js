// Says that a file is too large before it is sent, while the words beside it are still on the page. A field says in data-most
// how many bytes a file may have and in data-advice what to do about more; data-together and data-together-advice say the same
// of all files of a form. The server refuses them as well: nothing here is needed.

const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

const fieldsOf = (form) => [...form.querySelectorAll("input[type=file][data-most]")];

function problemOf(field) {
  const large = [...field.files].find((file) => file.size > Number(field.dataset.most));
  if (large) return `${large.name} has ${megabytes(large.size)}. ${field.dataset.advice}`;
  const all = fieldsOf(field.form).flatMap((each) => [...each.files]);
  const together = all.reduce((sum, file) => sum + file.size, 0);
  const last = fieldsOf(field.form).filter((each) => each.files.length > 0).at(-1);
  if (field !== last || !field.dataset.together || together <= Number(field.dataset.together)) return "";
  return `These files have ${megabytes(together)} together. ${field.dataset.togetherAdvice}`;
}

// The same place and shape as an error that the server says.
function say(field, problem) {
  const id = `${field.id}-too-large`;
  document.getElementById(id)?.remove();
  const group = field.closest(".nhsuk-form-group");
  group.classList.toggle("nhsuk-form-group--error", problem !== "" || group.querySelector(".nhsuk-error-message") !== null);
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  if (problem) {
    const message = document.createElement("span");
    Object.assign(message, { className: "nhsuk-error-message", id, textContent: problem });
    message.setAttribute("role", "alert");
    group.insertBefore(message, [...group.children].find((each) => each.contains(field)));
    others.push(id);
  }
  if (others.length > 0) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.type !== "file" || !field.form) return;
  for (const each of fieldsOf(field.form)) say(each, problemOf(each));
});

// Before all others that listen: what is not sent is not noted as sent.
window.addEventListener(
  "submit",
  (event) => {
    const wrong = fieldsOf(event.target).find((each) => problemOf(each) !== "");
    if (!wrong) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(wrong, problemOf(wrong));
    const fold = wrong.closest("details");
    if (fold) fold.open = true;
    wrong.focus();
  },
  { capture: true },
);
