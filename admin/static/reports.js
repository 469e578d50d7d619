// Printing is the browser's own; a key and a button call it.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
