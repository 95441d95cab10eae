// Puts the colleague who was picked from the list into the comment as @Name, and empties the field for the next.
// Without scripts the same field is sent with the form, and the server names them at the beginning.

const LABEL = /^(.+) \(([^()\s]+@[^()\s]+)\)$/;

function insert(area, words) {
  const at = area.selectionStart === area.selectionEnd ? area.selectionEnd : area.value.length;
  const before = area.value.slice(0, at);
  const space = before && !/\s$/.test(before) ? " " : "";
  area.setRangeText(`${space}@${words} `, at, at, "end");
}

for (const box of document.querySelectorAll("[data-mentions]")) {
  const area = box.querySelector("textarea");
  const picker = box.querySelector("input[list]");
  const options = [...document.querySelectorAll(`#${picker.getAttribute("list")} option`)].map((option) => option.value);
  const names = options.map((option) => LABEL.exec(option)?.[1]);
  picker.addEventListener("input", () => {
    const picked = options.includes(picker.value) && LABEL.exec(picker.value);
    if (!picked) return;
    // Where two people share a name, the address says which.
    const alone = names.filter((name) => name === picked[1]).length === 1;
    insert(area, alone ? picked[1] : picked[2]);
    picker.value = "";
    area.focus();
  });
}
