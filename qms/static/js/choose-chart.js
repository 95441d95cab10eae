// The buttons that choose a chart fill the form in at once. Without this the form comes back from the server filled in.

const chart = document.getElementById("chart");

function fill(value, kind) {
  chart.value = value;
  if (kind) {
    document.querySelector(`input[name=data_kind][value=${kind}]`).checked = true;
    const cadence = document.getElementById("cadence");
    if (kind === "between") cadence.value = "event";
    else if (cadence.value === "event") cadence.value = "monthly";
  }
  document.getElementById("chart-chosen").textContent = "Filled in, not stored yet.";
  chart.focus();
}

function onClick(selector, choose) {
  for (const button of document.querySelectorAll(selector)) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      choose(button);
    });
  }
}

onClick("button[name=use_chart]", (button) => fill(button.value, ""));
onClick("button[name=use_answer]", () => {
  const [answer] = document.getElementById("answer").selectedOptions;
  fill(answer.value, answer.dataset.kind);
});
