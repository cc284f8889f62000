// Tasks that are chosen by their words: each field that wants their numbers becomes a box that searches, with what is
// chosen above it. Without this file one types the numbers.
(function () {
	"use strict";
	const NUMBERS = /^[\s,#＃、，]*\d{1,18}(?:[\s,#＃、，]+\d{1,18})*[\s,、，]*$/;

	function picker(field) {
		const many = field.dataset.pick === "many";
		const box = document.createElement("input");
		const chosen = document.createElement("div");
		const picked = new Map();
		const needed = field.required;

		// The label, the hint and the error are the box's now; the name and the value stay.
		for (const name of ["id", "aria-describedby", "aria-invalid"]) {
			if (field.hasAttribute(name)) {
				box.setAttribute(name, field.getAttribute(name));
				field.removeAttribute(name);
			}
		}
		box.type = "text";
		box.maxLength = 200;
		box.spellcheck = false;
		box.placeholder = field.dataset.words;
		chosen.className = "picked";
		chosen.setAttribute("role", "list");
		const around = document.createElement("div");
		around.className = "picker";
		field.before(chosen, around);
		around.append(box, field);
		field.type = "hidden";

		function write() {
			field.value = many ? Array.from(picked.keys(), (number) => "#" + number).join(" ") : Array.from(picked.keys()).join("");
			box.required = needed && picked.size === 0;
			chosen.hidden = picked.size === 0;
			chosen.replaceChildren(...Array.from(picked, ([number, words]) => {
				const item = document.createElement("span");
				item.setAttribute("role", "listitem");
				const link = document.createElement("a");
				const out = document.createElement("button");
				link.href = "/tasks/" + number;
				link.textContent = ("#" + number + " " + words).trim();
				out.type = "button";
				out.setAttribute("aria-label", field.dataset.out.replace("%", number));
				out.textContent = "×";
				out.addEventListener("click", () => {
					picked.delete(number);
					write();
					box.focus();
				});
				item.append(link, out);
				return item;
			}));
		}
		function add(number, words) {
			if (!many) {
				picked.clear();
			}
			picked.set(number, words || picked.get(number) || "");
		}
		// What somebody knows by heart she may type.
		function numbers() {
			if (!NUMBERS.test(box.value)) {
				return false;
			}
			typed(box.value);
			box.value = "";
			return true;
		}
		function typed(text) {
			(text.match(/\d{1,18}/g) || []).forEach((number) => add(number, ""));
			write();
			name();
		}
		// Those that are numbers alone get their words.
		function name() {
			const bare = Array.from(picked).filter(([, words]) => !words).map(([number]) => number);
			if (bare.length > 0) {
				fetch("/tasks/pick?numbers=" + bare.join(","), { headers: { "HX-Request": "true" } })
					.then((answer) => answer.ok ? answer.text() : "")
					.then((html) => {
						new DOMParser().parseFromString(html, "text/html").querySelectorAll("[data-n]").forEach((one) => {
							if (picked.has(one.dataset.n)) {
								picked.set(one.dataset.n, one.dataset.words);
							}
						});
						write();
					})
					.catch(() => { /* The numbers will do. */ });
			}
		}

		window.offer(box, "/tasks/pick?" + (field.dataset.like ? "like=" + field.dataset.like + "&" : "") + "q=", (option) => {
			add(option.dataset.n, option.dataset.words);
			box.value = "";
			write();
			box.focus();
		}, Boolean(field.dataset.like));
		box.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !event.isComposing && !event.defaultPrevented && numbers()) {
				event.preventDefault();
			}
			else if (event.key === "Backspace" && box.value === "" && picked.size > 0) {
				picked.delete(Array.from(picked.keys()).pop());
				write();
			}
		});
		// Words of which nothing was chosen are no choice.
		box.addEventListener("input", () => box.setCustomValidity(box.value.trim() && !NUMBERS.test(box.value) ? field.dataset.choose : ""));
		box.form.addEventListener("submit", numbers);
		typed(field.value);
	}

	document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("input[data-pick]").forEach(picker));
})();
