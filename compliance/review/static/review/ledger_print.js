// The button that prints the page; it shows itself only where this runs.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
