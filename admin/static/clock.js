// Durations that run: counted from the server's clock, which may be a demo's shifted one.

let ahead = Number(document.body.dataset.now) - Date.now();

document.addEventListener("htmx:after:request", (event) => {
  const now = event.detail.ctx.response?.headers.get("X-Now");
  if (now) ahead = Number(now) - Date.now();
});

const two = (figure) => String(figure).padStart(2, "0");

function words(milliseconds) {
  const all = Math.max(Math.floor(milliseconds / 1000), 0);
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

export function tick() {
  const now = Date.now() + ahead;
  for (const time of document.querySelectorAll("[data-since], [data-until]")) {
    const span = time.dataset.since ? now - Number(time.dataset.since) : Number(time.dataset.until) - now;
    const text = words(span);
    if (time.textContent !== text) time.textContent = text;
  }
}

setInterval(tick, 500);
document.addEventListener("htmx:after:swap", tick);
