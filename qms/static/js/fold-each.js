// Folds every .qms-fold inside the element before it away on a telephone, before they are painted: for a list of many teams.
// Elsewhere, on paper and without scripts all are open. An address that leads into a folded one opens it.
// Not a module: it runs where it stands, right after the element.

(() => {
  const folds = document.currentScript.previousElementSibling.querySelectorAll(".qms-fold");
  const narrow = matchMedia("(max-width: 40em)");
  const openUnlessNarrow = () => { for (const fold of folds) fold.open = !narrow.matches; };
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const fold = target && target.querySelector(".qms-fold");
    if (fold && [...folds].includes(fold)) fold.open = true;
  };
  openUnlessNarrow();
  openTarget();
  narrow.addEventListener("change", openUnlessNarrow);
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", () => { for (const fold of folds) fold.open = true; });
  addEventListener("afterprint", openUnlessNarrow);
})();
