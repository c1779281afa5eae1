"use strict";
// The panel: lists, quotes, search, filters, legend. Text of articles becomes text nodes only.

(() => {
  const MOST = 200;
  const KIND_WORDS = new Map([
    ["stated", "an article says so in its own voice"],
    ["alleged", "only somebody quoted or reported says so"],
    ["denied", "only said not to be so"],
    ["hypothetical", "only possible, planned, required or conditional"],
  ]);
  const byId = (list) => new Map(list.map((item) => [item.id, item]));
  const entities = byId(DATA.entities);
  const relations = byId(DATA.relations);
  const claims = byId(DATA.claims);
  const articles = byId(DATA.articles);
  const together = byId(DATA.together);
  const relationsOf = new Map(DATA.entities.map((entity) => [entity.id, []]));
  for (const relation of DATA.relations) {
    for (const end of new Set([relation.subject, relation.object])) relationsOf.get(end).push(relation);
  }
  const types = [...new Set(DATA.entities.map((entity) => entity.type))].sort();
  const unlinked = DATA.entities.filter((entity) => !relationsOf.get(entity.id).length);
  const $ = (id) => document.getElementById(id);
  const filters = { predicate: "", kinds: new Set(DATA.kinds), types: new Set(types), unlinked: false,
    together: true };
  let selected = false;

  /** An element with a class and children; strings become text, never markup. */
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }
  const outside = (text, className = "") => make("bdi", className, text);
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const name = (id) => outside(entities.get(id).name, "name");

  function button(action, className, ...children) {
    const element = make("button", className, ...children);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  }

  function list(items, row) {
    const shown = items.slice(0, MOST).map((item) => make("li", "", row(item)));
    const parts = [make("ul", "list", ...shown)];
    if (items.length > MOST) {
      parts.push(make("p", "note", `${items.length - MOST} more; search or filter to reach them.`));
    }
    return parts;
  }

  // What a claim looks like.

  function sourceLine(article) {
    const line = make("p", "source");
    const parts = [article.publisher, article.published].filter(Boolean).map((text) => outside(text));
    if (article.title) parts.push(make("cite", "", outside(article.title)));
    if (article.url) parts.push(article.link ? link(article.url) : outside(article.url));
    if (!parts.length) parts.push("article without title, publisher or date");
    parts.forEach((part, i) => line.append(...(i ? [" · ", part] : [part])));
    return line;
  }

  function link(url) {
    const anchor = make("a", "", outside(url));
    anchor.href = url;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    return anchor;
  }

  function quote(segments) {
    const block = make("blockquote", "");
    block.dir = "auto";
    for (const [text, roles] of segments) block.append(roles ? make("mark", roles, text) : text);
    return block;
  }

  function claimBlock(claim) {
    const rows = claim.rows.flatMap(([label, text]) => [make("dt", "", label), make("dd", "", outside(text))]);
    const block = make("article", `claim ${claim.kind}`, make("span", `tag ${claim.kind}`, claim.status),
      quote(claim.quote));
    if (rows.length) block.append(make("dl", "", ...rows));
    block.append(sourceLine(articles.get(claim.article)));
    return block;
  }

  function counts(relation) {
    const parts = DATA.kinds.filter((kind) => relation.counts[kind]).map((kind) => `${relation.counts[kind]} ${kind}`);
    const when = [...new Set([relation.first, relation.last].filter(Boolean))].join(" to ");
    const independent = relation.articles > 1 ? `, ${relation.origins} of them independent` : "";
    const where = `${plural(relation.claims.length, "claim")} in ${plural(relation.articles, "article")}${independent}`;
    return `${where}: ${parts.join(", ")}${when ? `; ${when}` : ""}`;
  }

  function relationRow(relation) {
    return button(() => showRelation(relation.id), "", name(relation.subject), " ",
      outside(relation.label, `line ${relation.kind}`), " ", name(relation.object),
      make("small", "", counts(relation)));
  }

  const place = (entity) => entity.country ? `${entity.type}, ${entity.country}` : entity.type;

  function entityRow(entity) {
    const about = `${place(entity)}, ${plural(entity.mentions, "mention")}`;
    const also = entity.aliases.length ? [" · also ", ...commas(entity.aliases)] : [];
    return button(() => showEntity(entity.id), "", outside(entity.name, "name"), make("small", "", about, ...also));
  }

  const commas = (words) => words.flatMap((word, i) => (i ? [", ", outside(word)] : [outside(word)]));

  // What the panel shows: everything, one relation, or one entity.

  function fill(nodeIds, edgeIds, ...parts) {
    selected = Boolean(nodeIds.length || edgeIds.length);
    if (selected) parts.unshift(button(showAll, "back", "← all relations"));
    $("content").replaceChildren(...parts);
    $("content").scrollTop = 0;
    Picture.select(nodeIds, edgeIds);
  }

  function showRelation(id) {
    const relation = relations.get(id);
    const mark = (role, text) => make("mark", role, outside(text));
    const heading = make("h2", "", mark("subject", entities.get(relation.subject).name), " — ",
      mark("predicate", relation.label), " — ", mark("object", entities.get(relation.object).name));
    const ends = [...new Set([relation.subject, relation.object])].map((end) => entities.get(end));
    fill(ends.map((end) => end.id), [id], heading, make("p", "note", counts(relation)),
      ...relation.claims.map((key) => claimBlock(claims.get(key))), make("h3", "", "Names"), ...list(ends, entityRow));
    $("content").focus({ preventScroll: true });
  }

  /** Show the sentences of two names that no relation joins. */
  function showTogether(id) {
    const pair = together.get(id);
    const parts = [make("h2", "", name(pair.ends[0]), " and ", name(pair.ends[1])),
      make("p", "note", `Named together in ${plural(pair.count, "sentence")}; no relation between them was found.`)];
    for (const sentence of pair.sentences) {
      parts.push(make("article", "sentence", quote([[sentence.quote, ""]]), sourceLine(articles.get(sentence.article))));
    }
    const more = pair.count - pair.sentences.length;
    if (more) parts.push(make("p", "note", `${plural(more, "more sentence")}.`));
    parts.push(make("h3", "", "Names"), ...list(pair.ends.map((end) => entities.get(end)), entityRow));
    fill(pair.ends, [id], ...parts);
    $("content").focus({ preventScroll: true });
  }

  function showEntity(id) {
    const entity = entities.get(id);
    const parts = [make("h2", "", outside(entity.name)),
      make("p", "note", `${place(entity)}, ${plural(entity.mentions, "mention")} in ${plural(entity.articles, "article")}`)];
    if (entity.aliases.length) parts.push(make("p", "note", "Also called ", ...commas(entity.aliases)));
    if (!Picture.drawn(id)) parts.push(make("p", "note", "Not in the picture, which holds the best linked names."));
    const linked = relationsOf.get(id);
    parts.push(make("h3", "", linked.length ? plural(linked.length, "relation") : "No relation to another name"));
    parts.push(...list(linked, relationRow));
    if (entity.claims.length) {
      parts.push(make("h3", "", "Said with no second name"), ...entity.claims.map((key) => claimBlock(claims.get(key))));
    }
    fill([id], [], ...parts);
    $("content").focus({ preventScroll: true });
  }

  function showAll() {
    const shown = DATA.relations.filter(passes);
    const parts = [make("h3", "", shown.length ? plural(shown.length, "relation") : "No relation to show")];
    parts.push(...list(shown, relationRow));
    if (filters.unlinked) {
      const names = unlinked.filter((entity) => filters.types.has(entity.type));
      parts.push(make("h3", "", plural(names.length, "unlinked name")), ...list(names, entityRow));
    }
    if (!DATA.entities.length) parts.splice(0, parts.length, make("p", "", "This graph is empty: its articles name nobody and nothing."));
    fill([], [], ...parts);
  }

  // Filters and search.

  function passes(relation) {
    const ends = [relation.subject, relation.object].map((id) => entities.get(id).type);
    return (!filters.predicate || relation.predicate === filters.predicate) && filters.kinds.has(relation.kind)
      && ends.every((type) => filters.types.has(type));
  }

  function applyFilters() {
    const shown = DATA.relations.filter(passes);
    const nodeIds = new Set(shown.flatMap((relation) => [relation.subject, relation.object]));
    if (filters.unlinked) {
      for (const entity of unlinked) if (filters.types.has(entity.type)) nodeIds.add(entity.id);
    }
    const edgeIds = new Set(shown.map((relation) => relation.id));
    for (const pair of filters.together ? DATA.together : []) {
      if (!pair.ends.every((end) => filters.types.has(entities.get(end).type))) continue;
      edgeIds.add(pair.id);
      for (const end of pair.ends) nodeIds.add(end);
    }
    Picture.show(nodeIds, edgeIds);
    const hidden = DATA.relations.length - shown.length;
    $("filters-state").textContent = hidden ? `(${plural(hidden, "relation")} hidden)` : "";
    showAll();
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const searchable = DATA.entities.map((entity) => [entity, [entity.name, ...entity.aliases].map(fold)]);

  function search() {
    const wanted = fold($("search").value.trim());
    const found = wanted ? searchable.filter(([, names]) => names.some((text) => text.includes(wanted))) : [];
    const rank = ([, names]) => (names[0].startsWith(wanted) ? 0 : 1);
    found.sort((a, b) => rank(a) - rank(b));
    const lines = found.length ? list(found.map(([entity]) => entity), entityRow) : [make("p", "note", "No name holds these letters.")];
    $("results").replaceChildren(...lines);
    $("results").hidden = !wanted;
  }

  function clearSearch() {
    $("search").value = "";
    search();
  }

  function resetFilters() {
    Object.assign(filters, { predicate: "", kinds: new Set(DATA.kinds), types: new Set(types), unlinked: false,
      together: true });
    $("predicate").value = "";
    for (const box of $("filters").querySelectorAll("input")) box.checked = box.id !== "unlinked";
    applyFilters();
  }

  /** Esc takes back one thing: the search, else what is selected, else the filters. */
  function escape() {
    if ($("search").value) clearSearch();
    else if (selected) showAll();
    else resetFilters();
  }

  function moveInResults(event) {
    const rows = [...$("results").querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !rows.length) return;
    event.preventDefault();
    const next = rows.indexOf(document.activeElement) + step;
    (next < 0 ? $("search") : rows[Math.min(next, rows.length - 1)]).focus();
  }

  // Controls and legend.

  function checkboxes(holder, words, chosen) {
    for (const word of words) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("change", () => {
        if (box.checked) chosen().add(word);
        else chosen().delete(word);
        applyFilters();
      });
      holder.append(make("label", "", box, " ", outside(word)));
    }
  }

  function options() {
    const words = new Map(DATA.relations.map((r) => [r.predicate, r.predicate === "related_to" ? "in other words" : r.words]));
    for (const [value, text] of [["", "all"], ...[...words].sort()]) $("predicate").append(new Option(text, value));
  }

  const SVG = "http://www.w3.org/2000/svg";
  const SIGNS = new Map([
    ["dot", "M8 2a6 6 0 1 0 .01 0z"], ["square", "M2.5 2.5h11v11h-11z"], ["hexagon", "M5 2.5h6l3 5.5-3 5.5H5L2 8z"],
    ["triangle", "M8 2l6.5 11.5h-13z"], ["diamond", "M8 1l6 7-6 7-6-7z"], ["triangleDown", "M1.5 3h13L8 14z"],
    ["star", "M8 1l2 5h5l-4 3.3 1.5 5.2L8 11.4l-4.5 3.1L5 9.3 1 6h5z"],
  ]);

  function drawing(width, tag, attributes) {
    const svg = document.createElementNS(SVG, "svg");
    const shape = document.createElementNS(SVG, tag);
    for (const [key, value] of [["width", width], ["height", 16], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
    for (const [key, value] of attributes) shape.setAttribute(key, value);
    svg.append(shape);
    return svg;
  }

  function legend() {
    for (const type of types) {
      const known = Object.hasOwn(DATA.shapes, type);
      const path = SIGNS.get(known ? DATA.shapes[type] : DATA.otherShape);
      const sign = drawing(16, "path", [["d", path], ["fill", `var(--${Picture.typeName(type)})`]]);
      $("legend-types").append(make("li", "", sign, outside(type)));
    }
    const kinds = [...KIND_WORDS];
    if (together.size) kinds.push(["together", "named in one sentence, which is no relation"]);
    for (const [kind, words] of kinds) {
      const line = drawing(44, "path", [["d", "M0 8h44"], ["stroke", `var(--${kind})`], ["stroke-width", 2.5],
        ["stroke-dasharray", Picture.dashes(kind).join(" ")]]);
      $("legend-kinds").append(make("li", "", line, kind, make("span", "", words)));
    }
  }

  function notice() {
    const linked = DATA.entities.length - unlinked.length;
    const drawn = DATA.entities.filter((entity) => Picture.drawn(entity.id) && relationsOf.get(entity.id).length).length;
    const text = !DATA.entities.length ? "This graph is empty: its articles name nobody and nothing."
      : !linked ? "No two names are linked here; the search and the filters list the names."
        : drawn < linked ? `The ${drawn} best linked of ${linked} linked names are drawn; search reaches the others.` : "";
    $("notice").textContent = text;
    $("notice").hidden = !text;
    $("notice").classList.toggle("empty", !linked && !together.size);
    $("legend").hidden = !DATA.entities.length;
  }

  $("counts").textContent = [plural(DATA.entities.length, "name"), plural(DATA.relations.length, "relation"),
    plural(DATA.claims.length, "claim"), plural(DATA.articles.length, "article")].join(", ");
  $("unlinked-label").hidden = !unlinked.length;
  $("unlinked-label").querySelector("span").textContent = `show ${plural(unlinked.length, "unlinked name")}`;
  options();
  checkboxes($("filter-kinds"), DATA.kinds, () => filters.kinds);
  checkboxes($("filter-types"), types, () => filters.types);
  legend();
  notice();
  $("predicate").addEventListener("change", (event) => { filters.predicate = event.target.value; applyFilters(); });
  $("unlinked").addEventListener("change", (event) => {
    filters.unlinked = event.target.checked;
    applyFilters();
    Picture.fit();
  });
  $("together-label").hidden = !together.size;
  $("together").addEventListener("change", (event) => { filters.together = event.target.checked; applyFilters(); });
  $("reset").addEventListener("click", resetFilters);
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") $("results").querySelector("button")?.click();
  });
  for (const id of ["search", "results"]) $(id).addEventListener("keydown", moveInResults);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); escape(); } });
  $("zoom-in").addEventListener("click", () => Picture.zoom(1.3));
  $("zoom-out").addEventListener("click", () => Picture.zoom(1 / 1.3));
  $("zoom-fit").addEventListener("click", Picture.fit);
  Picture.onClick((kind, id) => {
    if (kind === "node") showEntity(id);
    else if (kind === "edge") (together.has(id) ? showTogether : showRelation)(id);
    else showAll();
  });
  applyFilters();
  Picture.fit();
})();
