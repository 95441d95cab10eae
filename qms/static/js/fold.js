// Folds what stands in a .qms-fold away on a telephone, before it is painted; elsewhere it stays open, without its summary.
// Not a module: it runs where it stands, right after the element. Without scripts everything is open, and can be folded.

(() => {
  const fold = document.currentScript.previousElementSibling;
  const narrow = matchMedia("(max-width: 40em)");
  const openUnlessNarrow = () => { fold.open = !narrow.matches; };
  openUnlessNarrow();
  narrow.addEventListener("change", openUnlessNarrow);
  addEventListener("beforeprint", () => { fold.open = true; });
  addEventListener("afterprint", openUnlessNarrow);
})();
