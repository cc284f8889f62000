// Passkeys need a script: only it can ask the device. Everything else works by password.
(function () {
	"use strict";
	const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
	const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
		.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

	function decoded(options) {
		const all = { ...options, challenge: bytes(options.challenge) };
		if (options.user) {
			all.user = { ...options.user, id: bytes(options.user.id) };
			all.excludeCredentials = options.excludeCredentials.map((one) => ({ ...one, id: bytes(one.id) }));
		}
		return all;
	}

	function encoded(made) {
		const answer = made.response;
		const response = { clientDataJSON: text(answer.clientDataJSON) };
		if (answer.attestationObject) {
			response.attestationObject = text(answer.attestationObject);
			response.transports = answer.getTransports ? answer.getTransports() : [];
		}
		else {
			response.authenticatorData = text(answer.authenticatorData);
			response.signature = text(answer.signature);
			response.userHandle = answer.userHandle ? text(answer.userHandle) : null;
		}
		return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response,
			clientExtensionResults: made.getClientExtensionResults(),
			authenticatorAttachment: made.authenticatorAttachment || undefined });
	}

	async function asked(form) {
		if (form.dataset.passkey === "create") {
			return JSON.parse(form.dataset.options);
		}
		const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-Requested-With": "fetch" },
			body: new URLSearchParams({ _csrf: form.elements._csrf.value }) });
		if (!answer.ok) {
			throw new Error("no options: " + answer.status);
		}
		return answer.json();
	}

	function send(form, made) {
		form.elements.credential.value = encoded(made);
		// It is good for one answer: a second press must not send it again.
		form.querySelector("button").disabled = true;
		form.requestSubmit();
	}

	// A name field that offers passkeys waits in the background; who presses the button ends that.
	let waiting = null;
	let pressed = false;
	async function offer(form) {
		const can = PublicKeyCredential.isConditionalMediationAvailable;
		if (form.dataset.passkey !== "get" || !can || !document.querySelector("input[autocomplete~=webauthn]")
				|| !await can.call(PublicKeyCredential) || pressed) {
			return;
		}
		waiting = new AbortController();
		try {
			const made = await navigator.credentials.get({ publicKey: decoded(await asked(form)), mediation: "conditional",
				signal: waiting.signal });
			if (made) {
				send(form, made);
			}
		}
		catch (e) {
			// Nobody chose one there; the button still works.
		}
	}

	async function ask(form) {
		const failed = form.querySelector("[data-failed]");
		const button = form.querySelector("button");
		failed.hidden = true;
		button.disabled = true;
		pressed = true;
		try {
			if (waiting) {
				waiting.abort();
			}
			const publicKey = decoded(await asked(form));
			const made = form.dataset.passkey === "create" ? await navigator.credentials.create({ publicKey })
				: await navigator.credentials.get({ publicKey });
			send(form, made);
		}
		catch (e) {
			button.disabled = false;
			failed.hidden = false;
		}
	}

	for (const form of document.querySelectorAll("form[data-passkey]")) {
		const usable = window.PublicKeyCredential && location.origin === form.dataset.origin;
		if (form.dataset.passkey === "get") {
			form.hidden = !usable;
		}
		else if (!usable) {
			form.querySelector("[data-failed]").hidden = false;
		}
		form.addEventListener("submit", (event) => {
			if (!form.elements.credential.value) {
				event.preventDefault();
				ask(form);
			}
		});
		if (usable) {
			offer(form);
		}
	}
	// Back from the next page: what was answered once is good for nothing.
	window.addEventListener("pageshow", (event) => {
		if (event.persisted) {
			document.querySelectorAll("form[data-passkey]").forEach((form) => {
				form.elements.credential.value = "";
				form.querySelector("button").disabled = false;
			});
		}
	});
})();
