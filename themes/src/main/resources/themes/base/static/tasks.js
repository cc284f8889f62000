// The list by keys. Everything here is also a link, a button or a form.
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
	// With a way back the words stay until something else is said.
	function say(words, undo) {
		clearTimeout(saying);
		says.textContent = words;
		if (undo) {
			undo.querySelectorAll("span, small").forEach((told) => told.remove());
			undo.elements.back.value = location.pathname + location.search;
			says.append(undo);
		}
		else {
			saying = setTimeout(() => says.textContent = "", 4000);
		}
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
			.then((answer) => answer.text().then((html) => {
				const undo = answer.ok && new DOMParser().parseFromString(html, "text/html").querySelector("form.undo");
				say(answer.ok ? ["#" + one.dataset.n, words(key), says.dataset.done].filter(Boolean).join(" · ") : says.dataset.failed, undo);
				return refresh(one.dataset.n);
			}))
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
	// Of the last act: what was said of it at the foot of the list, or above it.
	function undo() {
		const forms = document.querySelectorAll("form.undo button");
		if (forms.length > 0) {
			forms[forms.length - 1].click();
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
		z: undo, o: () => row() && link(row()).click(), "?": () => document.getElementById("keys").showModal(),
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
		z: undo, m: () => press("merge"), d: () => press("decline"), g: () => press("component"), b: () => press("schedule"), r: () => document.querySelector("#body, .panel a.quiet").focus(), "?": keys["?"]
	};
	severities.forEach((severity, place) => {
		teams[place + 1] = () => act(String(place + 1), "rate", { severity });
		alone[place + 1] = () => rate(severity);
	});

	document.addEventListener("keydown", (event) => {
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

	const help = document.querySelector("[data-open-keys]");
	if (help) {
		help.hidden = false;
		help.addEventListener("click", keys["?"]);
	}

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
