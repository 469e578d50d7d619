// Opening hours, number and wait of a shop-hotline on any page, in one line:
//   <script src="https://hotline.example.com/widget.js" data-department="orders" data-language="en" async></script>
// Asks nobody but the hotline itself, sets no cookie, and keeps to itself in a shadow root. docs/public.md
(() => {
  const script = document.currentScript;
  if (!script) return;
  const base = new URL(script.src).origin;
  const { department, language } = script.dataset;
  const EVERY_MS = 60000;
  const LOOK = `
    :host { display: block; color-scheme: light dark; max-width: 24rem; font: 1rem/1.45 system-ui, sans-serif; }
    section { padding: 0.9rem 1rem; border: 1px solid; border-color: color-mix(in srgb, currentColor 25%, transparent); border-radius: 10px; }
    p { margin: 0 0 0.4rem; }
    .name { font-weight: 600; }
    .name::first-letter { text-transform: uppercase; }
    .open::before { content: "● "; color: #2a8f4a; }
    .closed::before { content: "○ "; }
    .soon::before { content: "◐ "; color: #b36b00; }
    .do { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.6rem; }
    a { flex: 1 1 9rem; padding: 0.6rem 0.8rem; border: 1px solid currentColor; border-radius: 8px; color: inherit; text-align: center; text-decoration: none; font-weight: 600; }
    a:first-child { background: #0a5ca8; border-color: #0a5ca8; color: #fff; }
    a:focus-visible { outline: 3px solid #4a9be8; outline-offset: 2px; }`;

  const host = document.createElement("div");
  script.after(host);
  const root = host.attachShadow({ mode: "open" });
  // A sheet made here is no inline style: the policy of the page around it has nothing to say about it.
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
  }

  const make = (name, text, more = {}) => {
    const made = Object.assign(document.createElement(name), more);
    if (text) made.textContent = text;
    return made;
  };
  const line = (text, kind = "") => (text ? [make("p", text, { className: kind })] : []);

  const draw = (all) => {
    const one = all.departments.find(({ key }) => key === department) ?? all.departments[0];
    if (!one) return [];
    const box = make("section", "", { lang: all.language });
    box.setAttribute("aria-label", `${all.shop}: ${one.name}`);
    const kind = one.open ? (one.finds === "wait" ? "open" : "soon") : "closed";
    const live = make("div");
    live.setAttribute("role", "status");
    live.append(...line(one.says.state, kind), ...line(one.says.reason), ...line(one.says.wait));
    const links = make("div", "", { className: "do" });
    const [number] = one.numbers;
    if (number) links.append(make("a", [one.says.call, one.says.keys].filter(Boolean).join(", "), { href: `tel:${number.number}` }));
    if (one.callback.possible) links.append(make("a", all.says.call_me_back, { href: one.callback.url, rel: "noopener" }));
    const quick = one.says.usually_quick && `${all.says.usually_quick}: ${one.says.usually_quick}`;
    box.append(...line(one.name, "name"), ...line(all.incident), ...line(one.incident), live, ...line(quick), links);
    return [box];
  };

  let seen = "";
  let looked = 0;
  const show = async () => {
    if (document.hidden) return;
    looked = Date.now();
    try {
      const asked = new URL("/status.json", base);
      asked.searchParams.set("lang", language || document.documentElement.lang.slice(0, 2) || "");
      const answer = await fetch(asked, { credentials: "omit", referrerPolicy: "no-referrer" });
      const all = await answer.json();
      const words = JSON.stringify({ ...all, as_of: "" });
      if (words === seen) return; // nothing moves under the hand
      seen = words;
      const held = root.activeElement?.href;
      root.replaceChildren(...draw(all));
      if (held) [...root.querySelectorAll("a")].find(({ href }) => href === held)?.focus();
    } catch {
      if (!seen) root.replaceChildren(make("a", new URL(base).host, { href: `${base}/` })); // the page tells the rest
    }
  };
  show();
  setInterval(show, EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - looked >= EVERY_MS / 4) show();
  });
})();
