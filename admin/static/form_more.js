// A form that was folded away: whoever opens it goes on typing in its first field.
for (const details of document.querySelectorAll(".form-more")) {
  details.querySelector("summary").addEventListener("click", () => {
    if (!details.open) requestAnimationFrame(() => details.querySelector("input:not([type=hidden])").focus());
  });
}
