// Puts a field above a long list of choices by unit that leaves those in which every typed word stands. Without scripts the
// list is a plain one.

for (const select of document.querySelectorAll("select:has(optgroup)")) {
  const groups = [...select.querySelectorAll("optgroup")].map((group) => [group, [...group.querySelectorAll("option")]]);
  const label = document.createElement("label");
  label.className = "nhsuk-label";
  label.textContent = "Words in its name";
  label.htmlFor = `${select.id}-words`;
  const words = document.createElement("input");
  Object.assign(words, { id: label.htmlFor, type: "search", className: "nhsuk-input nhsuk-input--width-20 nhsuk-u-margin-bottom-2" });
  words.setAttribute("aria-controls", select.id);

  words.addEventListener("input", () => {
    const typed = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (option) => option.selected || typed.every((word) => option.text.toLowerCase().includes(word));
    for (const [group, options] of groups) {
      const left = options.filter(fits); // taken out, as some browsers show an option that is only hidden
      group.replaceChildren(...left);
      if (left.length) select.append(group);
      else group.remove();
    }
  });
  select.before(label, words);
}
