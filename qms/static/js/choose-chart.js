// The buttons that choose a chart fill the form in at once. Without this the form comes back from the server filled in.

const chart = document.getElementById("chart");

function fill(button) {
  chart.value = button.value;
  const kind = button.dataset.kind;
  if (kind) {
    document.querySelector(`input[name=data_kind][value=${kind}]`).checked = true;
    const cadence = document.getElementById("cadence");
    if (kind === "between") cadence.value = "event";
    else if (cadence.value === "event") cadence.value = "monthly";
  }
  document.getElementById("chart-chosen").textContent = "Filled in, not stored yet.";
  chart.focus();
}

for (const button of document.querySelectorAll("button[name=use_chart]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    fill(button);
  });
}
