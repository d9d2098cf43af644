"use strict";
// The page works without this file: every card and every mark is a link. The script adds selection
// across both columns, filtering and copying. It reads attributes and never counts characters.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const cards = new Map();
  for (const card of document.querySelectorAll(".card")) cards.set(card.dataset.at, card);
  const marks = { c: new Map(), s: new Map() };
  const list = (text) => (text || "").split(" ").filter(Boolean);
  for (const run of document.querySelectorAll(".r[data-c], .r[data-s]")) {
    for (const layer of ["c", "s"]) {
      for (const at of list(run.dataset[layer])) {
        if (!marks[layer].has(at)) marks[layer].set(at, []);
        marks[layer].get(at).push(run);
      }
    }
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");
  const byId = (id) => document.getElementById(id);
  const refOf = (card) => byId("t-" + card.id);
  let lit = [];

  const light = (element, name) => {
    element.classList.add(name);
    lit.push([element, name]);
  };
  const clear = () => {
    for (const [element, name] of lit) {
      element.classList.remove(name);
      element.removeAttribute("aria-current");
    }
    lit = [];
  };
  const select = (ats) => {
    clear();
    for (const at of ats) {
      const card = cards.get(at);
      if (!card) continue;
      light(card, "on");
      card.setAttribute("aria-current", "true");
      const ref = refOf(card);
      if (ref) light(ref, "on");
      for (const run of marks.c.get(at) || []) light(run, "on");
      for (const run of marks.s.get(at) || []) light(run, "by");
    }
  };

  const showCard = (card) => {
    if (card.hidden) reset();
    const panel = card.closest(".claims");
    if (panel.scrollHeight > panel.clientHeight + 1) {
      const top = card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTo({ top: panel.scrollTop + top - 48, behavior: behavior() });
    } else {
      card.scrollIntoView({ block: "center", behavior: behavior() });
    }
  };
  const showWords = (at) => {
    const run = (marks.c.get(at) || [])[0];
    if (!run) return;
    const box = run.getBoundingClientRect();
    const top = byId("bar").getBoundingClientRect().bottom;
    if (box.top < Math.max(top, 0) + 8 || box.bottom > innerHeight - 8) {
      run.scrollIntoView({ block: "center", behavior: behavior() });
    }
  };
  const note = (id) => {
    // A step of its own in the history: on a phone, "back" returns to where one was reading.
    if (location.hash !== "#" + id) history.pushState(null, "", "#" + id);
  };

  const fromCard = (card) => {
    select([card.dataset.at]);
    note(card.id);
    showWords(card.dataset.at);
  };
  const fromText = (ats) => {
    const first = cards.get(ats[0]);
    if (!first) return;
    select(ats);
    note(first.id);
    showCard(first);
  };
  const fromAddress = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const card = byId(id.replace(/^t-/, ""));
    if (!card || !card.classList.contains("card")) return;
    select([card.dataset.at]);
    const wide = matchMedia("(min-width: 60rem)").matches;
    // On a phone there is one column: what the address names must stay in view.
    if (wide || id === card.id) showCard(card);
    if (wide || id !== card.id) showWords(card.dataset.at);
  };

  document.addEventListener("click", (event) => {
    const copy = event.target.closest(".copy");
    if (copy) return void put(copy);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!getSelection().isCollapsed) return;
    const ref = event.target.closest(".text .ref");
    if (ref) {
      event.preventDefault();
      return void fromText([byId(ref.getAttribute("href").slice(1)).dataset.at]);
    }
    const said = event.target.closest(".said");
    if (said) event.preventDefault();
    const card = event.target.closest(".card");
    if (card && (said || !event.target.closest("a"))) return void fromCard(card);
    const run = event.target.closest(".text .r");
    if (run) {
      const ats = [...new Set([...list(run.dataset.c), ...list(run.dataset.s), ...list(run.dataset.a)])];
      if (ats.length) fromText(ats);
    }
  });

  const say = (words) => (byId("said").textContent = words);
  const put = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      const field = document.createElement("textarea");
      field.value = button.dataset.copy;
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = "copied";
    say("Copied " + button.dataset.copy);
    setTimeout(() => (button.textContent = "copy id"), 1500);
  };

  const find = byId("find");
  const kind = byId("kind");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const words = new Map();
  for (const card of cards.values()) {
    const parts = [...card.querySelectorAll(".speaker, .said, .chain .printed")];
    words.set(card, plain(parts.map((part) => part.textContent).join(" ")));
  }
  const filter = () => {
    const wanted = plain(find.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards.values()) {
      const kinds = !kind.value || card.dataset.kind === kind.value;
      card.hidden = !(kinds && wanted.every((word) => words.get(card).includes(word)));
      if (!card.hidden) shown += 1;
    }
    const all = cards.size;
    const noun = all === 1 ? " claim" : " claims";
    byId("count").textContent = shown === all ? all + noun : shown + " of " + all + noun;
    for (const section of document.querySelectorAll(".claims")) totals(section);
  };
  const totals = (section) => {
    const total = section.querySelector(".total");
    const here = section.querySelectorAll(".card:not([hidden])").length;
    const all = Number(total.dataset.total);
    total.textContent = here === all ? String(all) : here + " of " + all;
    const none = section.querySelector(".cards + .none");
    if (none) none.hidden = here > 0;
  };
  const reset = () => {
    find.value = "";
    kind.value = "";
    filter();
  };
  find.addEventListener("input", filter);
  kind.addEventListener("change", filter);

  const step = (from, by) => {
    const shown = [...cards.values()].filter((card) => !card.hidden);
    const next = shown[shown.indexOf(from) + by];
    if (!next) return;
    next.querySelector(".said").focus({ preventScroll: true });
    fromCard(next);
    showCard(next);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return void (event.target === find ? reset() : clear());
    const card = event.target.closest && event.target.closest(".card");
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(card, by);
  });

  const bar = byId("bar");
  const measure = () => root.style.setProperty("--bar", bar.offsetHeight + "px");
  new ResizeObserver(measure).observe(bar);
  measure();
  addEventListener("hashchange", fromAddress);
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
