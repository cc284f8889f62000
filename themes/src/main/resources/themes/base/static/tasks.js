// The list by keys, and commands to be typed. Everything here is also a link, a button or a form.
(function () {
	"use strict";
	const main = document.getElementById("main");
	const says = document.getElementById("list-says");
	const may = main.classList.contains("may");
	let at = 0;
	let saying = 0;

	// Rows of a table, or cards of a board.
	function rows() {
		return Array.from(document.querySelectorAll("table.tasks tbody tr, .board .card"));
	}
	function row() {
		return rows()[at];
	}
	function link(of) {
		return of.querySelector(".what > a, .title a");
	}
	function go(to) {
		const all = rows();
		if (all.length === 0) {
			return;
		}
		at = Math.max(0, Math.min(all.length - 1, to));
		all.forEach((one, place) => one.classList.toggle("at", place === at));
		link(all[at]).focus({ preventScroll: true });
		all[at].scrollIntoView({ block: "nearest", inline: "nearest" });
	}
	// To the column beside it that has a card, as far down as one stands.
	function aside(by) {
		const columns = Array.from(document.querySelectorAll(".board section"), (one) => Array.from(one.querySelectorAll(".card")));
		const now = row();
		const from = columns.findIndex((cards) => cards.includes(now));
		for (let to = from + by; to >= 0 && to < columns.length; to += by) {
			if (columns[to].length > 0) {
				go(rows().indexOf(columns[to][Math.min(columns[from].indexOf(now), columns[to].length - 1)]));
				return;
			}
		}
	}
	function say(words) {
		clearTimeout(saying);
		says.textContent = words;
		saying = setTimeout(() => says.textContent = "", 4000);
	}

	// The row as it stands now, in its place; without it where it does not match any more.
	function refresh(number) {
		return fetch(location.href, { headers: { "X-Requested-With": "fetch" } })
			.then((answer) => answer.text())
			.then((html) => {
				const now = new DOMParser().parseFromString(html, "text/html").querySelector("table.tasks, .board");
				const table = document.querySelector("table.tasks, .board");
				if (!now || !table) {
					location.reload();
					return;
				}
				const chosen = new Set(Array.from(table.querySelectorAll(".x input:checked"), (box) => box.closest("tr").dataset.n));
				table.replaceWith(now);
				now.querySelectorAll("tbody .x input").forEach((box) => box.checked = chosen.has(box.closest("tr").dataset.n));
				ready();
				const place = rows().findIndex((one) => one.dataset.n === number);
				go(place >= 0 ? place : at);
				document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: now } }));
			});
	}
	// What a key does, in the words of its help.
	function words(key) {
		const told = document.querySelector("#keys [data-row~='" + key + "'] dd");
		return told ? told.textContent : "";
	}
	function act(key, name, fields) {
		const one = row();
		const csrf = document.querySelector("meta[name=csrf]");
		if (!one || !csrf) {
			return;
		}
		const body = new URLSearchParams(Object.assign({ version: one.dataset.version, _once: crypto.randomUUID() }, fields));
		fetch("/tasks/" + one.dataset.n + "/" + name, { method: "POST", body, headers: { [csrf.dataset.header]: csrf.content } })
			.then((answer) => {
				say(answer.ok ? ["#" + one.dataset.n, words(key), says.dataset.done].filter(Boolean).join(" · ") : says.dataset.failed);
				return refresh(one.dataset.n);
			})
			.catch(() => say(says.dataset.failed));
	}
	// On a task's own page: the button, or the form that asks for more.
	function press(name) {
		const form = document.querySelector("#work form[action$='/" + name + "']");
		const details = form && form.closest("details");
		if (details) {
			details.open = true;
			form.querySelector("textarea, select, input:not([type=hidden])").focus();
		}
		else if (form) {
			form.requestSubmit();
		}
	}
	function rate(severity) {
		const choice = document.querySelector("#work form[action$='/rate'] select");
		if (choice) {
			choice.value = severity;
			choice.form.requestSubmit();
		}
	}
	function first(selector, does) {
		const one = document.querySelector(selector);
		if (one) {
			one[does]();
		}
	}
	function step(rel) {
		const to = document.querySelector(".crumb a[rel=" + rel + "], .panel a[rel=" + rel + "]");
		if (to) {
			to.click();
		}
	}
	function pickOriginal() {
		const one = row();
		if (one) {
			const to = new URL("/tasks/" + one.dataset.n + "/candidates", location.href);
			to.searchParams.set("version", one.dataset.version);
			to.searchParams.set("back", location.pathname + (location.search || "?"));
			location.assign(to);
		}
	}
	function openAt(name) {
		const one = row();
		if (one) {
			const to = new URL(link(one).href);
			if (name === "answer") {
				to.hash = "body";
			}
			else {
				to.searchParams.set("act", name);
			}
			location.assign(to);
		}
	}
	function select() {
		const box = row() && row().querySelector(".x input");
		if (box) {
			box.checked = !box.checked;
			count();
		}
	}
	function boxes() {
		return Array.from(document.querySelectorAll(".tasks .x input"));
	}
	function count() {
		const all = boxes();
		const chosen = all.filter((box) => box.checked).length;
		const told = document.querySelector("[data-selected]");
		if (told) {
			told.textContent = told.dataset.some.replace("%", chosen);
		}
		const whole = document.querySelector(".tasks .x-all input");
		if (whole) {
			whole.checked = chosen > 0 && chosen === all.length;
			whole.indeterminate = chosen > 0 && chosen < all.length;
		}
	}
	function choose(some, whether) {
		some.forEach((box) => box.checked = whether);
		count();
	}
	// What only scripts can do, after each drawing.
	function ready() {
		document.querySelectorAll(".tasks .x-all input").forEach((box) => box.hidden = false);
		if (may) {
			document.querySelectorAll(".board .card").forEach((card) => card.draggable = true);
		}
		count();
	}

	const severities = ["CRITICAL", "MAJOR", "NORMAL", "MINOR"];
	// What waits in the inbox: done, and taken back.
	const inbox = document.querySelector("main.inbox") !== null;
	const waits = {
		e: () => row() && row().querySelector("form.done button").click(), u: () => first("form.undo button", "click")
	};
	const listed = document.querySelector("main.list:not(.triage)") !== null;
	const keys = {
		j: () => go(document.querySelector("tr.at, .card.at") ? at + 1 : 0), k: () => go(at - 1),
		o: () => row() && link(row()).click(), "?": () => document.getElementById("keys").showModal(),
		f: () => first(".more-words input[type=search]", "focus"),
		Escape: () => choose(boxes(), false)
	};
	if (document.querySelector("main.boarded")) {
		Object.assign(keys, { h: () => aside(-1), l: () => aside(1), ArrowLeft: () => aside(-1), ArrowRight: () => aside(1) });
	}
	const teams = {
		x: select, a: () => act("a", "assign-me", {}), c: () => act("c", "confirm", {}), p: () => act("p", "plan", {}), s: () => act("s", "start", {}),
		m: pickOriginal, d: () => openAt("decline"), r: () => openAt("answer"), g: () => openAt("component"), b: () => openAt("schedule"),
		n: () => first("[data-key=n]", "click"), i: () => first("[data-key=i]", "click")
	};
	const alone = {
		j: () => step("next"), k: () => step("prev"), u: () => document.querySelector("[data-key=u], .layouts a").click(),
		a: () => press("assign-me"), c: () => press("confirm"), p: () => press("plan"), s: () => press("start"),
		m: () => press("merge"), d: () => press("decline"), g: () => press("component"), b: () => press("schedule"), r: () => document.querySelector("#body, .panel a.quiet").focus(), "?": keys["?"]
	};
	severities.forEach((severity, place) => {
		teams[place + 1] = () => act(String(place + 1), "rate", { severity });
		alone[place + 1] = () => rate(severity);
	});

	document.addEventListener("keydown", (event) => {
		if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
			event.preventDefault();
			openPalette();
			return;
		}
		const typing = event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
		if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
			return;
		}
		const does = inbox ? keys[event.key] || waits[event.key] : listed ? keys[event.key] || (may && teams[event.key]) : alone[event.key];
		if (does) {
			event.preventDefault();
			does();
		}
	});
	document.addEventListener("change", (event) => {
		const form = event.target.form;
		if (form && form.matches("[data-apply]")) {
			// What nobody chose does not belong into the address.
			for (const field of form.querySelectorAll("select")) {
				field.disabled = field.value === "" && Array.from(field.options).every((one) => !one.defaultSelected);
			}
			form.requestSubmit();
		}
		if (event.target.matches(".tasks .x-all input")) {
			choose(boxes(), event.target.checked);
		}
		else if (event.target.matches(".tasks .x input")) {
			count();
		}
	});
	// From the one chosen before to this one, with the shift key held.
	let before = null;
	document.addEventListener("click", (event) => {
		if (event.target.matches(".tasks .x input")) {
			const all = boxes();
			const ends = [all.indexOf(before), all.indexOf(event.target)].sort((one, other) => one - other);
			if (event.shiftKey && ends[0] >= 0) {
				choose(all.slice(ends[0], ends[1] + 1), event.target.checked);
			}
			before = event.target;
		}
	});
	window.addEventListener("pageshow", () => document.querySelectorAll("[data-apply] select").forEach((one) => one.disabled = false));

	// Commands: whatever on the page has a name for one.
	const palette = document.getElementById("palette");
	const typed = palette.querySelector("input");
	const offered = palette.querySelector("ul");
	let chosen = 0;

	function commands() {
		const named = Array.from(document.querySelectorAll("[data-command], nav.rooms a"), (element) => ({
			element, label: element.dataset.command || element.textContent.trim(), key: element.dataset.key || ""
		}));
		return ofRow().concat(named);
	}
	// What the keys do with the row one stands on.
	function ofRow() {
		const one = listed && may && !inbox && document.querySelector("tr.at, .card.at");
		return !one ? [] : Array.from(document.querySelectorAll("#keys [data-row]"), (told) => told.dataset.row.split(" ").map((key, place) => ({
			label: [told.dataset.each ? told.dataset.each.split("/")[place] : words(key), "#" + one.dataset.n].join(" · "), key, does: teams[key]
		}))).flat();
	}
	function offer() {
		const words = typed.value.toLowerCase().split(/\s+/);
		const fitting = commands().filter((one) => words.every((word) => one.label.toLowerCase().includes(word)));
		chosen = Math.min(chosen, Math.max(0, fitting.length - 1));
		offered.replaceChildren(...fitting.map((one, place) => {
			const item = document.createElement("li");
			item.id = "command-" + place;
			item.role = "option";
			item.setAttribute("aria-selected", place === chosen);
			item.textContent = one.label;
			if (one.key) {
				const key = document.createElement("kbd");
				key.textContent = one.key;
				item.append(key);
			}
			item.addEventListener("click", () => run(one));
			return item;
		}));
		palette.querySelector(".hint").hidden = fitting.length > 0;
		typed.setAttribute("aria-activedescendant", fitting.length > 0 ? "command-" + chosen : "");
		return fitting;
	}
	function run(command) {
		palette.close();
		if (command.does) {
			command.does();
		}
		else if (command.element.matches("input, select, textarea")) {
			command.element.focus();
		}
		else {
			command.element.click();
		}
	}
	function openPalette() {
		if (!palette.open) {
			typed.value = "";
			chosen = 0;
			palette.showModal();
			offer();
		}
	}
	typed.addEventListener("input", () => {
		chosen = 0;
		offer();
	});
	palette.addEventListener("keydown", (event) => {
		const fitting = offer();
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			chosen = (chosen + (event.key === "ArrowDown" ? 1 : fitting.length - 1)) % Math.max(1, fitting.length);
			offer();
			const now = document.getElementById("command-" + chosen);
			if (now) {
				now.scrollIntoView({ block: "nearest" });
			}
		}
		else if (event.key === "Enter" && fitting[chosen]) {
			event.preventDefault();
			run(fitting[chosen]);
		}
	});

	for (const [button, does] of [["[data-open-keys]", keys["?"]], ["[data-open-palette]", openPalette]]) {
		const opener = document.querySelector(button);
		if (opener) {
			opener.hidden = false;
			opener.addEventListener("click", does);
		}
	}
	// Cards that are dragged press the button that stands for it.
	let lifted = null;
	function target(event) {
		const column = event.target.closest && event.target.closest(".board section");
		return column && lifted && lifted.querySelector(".move [data-to='" + column.dataset.status + "']") ? column : null;
	}
	document.addEventListener("dragstart", (event) => {
		lifted = event.target.closest && event.target.closest(".board .card");
		if (lifted) {
			event.dataTransfer.setData("text/plain", lifted.dataset.n);
			event.dataTransfer.effectAllowed = "move";
			lifted.classList.add("lifted");
		}
	});
	document.addEventListener("dragover", (event) => {
		const column = target(event);
		document.querySelectorAll(".board .over").forEach((one) => one.classList.toggle("over", one === column));
		if (column) {
			event.preventDefault();
			column.classList.add("over");
		}
	});
	document.addEventListener("drop", (event) => {
		const column = target(event);
		if (column) {
			event.preventDefault();
			lifted.querySelector(".move [data-to='" + column.dataset.status + "']").click();
		}
	});
	document.addEventListener("dragend", () => {
		document.querySelectorAll(".lifted, .over").forEach((one) => one.classList.remove("lifted", "over"));
		lifted = null;
	});

	// What takes longer than the page. Who goes on before it is there misses nothing.
	for (const place of document.querySelectorAll("[data-load]")) {
		fetch(place.dataset.load, { headers: { "HX-Request": "true" } })
			.then((answer) => answer.ok ? answer.text() : null)
			.then((html) => {
				if (html) {
					place.innerHTML = html;
				}
			})
			.catch(() => { /* What stands there will do. */ });
	}

	// Back from a task, in the place one left.
	const came = /^#task-(\d+)$/.exec(location.hash);
	if (came) {
		go(rows().findIndex((one) => one.dataset.n === came[1]));
	}
	const asked = document.querySelector("#work details.act[open] form");
	if (asked) {
		asked.querySelector("textarea, select, input:not([type=hidden])").focus();
	}
	ready();
})();
