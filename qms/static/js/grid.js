// Quick keys and pasting for the grid of figures. Without this the same form is typed with Tab and stored with its button.

const grid = document.querySelector("form[data-grid]");

const blocks = () => [...grid.querySelectorAll("[data-block]")];
const rowsOf = (block) =>
  [...block.rows].map((row) => [...row.querySelectorAll("input[type=text]")]).filter((inputs) => inputs.length);

function placeOf(input) {
  const block = input.closest("[data-block]");
  const rows = rowsOf(block);
  const row = rows.findIndex((inputs) => inputs.includes(input));
  return { block, rows, row, column: rows[row].indexOf(input) };
}

function go(input) {
  if (!input) return false;
  input.focus();
  input.select();
  return true;
}

// The box so many rows on, in the next or the previous series at the end of one.
function down(input, steps) {
  const { block, rows, row, column } = placeOf(input);
  if (rows[row + steps]) return rows[row + steps][column];
  const all = blocks();
  const other = all[all.indexOf(block) + steps];
  if (!other) return null;
  const inputs = rowsOf(other).at(steps > 0 ? 0 : -1);
  return inputs[Math.min(column, inputs.length - 1)];
}

function aside(input, steps) {
  const { rows, row, column } = placeOf(input);
  return rows[row][column + steps];
}

// Left and right leave the box only where the cursor can go no further in it.
function atEdge(input, steps) {
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const edge = steps < 0 ? 0 : input.value.length;
  return all || (input.selectionStart === edge && input.selectionEnd === edge);
}

function mark(input) {
  const before = grid.elements.namedItem(`was-${input.name}`);
  input.parentElement.classList.toggle("qms-cell--changed", Boolean(before) && before.value !== input.value.trim());
}

function fill(input, text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  if (lines.length === 1 && lines[0].length === 1) return false;
  const { rows, row, column } = placeOf(input);
  lines.forEach((cells, down) =>
    cells.forEach((cell, across) => {
      const target = rows[row + down]?.[column + across];
      if (!target) return;
      target.value = cell.trim();
      mark(target);
    }),
  );
  go(rows[Math.min(row + lines.length, rows.length) - 1][column]);
  return true;
}

function onKey(event) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.closest("[data-block]") || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const moves = {
    Enter: () => down(input, event.shiftKey ? -1 : 1),
    ArrowDown: () => down(input, 1),
    ArrowUp: () => down(input, -1),
    ArrowLeft: () => atEdge(input, -1) && aside(input, -1),
    ArrowRight: () => atEdge(input, 1) && aside(input, 1),
  };
  const move = moves[event.key];
  if (!move) return;
  // Enter must never store by accident; an arrow that leads nowhere keeps its usual meaning.
  if (go(move()) || event.key === "Enter") event.preventDefault();
}

/* Figures that were typed and not stored yet; a refused form comes back with them, and still counts. */
function unsaved() {
  if ([...grid.querySelectorAll("[data-new-events] input")].some((input) => input.value.trim())) return true;
  return [...grid.querySelectorAll("[data-block] input")].some((input) => {
    const before = grid.elements.namedItem(`was-${input.name}`);
    return before && before.value !== input.value.trim();
  });
}

if (grid) {
  let storing = false;
  grid.addEventListener("submit", () => {
    storing = true;
  });
  // Another page of the grid, or any other link, would lose what was typed: the browser asks first.
  window.addEventListener("beforeunload", (event) => {
    if (!storing && unsaved()) event.preventDefault();
  });
  grid.addEventListener("keydown", onKey);
  grid.addEventListener("input", (event) => {
    if (event.target.closest("[data-block]")) mark(event.target);
  });
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (event.target.closest("[data-block]") && fill(event.target, text)) event.preventDefault();
  });
}
