// Everything works without this file; it only makes it smoother.
(function () {
	"use strict";
	const root = document.documentElement;
	root.classList.add("js");

	// Before the first paint: the look that was chosen. Shared pages are cached with "auto".
	function stored(key) {
		try {
			return localStorage.getItem(key);
		}
		catch (e) {
			return null;
		}
	}
	function store(key, value) {
		try {
			if (value) {
				localStorage.setItem(key, value);
			}
			else {
				localStorage.removeItem(key);
			}
		}
		catch (e) {
			// Private windows may refuse; nothing here is worth an error.
		}
	}
	const look = stored("theme");
	if (look) {
		root.dataset.theme = look;
	}

	function setTheme(value) {
		root.dataset.theme = value;
		store("theme", value);
		document.cookie = "theme=" + value + ";path=/;max-age=31536000;samesite=lax"
				+ (location.protocol === "https:" ? ";secure" : "");
		showTheme();
	}
	function showTheme() {
		for (const button of document.querySelectorAll("[data-set-theme]")) {
			button.setAttribute("aria-pressed", button.dataset.setTheme === (root.dataset.theme));
		}
	}

	// Moments, in the reader's language and time zone.
	const relative = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
	const day = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium" });
	const minute = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "short" });
	const exact = new Intl.DateTimeFormat(root.lang, { dateStyle: "full", timeStyle: "short" });
	const steps = [[60, "second"], [60, "minute"], [24, "hour"], [30, "day"]];
	function tell(element) {
		const moment = new Date(element.dateTime);
		if (isNaN(moment)) {
			return;
		}
		let span = (moment - Date.now()) / 1000;
		element.title = exact.format(moment);
		if (element.hasAttribute("data-exact")) {
			element.textContent = minute.format(moment);
			return;
		}
		for (const [size, unit] of steps) {
			if (Math.abs(span) < size) {
				element.textContent = relative.format(unit === "second" ? 0 : Math.round(span), unit);
				return;
			}
			span /= size;
		}
		element.textContent = day.format(moment);
	}
	function tellAll(within) {
		within.querySelectorAll("time[datetime]").forEach(tell);
	}

	// A day that is typed ends where its writer is.
	function zones() {
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		if (zone) {
			document.querySelectorAll("[data-zone-here]").forEach((field) => field.value = zone);
			document.querySelectorAll("[data-zone-name]").forEach((name) => name.textContent = zone);
		}
	}

	// Drafts stay until the server has taken what was sent. A sent draft is dropped only on a
	// page that shows success: the new floor or message, or a page that no longer asks for the text.
	function drafts() {
		const fields = document.querySelectorAll("[data-draft]");
		const here = new Set(Array.from(fields, (field) => field.dataset.draft));
		const keep = document.querySelector("[data-keep-drafts]");
		for (const key of (stored("sent") || "").split(" ").filter(Boolean)) {
			if (!keep && (!here.has(key) || /^#(floor-|message-|comments$)/.test(location.hash))) {
				store("draft:" + key, null);
			}
		}
		if (!keep) {
			store("sent", null);
		}
		for (const field of fields) {
			const key = "draft:" + field.dataset.draft;
			const draft = stored(key);
			if (draft && !field.value) {
				field.value = draft;
			}
			field.addEventListener("input", () => store(key, field.value === field.defaultValue ? null : field.value));
		}
	}

	// A floor that is named without its page: the server knows where it is.
	function findFloor() {
		const floor = /^#floor-(\d{1,9})$/.exec(location.hash);
		if (floor && /^\/t\/\d+\//.test(location.pathname) && document.querySelector(".thread")
				&& !document.getElementById("floor-" + floor[1])) {
			const asked = location.pathname + "?floor=" + floor[1];
			if (stored("floor") !== asked) {
				store("floor", asked);
				location.replace(asked);
			}
			return;
		}
		store("floor", null);
	}
	window.addEventListener("hashchange", findFloor);

	// A picture from elsewhere tells its host who reads what: it comes when it is asked for.
	function offerPictures(within) {
		const words = document.querySelector("meta[name=picture]");
		for (const link of within.querySelectorAll("a.picture")) {
			if (words) {
				link.title = words.content.replace("%", link.host);
			}
		}
	}
	function showPicture(link) {
		const picture = new Image();
		picture.alt = link.dataset.alt || "";
		picture.referrerPolicy = "no-referrer";
		picture.addEventListener("error", () => {
			// The next press follows the link.
			link.classList.remove("picture");
			picture.replaceWith(link);
			link.focus();
		});
		picture.src = link.href;
		link.replaceWith(picture);
	}

	// Strips that are wider than the screen: where they go on, and what is chosen in sight.
	function strips() {
		for (const strip of document.querySelectorAll(".chips, .boards ul, .tabs")) {
			const tell = () => {
				const rest = strip.scrollWidth - strip.clientWidth - strip.scrollLeft;
				const scrolls = getComputedStyle(strip).overflowX === "auto";
				strip.classList.toggle("on-left", scrolls && strip.scrollLeft > 8);
				strip.classList.toggle("on-right", scrolls && rest > 8);
			};
			const chosen = strip.querySelector("[aria-current]");
			if (chosen && strip.scrollWidth > strip.clientWidth) {
				strip.scrollLeft = chosen.offsetLeft - strip.offsetLeft - (strip.clientWidth - chosen.offsetWidth) / 2;
			}
			strip.addEventListener("scroll", tell, { passive: true });
			window.addEventListener("resize", tell);
			tell();
		}
	}

	// The bell: how much waits. What this page has shown is read, on all devices.
	function ring(unread) {
		const bell = document.querySelector("[data-bell]");
		if (bell && typeof unread === "number") {
			const shown = unread > 99 ? "99+" : String(unread);
			bell.querySelector("b").textContent = unread > 0 ? shown : "";
			bell.setAttribute("aria-label", unread > 0 ? bell.dataset.some.replace("%", shown) : bell.dataset.none);
		}
	}
	function seen() {
		const form = document.querySelector("form[data-seen]");
		const csrf = document.querySelector("meta[name=csrf]");
		if (!form || !csrf) {
			return;
		}
		const headers = { "X-Requested-With": "fetch" };
		headers[csrf.dataset.header] = csrf.content;
		fetch(form.getAttribute("action"), { method: "POST", headers, body: new URLSearchParams(new FormData(form)) })
			.then((answer) => answer.ok ? answer.json() : null)
			.then((now) => {
				if (now) {
					form.remove();
					ring(now.unread);
				}
			})
			.catch(() => { /* The button is still there. */ });
	}

	// While a page is looked at, the server tells what its bell shows. Who only passes by does not ask, and pages in
	// the background hold no connection: a browser has few for one site.
	function listen() {
		const bell = document.querySelector("[data-bell]");
		if (!bell || !window.EventSource) {
			return;
		}
		let source = null;
		let soon = 0;
		const open = () => {
			source = new EventSource("/notifications/stream");
			source.addEventListener("unread", (event) => ring(Number(event.data)));
		};
		const follow = () => {
			clearTimeout(soon);
			if (document.visibilityState !== "visible") {
				close();
			}
			else if (!source) {
				soon = setTimeout(open, 1500);
			}
		};
		const close = () => {
			clearTimeout(soon);
			if (source) {
				source.close();
				source = null;
			}
		};
		document.addEventListener("visibilitychange", follow);
		window.addEventListener("pagehide", close);
		window.addEventListener("pageshow", follow);
	}

	document.addEventListener("DOMContentLoaded", () => {
		listen();
		seen();
		findFloor();
		strips();
		zones();
		document.querySelectorAll("[data-themes]").forEach((element) => element.hidden = false);
		showTheme();
		tellAll(document);
		offerPictures(document);
		drafts();
		setInterval(() => tellAll(document), 60000);
	});

	document.addEventListener("click", (event) => {
		const button = event.target.closest("[data-set-theme]");
		if (button) {
			setTheme(button.dataset.setTheme);
		}
		const picture = event.target.closest("a.picture");
		if (picture && picture.host !== location.host && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
			event.preventDefault();
			showPicture(picture);
		}
		document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
			if (!menu.contains(event.target)) {
				menu.open = false;
			}
		});
	});

	document.addEventListener("keydown", (event) => {
		if (event.key === "Escape") {
			document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
				menu.open = false;
				menu.querySelector("summary").focus();
			});
		}
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea") && event.target.form) {
			event.preventDefault();
			event.target.form.requestSubmit();
		}
	});

	// Who signs out of a shared computer leaves nothing behind that goes on telling there.
	function mayTell(form) {
		return form.getAttribute("action") === "/sign-out" && "serviceWorker" in navigator
			&& "Notification" in window && Notification.permission === "granted";
	}
	function silence() {
		const csrf = document.querySelector("meta[name=csrf]");
		const ended = navigator.serviceWorker.getRegistration()
			.then((worker) => worker && worker.pushManager.getSubscription())
			.then((told) => told && Promise.allSettled([told.unsubscribe(), fetch("/settings/notifications/browsers/end", {
				method: "POST", headers: { [csrf.dataset.header]: csrf.content },
				body: new URLSearchParams({ endpoint: told.endpoint }) })]))
			.catch(() => { /* She still gets out. */ });
		return Promise.race([ended, new Promise((late) => setTimeout(late, 2000))]);
	}

	// One press sends once. htmx has already claimed its own forms when this runs.
	window.addEventListener("submit", (event) => {
		const form = event.target;
		if (event.defaultPrevented || form.method !== "post") {
			return;
		}
		if (form.hasAttribute("aria-busy")) {
			event.preventDefault();
			return;
		}
		form.setAttribute("aria-busy", "true");
		if (mayTell(form)) {
			event.preventDefault();
			silence().then(() => form.submit());
			return;
		}
		const preview = event.submitter && event.submitter.name === "preview";
		if (!preview) {
			store("sent", Array.from(form.querySelectorAll("[data-draft]"), (field) => field.dataset.draft).join(" "));
		}
	});
	// What would be refused when all of it has been sent is said before.
	document.addEventListener("change", (event) => {
		const most = event.target.dataset.most;
		if (most) {
			const large = Array.from(event.target.files).some((file) => file.size > Number(most));
			event.target.setCustomValidity(large ? event.target.dataset.large : "");
			event.target.reportValidity();
		}
	});
	window.addEventListener("pageshow", () => {
		document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
	});

	document.addEventListener("htmx:configRequest", (event) => {
		const csrf = document.querySelector("meta[name=csrf]");
		if (csrf && csrf.dataset.header) {
			event.detail.headers[csrf.dataset.header] = csrf.content;
		}
	});
	// Signed out meanwhile: a preview takes its whole form along to the sign-in page.
	document.addEventListener("htmx:beforeOnLoad", (event) => {
		const button = event.detail.elt;
		if (event.detail.xhr.status === 401 && button.form) {
			event.preventDefault();
			button.form.requestSubmit(button);
		}
	});
	document.addEventListener("htmx:load", (event) => {
		tellAll(event.detail.elt);
		offerPictures(event.detail.elt);
	});
})();
