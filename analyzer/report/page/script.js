"use strict";
// Draws the page from the data beside it. Nothing is loaded; text is only ever set as text.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { findings, places, rules, map, grade, history } = data;
  const $ = (id) => document.getElementById(id);
  const SEVERITIES = ["error", "warning", "info"];
  const SIDES = ["async", "sync, on the loop", "offloaded to threads", "elsewhere"];
  const fresh = new Set(history ? history.fresh : []);
  const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  // ---- Making elements ----------------------------------------------------------------------------

  function fill(node, kids) {
    for (const kid of kids.flat(Infinity)) if (kid !== null && kid !== undefined && kid !== false) node.append(kid);
    return node;
  }
  function set(node, props) {
    for (const [name, value] of Object.entries(props || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (typeof value === "boolean" && name.startsWith("aria-")) node.setAttribute(name, String(value));
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    return node;
  }
  const h = (tag, props, ...kids) => fill(set(document.createElement(tag), props), kids);
  const svg = (tag, props, ...kids) => fill(set(document.createElementNS("http://www.w3.org/2000/svg", tag), props), kids);
  const dot = (severity) => h("span", { class: `dot ${severity}`, title: severity });

  // Names stand in backquotes.
  const rich = (text) => text.split("`").map((part, i) => (i % 2 ? h("code", {}, part) : part));

  // ---- Code ---------------------------------------------------------------------------------------

  const PYTHON = /(#.*)|((?:[rbfuRBFU]{0,2})(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?))|\b(False|None|True|and|as|assert|async|await|break|case|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|match|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b|\b(\d[\w.]*)\b/g;
  const C = /(\/\/.*|\/\*[^]*?(?:\*\/|$))|("(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)|\b(auto|bool|break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int|long|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|while)\b|\b(\d[\w.]*)\b/g;

  function tokens(text, path) {
    const out = [];
    const kinds = ["m", "s", "k", "d"];
    for (const match of text.matchAll(/\.[ch]$/.test(path) ? C : PYTHON)) {
      const kind = kinds.find((_, i) => match[i + 1] !== undefined);
      if (match[0]) out.push([match.index, match.index + match[0].length, kind]);
    }
    return out;
  }

  // A line in pieces: at the ends of tokens and of what is marked.
  function line(text, path, from, to) {
    const parts = tokens(text, path);
    const cuts = new Set([0, text.length, from, to]);
    for (const [a, b] of parts) cuts.add(a).add(b);
    const sorted = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
    const out = [];
    let marked = null;
    for (let i = 0; i + 1 < sorted.length; i++) {
      const piece = text.slice(sorted[i], sorted[i + 1]);
      const token = parts.find(([a, b]) => a <= sorted[i] && sorted[i] < b);
      const node = token ? h("span", { class: token[2] }, piece) : piece;
      const inside = sorted[i] >= from && sorted[i] < to;
      if (inside && !marked) out.push((marked = h("mark", {})));
      if (!inside) marked = null;
      (marked ? marked : { append: (x) => out.push(x) }).append(node);
    }
    return out;
  }

  function code(place) {
    if (!place.l) return h("p", { class: "where" }, "The file has changed since it was analysed.");
    const rows = place.l.map((text, i) => {
      const row = place.n + i;
      const here = row >= place.r && row <= place.er;
      const from = row === place.r ? place.c - 1 : here ? text.length - text.trimStart().length : -1;
      const to = row === place.er ? place.ec - 1 : here ? text.length : -1;
      return h("span", { class: here ? "row here" : "row" }, h("i", {}, String(row)), line(text, place.f, from, to));
    });
    return h("pre", { class: "code" }, h("code", {}, rows));
  }

  const at = (place) => `${place.f}:${place.r}:${place.c}`;

  // ---- State --------------------------------------------------------------------------------------

  const state = { tab: "findings", group: "cause", hide: new Set(), search: "", finding: -1, hop: 0, rule: "", open: new Set(), view: "", picked: -1, wires: true };
  const remember = (name, value) => { try { localStorage.setItem(`nostall-${name}`, value); } catch { /* not from a file */ } };
  const recall = (name) => { try { return localStorage.getItem(`nostall-${name}`); } catch { return null; } };

  function matches(finding) {
    if (state.hide.has(finding.severity)) return false;
    if (!state.search) return true;
    const text = [finding.rule, finding.message, places[finding.place].f, ...finding.hops.flatMap((hop) => [hop.t, places[hop.p].f])].join("\n");
    return text.toLowerCase().includes(state.search);
  }

  // ---- Findings -----------------------------------------------------------------------------------

  // What a finding comes to in the end; where it has no chain, its rule.
  function causeOf(finding) {
    if (finding.hops.length === 0) return { key: `rule ${finding.rule}`, title: rules[finding.rule].summary, where: finding.rule };
    const last = finding.hops[finding.hops.length - 1];
    return { key: `cause ${finding.cause}`, title: last.t, where: at(places[last.p]) };
  }
  const GROUPS = {
    cause: causeOf,
    rule: (finding) => ({ key: `r ${finding.rule}`, title: finding.rule, where: rules[finding.rule].summary }),
    file: (finding) => ({ key: `f ${places[finding.place].f}`, title: places[finding.place].f, where: "" }),
  };

  function groups() {
    const found = new Map();
    findings.forEach((finding, i) => {
      if (!matches(finding)) return;
      const group = GROUPS[state.group](finding);
      if (!found.has(group.key)) found.set(group.key, { ...group, items: [] });
      found.get(group.key).items.push(i);
    });
    const list = [...found.values()];
    if (state.group !== "file") list.sort((a, b) => worst(a) - worst(b) || b.items.length - a.items.length);
    return list;
  }
  const worst = (group) => Math.min(...group.items.map((i) => SEVERITIES.indexOf(findings[i].severity)));
  const visible = () => groups().flatMap((group) => group.items);

  function item(i) {
    const finding = findings[i];
    return h("button", { class: "item", type: "button", "data-finding": i, "aria-current": i === state.finding, onclick: () => select(i) },
      dot(finding.severity), rich(finding.message), fresh.has(i) && h("span", { class: "new" }, "new"),
      h("div", { class: "where" }, at(places[finding.place])));
  }

  function groupNode(group, all) {
    const open = all || state.open.has(group.key);
    const toggle = () => { open ? state.open.delete(group.key) : state.open.add(group.key); drawList(); };
    return h("div", { class: "group" },
      h("button", { class: "heading", type: "button", "aria-expanded": open, onclick: toggle },
        h("span", { class: "twist" }, open ? "▾" : "▸"),
        h("span", {}, rich(group.title), h("div", { class: "where" }, group.where)),
        h("span", { class: "many" }, String(group.items.length))),
      open && group.items.map(item));
  }

  const OPEN_ALL_UP_TO = 60;
  function drawList() {
    const list = $("list");
    if (!list) return;
    const found = groups();
    const current = findings[state.finding];
    if (current) state.open.add(GROUPS[state.group](current).key);
    const count = found.reduce((sum, group) => sum + group.items.length, 0);
    const all = count <= OPEN_ALL_UP_TO;
    const scroll = list.scrollTop;
    list.replaceChildren(...found.map((group) => groupNode(group, all)));
    if (count === 0) list.append(h("p", { class: "empty" }, "Nothing matches."));
    list.scrollTop = scroll;
    const marked = list.querySelector('[aria-current="true"]');
    if (marked) marked.scrollIntoView({ block: "nearest" });
  }

  function hopNode(hop, i, count) {
    const place = places[hop.p];
    const kind = i === count - 1 ? "hop last" : i === 0 ? "hop first" : "hop";
    return h("li", { class: kind, "data-number": i + 1, "data-hop": i, "aria-current": i === state.hop ? "step" : null },
      h("button", { class: "head", type: "button", onclick: () => step(i) }, h("strong", {}, rich(hop.t)), h("span", { class: "where" }, at(place))),
      code(place));
  }

  function others(i) {
    const cause = causeOf(findings[i]).key;
    const same = findings.map((_, k) => k).filter((k) => k !== i && causeOf(findings[k]).key === cause);
    if (same.length === 0 || findings[i].hops.length === 0) return null;
    return h("div", { class: "others" }, h("h3", {}, `${plural(same.length, "more finding")} with the same cause: mended there, all are`),
      same.slice(0, 12).map((k) => h("button", { type: "button", class: "mono", onclick: () => select(k) }, at(places[findings[k].place]))),
      same.length > 12 && h("p", { class: "where" }, `and ${same.length - 12} more`));
  }

  // The chain, begun by the finding itself where that is another line than its first step.
  function hopsOf(finding) {
    const first = finding.hops.length > 0 && places[finding.hops[0].p];
    const place = places[finding.place];
    const isSame = first && first.f === place.f && first.r === place.r;
    return isSame ? finding.hops : [{ t: finding.message, p: finding.place }, ...finding.hops];
  }

  function detail(i) {
    const finding = findings[i];
    const hops = hopsOf(finding);
    const order = visible();
    const position = order.indexOf(i);
    const move = (by) => () => select(order[position + by]);
    return [
      h("h2", {}, rich(finding.message)),
      h("div", { class: "tags" },
        h("span", { class: `tag ${finding.severity}` }, finding.severity),
        h("button", { class: "tag mono", type: "button", onclick: () => showRule(finding.rule) }, finding.rule),
        finding.confidence !== "resolved" && h("span", { class: "tag" }, finding.confidence),
        fresh.has(i) && h("span", { class: "tag" }, "new since the last run"),
        h("span", { class: "tag mono", title: "fingerprint" }, finding.fingerprint)),
      finding.help && h("p", { class: "help" }, h("b", {}, "Do"), rich(finding.help)),
      finding.fix && h("p", { class: "help" }, h("b", {}, "Fix"), rich(finding.fix), ` (${finding.fixed})`),
      h("ol", { class: "hops" }, hops.map((hop, k) => hopNode(hop, k, hops.length))),
      others(i),
      h("div", { class: "steps" },
        h("button", { type: "button", disabled: position <= 0, onclick: move(-1) }, "← Before"),
        h("span", { class: "where" }, position < 0 ? "" : `${position + 1} of ${order.length}`),
        h("button", { type: "button", disabled: position < 0 || position + 1 >= order.length, onclick: move(1) }, "Next →")),
    ];
  }

  function drawDetail() {
    const node = $("detail");
    if (!node) return;
    node.replaceChildren();
    if (state.finding >= 0) fill(node, detail(state.finding));
    else fill(node, [h("p", { class: "empty" }, "Choose a finding.")]);
  }

  function select(i) {
    if (i === undefined || !findings[i]) return;
    state.finding = i;
    state.hop = 0;
    if (state.tab !== "findings") return show("findings");
    drawList();
    drawDetail();
    setHash(`f=${findings[i].fingerprint}`);
  }

  function step(i) {
    const hops = [...document.querySelectorAll(".detail .hop")];
    if (!hops[i]) return;
    state.hop = i;
    hops.forEach((hop, k) => (k === i ? hop.setAttribute("aria-current", "step") : hop.removeAttribute("aria-current")));
    hops[i].scrollIntoView({ block: "nearest" });
  }

  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const letter = () => h("span", { class: `letter ${grade.letter[0]}` }, grade.letter);

  function summary() {
    const causes = new Set(findings.map((finding) => finding.cause)).size;
    const fact = (kind, value, text) => h("div", { class: `card fact ${kind}` }, h("b", {}, value), h("span", {}, text));
    return h("div", { class: "summary" },
      h("button", { class: "card fact graded", type: "button", onclick: () => show("grade"), title: "How it is counted" }, letter(), h("span", {}, "grade", h("br", {}), `${grade.density.toFixed(1)} points per 100`)),
      SEVERITIES.filter((severity) => severity !== "info" || count(severity)).map((severity) => fact(count(severity) ? severity : "good", count(severity).toLocaleString("en"), severity === "info" ? "remarks" : `${severity}s`)),
      fact("", causes.toLocaleString("en"), "causes to mend"),
      fact("", grade.functions.toLocaleString("en"), "functions on the loop"),
      fact("", data.files.toLocaleString("en"), "files"),
      history && fact(fresh.size ? "error" : "good", `+${fresh.size} −${history.goneCount}`, "new and gone"));
  }

  function findingsView() {
    if (findings.length === 0)
      return [summary(), h("div", { class: "card empty" }, h("strong", {}, "Nothing found."), "No code on the loop is known to stall it.")];
    const group = h("select", { id: "group", "aria-label": "Group by", onchange: (event) => { state.group = event.target.value; drawList(); drawDetail(); } },
      Object.keys(GROUPS).map((name) => h("option", { value: name, selected: name === state.group }, `by ${name}`)));
    const chip = (severity) => h("button", { class: "chip", type: "button", "aria-pressed": !state.hide.has(severity), onclick: (event) => {
      state.hide.has(severity) ? state.hide.delete(severity) : state.hide.add(severity);
      event.currentTarget.setAttribute("aria-pressed", !state.hide.has(severity));
      drawList(); drawDetail();
    } }, dot(severity), ` ${count(severity)}`);
    return [summary(), h("div", { class: "findings" },
      h("section", { class: "card list", "aria-label": "Findings" }, h("div", { class: "bar" }, group, SEVERITIES.filter(count).map(chip)), h("div", { id: "list", class: "scroll" })),
      h("section", { id: "detail", class: "card detail", "aria-live": "polite", "aria-label": "Finding" }))];
  }

  // ---- The map ------------------------------------------------------------------------------------

  // Folders and files as a tree; a folder with one entry is one with it.
  function packages() {
    const root = { name: "", path: "", kids: new Map(), module: -1, size: 0, sides: [0, 0, 0, 0], hot: 0 };
    map.modules.forEach((module, i) => {
      let node = root;
      let path = "";
      for (const part of module.path.split("/")) {
        path = path ? `${path}/${part}` : part;
        if (!node.kids.has(part)) node.kids.set(part, { name: part, path, kids: new Map(), module: -1, size: 0, sides: [0, 0, 0, 0], hot: 0 });
        node = node.kids.get(part);
      }
      node.module = i;
    });
    const close = (node, depth) => {
      if (node.module >= 0) {
        node.sides = map.modules[node.module].sides;
        node.hot = map.modules[node.module].hot;
      }
      for (const kid of node.kids.values()) {
        close(kid, depth + 1);
        kid.sides.forEach((n, i) => { if (node.module < 0) node.sides[i] += n; });
        if (node.module < 0) node.hot += kid.hot;
      }
      node.size = Math.max(1, node.sides.reduce((a, b) => a + b, 0));
    };
    close(root, 0);
    let top = root;
    while (top.kids.size === 1 && [...top.kids.values()][0].module < 0) top = [...top.kids.values()][0];
    return top;
  }
  const tree = packages();
  const functionsOf = map.modules.map(() => []);
  map.functions.forEach((row, i) => functionsOf[row[1]].push(i));
  const callees = map.functions.map(() => []);
  const callers = map.functions.map(() => []);
  for (let i = 0; i < map.calls.length; i += 2) {
    callees[map.calls[i]].push(map.calls[i + 1]);
    callers[map.calls[i + 1]].push(map.calls[i]);
  }

  function findNode(path) {
    let node = tree;
    while (node && node.path !== path) node = [...node.kids.values()].find((kid) => path === kid.path || path.startsWith(`${kid.path}/`));
    return node || tree;
  }

  // Rows of rectangles as square as they can be (Bruls, Huizing, van Wijk: squarified treemaps).
  function squarify(items, x, y, w, h2) {
    const out = [];
    const total = items.reduce((sum, one) => sum + one.weight, 0);
    let rest = items.map((one) => ({ ...one, area: (one.weight / total) * w * h2 })).sort((a, b) => b.area - a.area);
    while (rest.length > 0) {
      const side = Math.max(1, Math.min(w, h2));
      let row = [rest[0]];
      const ratio = (list) => {
        const sum = list.reduce((s, one) => s + one.area, 0);
        return Math.max(...list.map((one) => Math.max((side * side * one.area) / (sum * sum), (sum * sum) / (side * side * one.area))));
      };
      while (row.length < rest.length && ratio([...row, rest[row.length]]) <= ratio(row)) row = rest.slice(0, row.length + 1);
      const depth = row.reduce((s, one) => s + one.area, 0) / side;
      let offset = 0;
      for (const one of row) {
        const length = one.area / depth;
        out.push(w >= h2 ? { ...one, x, y: y + offset, w: depth, h: length } : { ...one, x: x + offset, y, w: length, h: depth });
        offset += length;
      }
      if (w >= h2) { x += depth; w -= depth; } else { y += depth; h2 -= depth; }
      rest = rest.slice(row.length);
    }
    return out;
  }

  const WIDTH = 1200;
  const HEIGHT_MIN = 260;
  const HEIGHT_MAX = 760;
  const AREA_OF_ONE = 6500; // what a function with its name takes
  let height = HEIGHT_MAX;
  const LABEL = 17;
  const CELL_MIN = 6;
  const CELL_MAX = 22;
  const DEPTH_MAX = 12;

  function clipped(text, width) {
    const most = Math.floor(width / 6.3);
    return text.length <= most ? text : most < 3 ? "" : `${text.slice(0, most - 1)}…`;
  }

  // Lines to functions that are not drawn end where they are folded away.
  function anchor(node, x, y) {
    if (node.module >= 0) functionsOf[node.module].forEach((i) => anchors.set(i, [x, y]));
    for (const kid of node.kids.values()) anchor(kid, x, y);
  }

  // The whole of a part in four colours, where single functions would be too small.
  function folded(node, x, y, w, h2) {
    const out = [];
    anchor(node, x + w / 2, y + h2 / 2);
    let left = x;
    node.sides.forEach((n, i) => {
      const width = (n / node.size) * w;
      if (width > 0) out.push(svg("rect", { x: left, y, width, height: h2, class: `f${i}` }));
      left += width;
    });
    if (node.hot) out.push(svg("rect", { x, y: y + h2 - 3, width: Math.max(4, (node.hot / node.size) * w), height: 3, class: "heat" }));
    return out;
  }

  const ROW = 17;
  const NAME_MIN = 84;

  // With their names, where there is room for them.
  function namedCells(list, x, y, w, h2, spots) {
    const rows = Math.max(1, Math.floor(h2 / ROW));
    const columns = Math.ceil(list.length / rows);
    if (list.length === 0 || h2 < ROW || w / columns < NAME_MIN) return null;
    return list.flatMap((i, k) => {
      const cx = x + 4 + Math.floor(k / rows) * (w / columns);
      const cy = y + (k % rows) * ROW;
      spots.set(i, [cx + 6.5, cy + 8]);
      const row = map.functions[i];
      return [svg("rect", { x: cx, y: cy + 1.5, width: 13, height: 13, rx: 3, class: `cell f${row[3]}${row[4] ? " hot" : ""}`, "data-function": i }),
        svg("text", { x: cx + 19, y: cy + 12, class: "name", "data-name": i }, clipped(row[0], w / columns - 26))];
    });
  }

  function moduleCells(node, x, y, w, h2, spots) {
    const list = functionsOf[node.module];
    const named = namedCells(list, x, y, w, h2, spots);
    if (named) return named;
    const size = Math.min(CELL_MAX, Math.floor(Math.sqrt((w * h2) / Math.max(1, list.length)) * 2) / 2);
    const fits = (cell) => Math.floor(w / cell) * Math.floor(h2 / cell) >= list.length;
    let cell = size;
    while (cell > CELL_MIN && !fits(cell)) cell -= 0.5;
    if (list.length === 0 || !fits(cell) || cell < CELL_MIN) return folded(node, x, y, w, h2);
    const columns = Math.floor(w / cell);
    return list.map((i, k) => {
      const cx = x + (k % columns) * cell;
      const cy = y + Math.floor(k / columns) * cell;
      spots.set(i, [cx + cell / 2, cy + cell / 2]);
      const row = map.functions[i];
      return svg("rect", { x: cx + 1, y: cy + 1, width: cell - 2, height: cell - 2, rx: Math.min(3, cell / 5), class: `cell f${row[3]}${row[4] ? " hot" : ""}`, "data-function": i });
    });
  }

  function boxes(node, x, y, w, h2, depth, spots, out) {
    const isModule = node.module >= 0;
    const inner = { x: x + 3, y: y + LABEL, w: w - 6, h: h2 - LABEL - 3 };
    const small = inner.w < 12 || inner.h < 8;
    if (depth > 0) {
      out.push(svg("rect", { x: x + 1, y: y + 1, width: Math.max(0, w - 2), height: Math.max(0, h2 - 2), rx: 5, class: `box ${isModule ? "module" : "open"}`, "data-path": isModule ? null : node.path }, svg("title", {}, `${node.path}\n${node.sides.map((n, i) => `${SIDES[i]}: ${n}`).join("\n")}`)));
      if (small) { out.push(...folded(node, x + 2, y + 2, Math.max(0, w - 4), Math.max(0, h2 - 4))); return; }
      out.push(svg("text", { x: x + 6, y: y + 12.5, class: isModule ? "label" : "label package" }, clipped(node.name, w - 10)));
    }
    const box = depth > 0 ? inner : { x, y, w, h: h2 };
    if (isModule) { out.push(...moduleCells(node, box.x, box.y, box.w, box.h, spots)); return; }
    if (depth >= DEPTH_MAX || (depth > 0 && (box.w < 60 || box.h < 34))) { out.push(...folded(node, box.x, box.y, box.w, box.h)); return; }
    const items = [...node.kids.values()].map((kid) => ({ kid, weight: kid.size + 2 }));
    for (const one of squarify(items, box.x, box.y, box.w, box.h)) boxes(one.kid, one.x, one.y, one.w, one.h, depth + 1, spots, out);
  }

  function wire(from, to, kind) {
    const [x1, y1] = from;
    const [x2, y2] = to;
    const bend = Math.min(60, Math.hypot(x2 - x1, y2 - y1) / 3);
    const angle = Math.atan2(y2 - y1, x2 - x1) - Math.PI / 2;
    const inside = (at, most) => Math.min(most - 4, Math.max(4, at));
    const mx = inside((x1 + x2) / 2 + Math.cos(angle) * bend, WIDTH);
    const my = inside((y1 + y2) / 2 + Math.sin(angle) * bend, height);
    return svg("path", { d: `M${x1},${y1} Q${mx},${my} ${x2},${y2}`, class: `wire ${kind}`, "marker-end": `url(#tip-${kind})` });
  }
  const tip = (kind) => svg("marker", { id: `tip-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 5, markerHeight: 5, orient: "auto" }, svg("path", { d: "M0,0 L8,4 L0,8 z", class: kind === "bad" ? "heat" : kind === "off" ? "f2" : "f3" }));

  const WIRES_MAX = 400;
  function wires() {
    const out = [];
    const draw = (a, b, kind) => {
      const from = spots.get(a) || anchors.get(a);
      const to = spots.get(b) || anchors.get(b);
      if (from && to && (from[0] !== to[0] || from[1] !== to[1]) && out.length < WIRES_MAX) out.push(wire(from, to, kind));
    };
    if (state.picked >= 0) {
      callees[state.picked].forEach((to) => draw(state.picked, to, "call"));
      callers[state.picked].forEach((from) => draw(from, state.picked, "call"));
    }
    for (const [from, to, finding] of map.crossings)
      if (state.picked < 0 ? state.wires : from === state.picked || to === state.picked) draw(from, to, finding < 0 ? "off" : "bad");
    return out;
  }

  let spots = new Map(); // of functions that are drawn
  let anchors = new Map();
  function drawMap() {
    const canvas = $("canvas");
    if (!canvas) return;
    const node = findNode(state.view);
    const out = [];
    spots = new Map();
    anchors = new Map();
    height = Math.min(HEIGHT_MAX, Math.max(HEIGHT_MIN, (node.size * AREA_OF_ONE) / WIDTH));
    canvas.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    boxes(node, 0, 0, WIDTH, height, node.module >= 0 ? 1 : 0, spots, out);
    canvas.replaceChildren(svg("defs", {}, tip("bad"), tip("off"), tip("call")), ...out, svg("g", { id: "wires" }));
    drawWires();
    drawCrumbs(node);
    drawSide();
  }
  function drawWires() {
    $("wires").replaceChildren(...wires());
    document.querySelectorAll(".cell").forEach((cell) => {
      const i = Number(cell.dataset.function);
      const near = state.picked < 0 || i === state.picked || callees[state.picked].includes(i) || callers[state.picked].includes(i) || map.crossings.some(([a, b]) => (a === state.picked && b === i) || (b === state.picked && a === i));
      cell.classList.toggle("on", i === state.picked);
      cell.classList.toggle("dim", !near);
      const name = cell.nextSibling;
      if (name && name.dataset.name === cell.dataset.function) name.classList.toggle("dim", !near);
    });
  }
  function drawCrumbs(node) {
    const parts = [h("button", { type: "button", onclick: () => zoom(tree.path) }, tree.path || data.title)];
    const below = node.path.slice(tree.path.length).split("/").filter(Boolean);
    below.forEach((part, i) => parts.push(" / ", h("button", { type: "button", onclick: () => zoom([tree.path, ...below.slice(0, i + 1)].filter(Boolean).join("/")) }, part)));
    $("crumbs").replaceChildren(...parts);
  }
  function zoom(path) { state.view = path; state.picked = -1; drawMap(); }
  function pick(i) {
    state.picked = i;
    if (i >= 0 && !spots.has(i)) { state.view = map.modules[map.functions[i][1]].path; drawMap(); }
    drawWires();
    drawSide();
  }

  const functionPlace = (i) => `${map.modules[map.functions[i][1]].path}:${map.functions[i][2]}`;
  const go = (i) => h("button", { class: "go", type: "button", onclick: () => pick(i) }, h("span", { class: `swatch s${map.functions[i][3]}` }), h("span", { class: "mono" }, map.functions[i][0]));
  function section(title, list, make) {
    const unique = [...new Set(list)];
    return unique.length > 0 && [h("h3", {}, `${title} (${unique.length})`), unique.slice(0, 40).map(make)];
  }
  function drawSide() {
    const side = $("side");
    if (!side) return;
    side.replaceChildren();
    const i = state.picked;
    if (i < 0) {
      const bad = map.crossings.filter((one) => one[2] >= 0);
      const off = map.crossings.filter((one) => one[2] < 0);
      return fill(side, [h("h2", {}, "Where sync and async meet"),
        h("p", { class: "note" }, "Each square is a function. Choose one to see what it calls, or a folder to look closer."),
        section("Red: async code that comes to what blocks", bad.map((one) => one[0]).filter((from) => map.functions[from][3] === 0), go),
        section("Green: given to threads", off.map((one) => one[1]), go)]);
    }
    const here = map.homes.flatMap((home, k) => (home === i ? [k] : []));
    const through = [...here, ...map.crossings.filter((one) => one[2] >= 0 && (one[0] === i || one[1] === i)).map((one) => one[2])];
    return fill(side, [h("h2", { class: "mono" }, map.functions[i][0]), h("p", { class: "where" }, functionPlace(i)),
      h("p", {}, h("span", { class: `swatch s${map.functions[i][3]}` }), SIDES[map.functions[i][3]], map.functions[i][4] ? ", on the way to what blocks" : ""),
      section("Findings", through, (k) => h("button", { class: "go", type: "button", onclick: () => select(k) }, dot(findings[k].severity), h("span", {}, rich(findings[k].message)))),
      section("Given to threads", map.crossings.filter((one) => one[2] < 0 && one[0] === i).map((one) => one[1]), go),
      section("Calls", callees[i], go), section("Called by", callers[i], go),
      h("p", {}, h("button", { class: "plain", type: "button", onclick: () => pick(-1) }, "Back to all"))]);
  }

  function mapView() {
    const total = [0, 1, 2, 3].map((i) => map.modules.reduce((sum, module) => sum + module.sides[i], 0));
    const hot = map.modules.reduce((sum, module) => sum + module.hot, 0);
    const canvas = svg("svg", { id: "canvas", tabindex: 0, role: "img", "aria-label": "Functions by module, coloured by where they run" });
    canvas.addEventListener("click", (event) => {
      const cell = event.target.closest("[data-function]");
      const box = event.target.closest("[data-path]");
      if (cell) pick(Number(cell.dataset.function));
      else if (box) zoom(box.dataset.path);
      else pick(-1);
    });
    canvas.addEventListener("mouseover", (event) => {
      const cell = event.target.closest("[data-function]");
      $("status").textContent = cell ? `${map.functions[cell.dataset.function][0]}  ${functionPlace(Number(cell.dataset.function))}  ${SIDES[map.functions[cell.dataset.function][3]]}` : "";
    });
    canvas.addEventListener("keydown", (event) => {
      const order = [...spots.keys()];
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!by || order.length === 0) return;
      event.preventDefault();
      pick(order[(Math.max(-1, order.indexOf(state.picked)) + by + order.length) % order.length]);
    });
    const legend = SIDES.map((name, i) => h("span", {}, h("span", { class: `swatch s${i}` }), `${name} `, h("b", {}, total[i].toLocaleString("en"))));
    return [h("div", { class: "map" },
      h("section", { class: "card stage" },
        h("div", { class: "legend" }, legend, h("span", {}, h("span", { class: "swatch hot" }), "on the way to what blocks ", h("b", {}, hot.toLocaleString("en"))),
          h("label", {}, h("input", { type: "checkbox", id: "lines", checked: state.wires, onchange: (event) => { state.wires = event.target.checked; drawWires(); } }), " crossings")),
        h("div", { id: "crumbs", class: "crumbs" }), canvas, h("div", { id: "status" })),
      h("aside", { id: "side", class: "card side" }))];
  }

  // ---- Rules --------------------------------------------------------------------------------------

  // As much of Markdown as the pages have.
  function markdown(text) {
    const out = [];
    let block = null;
    const inline = (line_) => line_.split(/(`[^`]*`|\[[^\]]+\]\([^)\s]+\)|<https?:[^>]+>)/).map((part) => {
      const link = /^\[([^\]]+)\]\((https?:[^)]+)\)$/.exec(part) || /^<((https?:[^>]+))>$/.exec(part);
      if (link) return h("a", { href: link[2], rel: "noreferrer noopener" }, link[1].replaceAll("`", ""));
      return part.startsWith("`") && part.endsWith("`") && part.length > 1 ? h("code", {}, part.slice(1, -1)) : part;
    });
    for (const raw of text.split("\n")) {
      if (block && block.tagName === "PRE") {
        if (raw.startsWith("```")) {
          block.replaceChildren(...line(block.textContent, `a.${block.dataset.language}`, -1, -1));
          block = null;
        } else block.append(`${raw}\n`);
      } else if (raw.startsWith("```")) out.push((block = h("pre", { "data-language": raw.slice(3).trim() })));
      else if (/^#+ /.test(raw)) { out.push(h("h3", {}, inline(raw.replace(/^#+ /, "")))); block = null; }
      else if (/^[-*] /.test(raw)) {
        if (!block || block.tagName !== "UL") out.push((block = h("ul", {})));
        block.append(h("li", {}, inline(raw.slice(2))));
      } else if (raw.trim() === "") block = null;
      else if (block && block.tagName === "UL") fill(block.lastChild, [" ", inline(raw.trim())]);
      else {
        if (!block) out.push((block = h("p", {})));
        fill(block, [block.childNodes.length ? " " : "", inline(raw)]);
      }
    }
    return out;
  }
  function rulesView() {
    const names = Object.keys(rules);
    if (names.length === 0) return [h("div", { class: "card empty" }, "No rule has findings.")];
    if (!rules[state.rule]) state.rule = names[0];
    const row = (name) => h("button", { class: "item", type: "button", "aria-current": name === state.rule, onclick: () => showRule(name) },
      dot(rules[name].severity), h("b", { class: "mono" }, name), h("div", { class: "where" }, plural(findings.filter((finding) => finding.rule === name).length, "finding")));
    const search = () => { state.search = state.rule; state.group = "rule"; $("search").value = state.rule; show("findings"); };
    return [h("div", { class: "rules" }, h("section", { class: "card list" }, h("div", { class: "scroll" }, names.map(row))),
      h("article", { class: "card page" }, h("h2", { class: "mono" }, state.rule), markdown(rules[state.rule].page), h("p", {}, h("button", { class: "plain", type: "button", onclick: search }, "Its findings"))))];
  }
  function showRule(name) { state.rule = name; show("rules"); }

  // ---- Grade and trend ----------------------------------------------------------------------------

  function scale() {
    const steps = grade.steps.filter((one) => one.letter !== "A+");
    const width = 700 / steps.length;
    const colors = { A: "#15803d", B: "#4d7c0f", C: "#a16207", D: "#c2410c", E: "#b91c1c", F: "#b91c1c" };
    let before = 0;
    let mark = 0;
    const out = steps.map((one, i) => {
      const most = one.letter === "F" ? before * 2 : one.most;
      if (grade.density > before || i === 0) mark = i * width + Math.min(1, (grade.density - before) / (most - before)) * width;
      mark = Math.min(693, Math.max(7, mark));
      const from = before;
      before = most;
      return [svg("rect", { x: i * width + 1, y: 18, width: width - 2, height: 12, rx: 3, fill: colors[one.letter] }), svg("text", { x: i * width + 4, y: 45 }, `${one.letter}  ${one.letter === "F" ? `above ${from}` : `up to ${most}`}`)];
    });
    return svg("svg", { class: "scale", viewBox: "0 0 700 50", role: "img", "aria-label": `${grade.density.toFixed(1)} points per 100 functions` }, out,
      svg("path", { d: `M${mark - 5},6 L${mark + 5},6 L${mark},15 z`, class: "now" }));
  }
  function gradePanel() {
    const among = Math.max(grade.functions, grade.least);
    const row = (one) => h("tr", {}, h("td", {}, dot(one.severity), ` ${one.severity}${one.confidence === "resolved" ? "" : `, ${one.confidence}`}`), h("td", { class: "n" }, one.causes), h("td", { class: "n" }, `× ${one.weight}`), h("td", { class: "n" }, (one.causes * one.weight).toLocaleString("en")));
    return h("section", { class: "card panel" }, h("h2", {}, "The grade"), letter(),
      h("p", {}, "Points are counted for causes: ten calls that come to one blocking call are mended in one place. They are set against how much code runs on the loop."),
      h("table", {}, h("tr", {}, h("th", {}, "causes"), h("th", { class: "n" }, "number"), h("th", { class: "n" }, "weight"), h("th", { class: "n" }, "points")), grade.sums.map(row),
        h("tr", { class: "sum" }, h("td", {}, "sum"), h("td", { class: "n" }, grade.sums.reduce((sum, one) => sum + one.causes, 0)), h("td", {}), h("td", { class: "n" }, grade.points.toLocaleString("en")))),
      h("div", { class: "formula" }, `${grade.points} points × 100 ÷ ${among} functions = ${grade.density.toFixed(2)}  →  ${grade.letter}`),
      grade.functions < grade.least && h("p", {}, `There are ${grade.functions} functions on the loop; fewer than ${grade.least} count as ${grade.least}.`),
      scale(), h("p", {}, "A+ is for no points at all. Weights: error 3, warning 1, remark 0; half of that where one step is probable, a quarter where it is possible."));
  }
  function bars() {
    const runs = history.runs;
    const most = Math.max(1, ...runs.map((run) => SEVERITIES.reduce((sum, severity) => sum + run.counts[severity], 0)));
    const width = 640 / runs.length;
    const size = Math.min(70, width * 0.6);
    return svg("svg", { class: "scale", viewBox: "0 0 640 220", role: "img", "aria-label": "Findings of each run" }, runs.map((run, i) => {
      const x = i * width + (width - size) / 2;
      let y = 180;
      const parts = SEVERITIES.map((severity) => { const height = (run.counts[severity] / most) * 150; y -= height; return svg("rect", { x, y, width: size, height, class: `b-${severity}` }, svg("title", {}, `${run.counts[severity]} ${severity}`)); });
      const total = SEVERITIES.reduce((sum, severity) => sum + run.counts[severity], 0);
      return [parts, svg("text", { x: x + size / 2, y: y - 6, "text-anchor": "middle", class: "now" }, total), svg("text", { x: x + size / 2, y: 198, "text-anchor": "middle" }, clipped(run.name, width))];
    }));
  }
  function trendPanel() {
    if (!history) return h("section", { class: "card panel" }, h("h2", {}, "The trend"), h("p", {}, "Nothing to compare with yet. Keep what a run found, and give it to a later one:"),
      h("div", { class: "formula" }, "nostall check -o json:before.json\nnostall report --html report.html --since before.json".split("\n").map((text) => h("div", {}, text))));
    return h("section", { class: "card panel" }, h("h2", {}, "The trend"),
      h("div", { class: "diff" }, h("span", { class: fresh.size ? "up" : "down" }, h("b", {}, `+${fresh.size}`), "new"), h("span", { class: "down" }, h("b", {}, `−${history.goneCount}`), "gone"), h("span", {}, h("b", {}, findings.length - fresh.size), "stayed")),
      bars(),
      fresh.size > 0 && [h("h2", {}, "New"), h("div", { class: "lines" }, [...fresh].map((i) => h("button", { type: "button", onclick: () => select(i) }, dot(findings[i].severity), " ", rich(findings[i].message), h("div", { class: "where" }, at(places[findings[i].place])))))],
      history.gone.length > 0 && [h("h2", {}, "Gone"), h("div", { class: "lines" }, history.gone.map((one) => h("div", {}, rich(one.message), h("div", { class: "where" }, `${one.rule}  ${one.path}`))))]);
  }
  const gradeView = () => [h("div", { class: "two" }, gradePanel(), trendPanel())];

  // ---- Views, keys, links -------------------------------------------------------------------------

  const VIEWS = {
    findings: { name: "Findings", count: findings.length, make: findingsView, after: () => { if (state.finding < 0) { const first = visible()[0]; if (first !== undefined) { state.finding = first; } } drawList(); drawDetail(); } },
    map: { name: "Map", make: mapView, after: drawMap },
    rules: { name: "Rules", count: Object.keys(rules).length, make: rulesView },
    grade: { name: "Grade and trend", make: gradeView },
  };
  let own = "";
  function setHash(text) { own = text; window.history.replaceState(null, "", `#${text}`); }
  function show(tab) {
    state.tab = tab;
    document.querySelectorAll("#tabs button").forEach((button) => button.setAttribute("aria-selected", button.dataset.tab === tab));
    $("main").replaceChildren(...VIEWS[tab].make().filter(Boolean));
    if (VIEWS[tab].after) VIEWS[tab].after();
    setHash(tab === "findings" && state.finding >= 0 ? `f=${findings[state.finding].fingerprint}` : tab === "rules" ? `rule=${state.rule}` : tab);
  }
  function followHash() {
    const [name, value] = decodeURIComponent(location.hash.slice(1)).split("=");
    if (`${name}${value === undefined ? "" : `=${value}`}` === own) return;
    if (name === "f") state.finding = Math.max(-1, findings.findIndex((finding) => finding.fingerprint === value));
    if (name === "rule") state.rule = value;
    show(name === "rule" ? "rules" : VIEWS[name] ? name : "findings");
  }
  function setTheme(theme) { document.documentElement.dataset.theme = theme; }
  function turn() { const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; setTheme(theme); remember("theme", theme); }

  const KEYS = [["j  k", "next and previous finding"], ["←  →", "previous and next step of the chain"], ["1 – 4", "views"], ["g", "group by cause, rule or file"], ["/", "search"], ["t", "light or dark"], ["Esc", "back"], ["?", "these keys"]];
  function toggleHelp() {
    const dialog = $("help");
    if (dialog.open) return dialog.close();
    dialog.replaceChildren(h("h2", {}, "Keys"), h("dl", {}, KEYS.map(([keys, text]) => [h("dt", {}, keys.split("  ").map((key, i) => [i ? " " : "", h("kbd", {}, key)])), h("dd", {}, text)])), h("button", { class: "plain", type: "button", onclick: () => dialog.close() }, "Close"));
    return dialog.showModal();
  }
  function move(by) {
    const order = visible();
    const position = order.indexOf(state.finding);
    select(order[Math.min(order.length - 1, Math.max(0, position + by))]);
  }
  function regroup() {
    const names = Object.keys(GROUPS);
    state.group = names[(names.indexOf(state.group) + 1) % names.length];
    $("group").value = state.group;
    drawList();
    drawDetail();
  }
  function escape() {
    if (document.activeElement === $("search")) { $("search").blur(); return; }
    if (state.tab === "map" && state.picked >= 0) pick(-1);
    else if (state.tab === "map" && state.view !== tree.path) zoom(tree.path);
    else if (state.search) { $("search").value = ""; find(""); }
  }
  function find(text) {
    state.search = text.trim().toLowerCase();
    if (state.tab !== "findings") show("findings");
    const order = visible();
    if (!order.includes(state.finding) && order.length) state.finding = order[0];
    drawList();
    drawDetail();
  }
  const ON = {
    j: () => move(1), k: () => move(-1), g: () => state.tab === "findings" && findings.length && regroup(), t: turn, "?": toggleHelp,
    "/": () => $("search").focus(), ArrowRight: () => state.tab === "findings" && step(state.hop + 1), ArrowLeft: () => state.tab === "findings" && step(state.hop - 1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return escape();
    if (/^(INPUT|SELECT)$/.test(event.target.tagName) || (event.target.id === "canvas" && event.key.startsWith("Arrow"))) return;
    const tab = Object.keys(VIEWS)[Number(event.key) - 1];
    if (!tab && !ON[event.key]) return;
    event.preventDefault();
    if (tab) show(tab); else ON[event.key]();
  });

  // ---- Printing -----------------------------------------------------------------------------------

  const PRINT_MAX = 300;
  function printed(finding) {
    return h("article", {}, h("h3", {}, dot(finding.severity), " ", rich(finding.message)), h("p", { class: "where" }, `${at(places[finding.place])}  ${finding.rule}  ${finding.severity}, ${finding.confidence}`),
      finding.help && h("p", {}, "Do: ", rich(finding.help)), code(places[finding.place]), hopsOf(finding).slice(1).map((hop, i) => h("p", { class: "where" }, `${i + 2}. ${hop.t.replaceAll("`", "")}  ${at(places[hop.p])}`)));
  }
  window.addEventListener("beforeprint", () => {
    const files = new Map();
    findings.slice(0, PRINT_MAX).forEach((finding) => { const file = places[finding.place].f; files.set(file, [...(files.get(file) || []), finding]); });
    $("print").replaceChildren(h("h1", {}, letter(), ` nostall: ${data.title}`),
      h("p", {}, `${plural(findings.length, "finding")} in ${plural(files.size, "file")}; ${grade.points} points × 100 ÷ ${Math.max(grade.functions, grade.least)} functions = ${grade.density.toFixed(2)}`),
      ...[...files].flatMap(([file, list]) => [h("h2", {}, file), ...list.map(printed)]), findings.length > PRINT_MAX ? h("p", {}, `and ${findings.length - PRINT_MAX} more`) : "");
  });

  // ---- Start --------------------------------------------------------------------------------------

  state.view = tree.path;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  setTheme(recall("theme") || (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", () => { if (!recall("theme")) setTheme(dark.matches ? "dark" : "light"); });
  document.title = `nostall: ${data.title}`;
  $("title").textContent = data.title;
  $("tabs").append(...Object.entries(VIEWS).map(([name, view]) => h("button", { type: "button", role: "tab", "data-tab": name, onclick: () => show(name) }, view.name, view.count !== undefined && h("span", { class: "count" }, view.count.toLocaleString("en")))));
  $("search").addEventListener("input", (event) => find(event.target.value));
  $("theme").addEventListener("click", turn);
  $("keys").addEventListener("click", toggleHelp);
  $("foot").textContent = `nostall ${data.version}${data.suppressed ? `, ${plural(data.suppressed, "finding")} silenced by comments` : ""}. One file, no network.`;
  window.addEventListener("hashchange", followHash);
  own = null;
  followHash();
})();
