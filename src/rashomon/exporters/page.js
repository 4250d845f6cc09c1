// Shows the claim in focus beside the text, lights up the evidence that a link leads to, and walks by keyboard.
(() => {
  const card = document.getElementById("card");
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const marks = every("a.m");
  let pinned = null;

  const clear = () => every(".on, .role").forEach((piece) => {
    piece.classList.remove("on", "role");
    piece.removeAttribute("data-role");
  });

  const light = (ids) => {
    clear();
    for (const id of ids) {
      every(`[data-c~="${CSS.escape(id)}"]`).forEach((piece) => piece.classList.add("on"));
      const seen = new Set();
      for (const piece of every("[data-r]")) {
        const roles = piece.dataset.r.split(" ").filter((role) => role.slice(0, role.lastIndexOf(":")) === id);
        if (!roles.length) continue;
        piece.classList.add("role");
        const name = roles.map((role) => role.slice(role.lastIndexOf(":") + 1)).join(", ");
        const next = piece.nextElementSibling;
        if (!next || next.dataset.r !== piece.dataset.r) piece.dataset.role = seen.has(name) ? "" : name;
        seen.add(name);
      }
      every('[data-role=""]').forEach((piece) => piece.removeAttribute("data-role"));
    }
  };

  const show = (ids) => {
    card.replaceChildren(...ids.map((id) => {
      const box = document.createElement("div");
      box.className = "one";
      const item = document.getElementById(`c-${id}`);
      if (item) box.append(...[...item.cloneNode(true).childNodes]);
      return box;
    }));
    card.hidden = false;
    document.body.classList.add("carded");
    light(ids);
  };

  const hide = () => {
    card.hidden = true;
    document.body.classList.remove("carded");
    clear();
  };

  const idsOf = (mark) => mark.dataset.c.split(" ");
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => { if (!pinned) show(idsOf(mark)); });
    mark.addEventListener("mouseleave", () => { if (!pinned && document.activeElement !== mark) hide(); });
    mark.addEventListener("focus", () => { pinned = mark; show(idsOf(mark)); });
    mark.addEventListener("click", (event) => { event.preventDefault(); pinned = mark; mark.focus(); show(idsOf(mark)); });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show], [data-evidence]");
    if (link) {
      every(".lit").forEach((piece) => piece.classList.remove("lit"));
      if (link.dataset.evidence) every(`[data-e~="${CSS.escape(link.dataset.evidence)}"]`).forEach((piece) => piece.classList.add("lit"));
      if (link.dataset.show) { pinned = document.querySelector(`[data-c~="${CSS.escape(link.dataset.show)}"]`); show([link.dataset.show]); }
    } else if (!event.target.closest("a.m, #card")) {
      pinned = null;
      hide();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      pinned = null;
      hide();
      every(".lit").forEach((piece) => piece.classList.remove("lit"));
      document.activeElement.blur();
    } else if ((event.key === "j" || event.key === "k") && marks.length) {
      const at = pinned ? marks.indexOf(pinned) : -1;
      const next = at < 0 ? marks.find((mark) => mark.getBoundingClientRect().top > 80) || marks[0]
        : marks[(at + (event.key === "j" ? 1 : marks.length - 1)) % marks.length];
      next.focus();
      next.scrollIntoView({ block: "center" });
    }
  });

  window.addEventListener("beforeprint", () => every(".words, .claims, .single, .agreements").forEach((part) => { part.open = true; }));
  const opened = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  };
  window.addEventListener("hashchange", opened);
  opened();
})();
