package dev.roundtable.passkeys;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.signin.Entrance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with a passkey: it is the password and the second step at once. */
@Controller
@RequestMapping("/sign-in/passkey")
class PasskeySignInController {

	private final Passkeys passkeys;

	private final Entrance entrance;

	private final Limits limits;

	private final Messages messages;

	PasskeySignInController(Passkeys passkeys, Entrance entrance, Limits limits, Messages messages) {
		this.passkeys = passkeys;
		this.entrance = entrance;
		this.limits = limits;
		this.messages = messages;
	}

	/** What the device is asked, for the script of the sign-in page. */
	@PostMapping("/options")
	ResponseEntity<Options.Get> options() {
		this.limits.spend(null, Act.PASSKEY);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.passkeys.challenge());
	}

	@PostMapping
	Object signIn(@RequestParam(defaultValue = "") String credential,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			this.limits.spend(null, Act.PASSKEY);
			AccountId account = this.passkeys.use(credential);
			return this.entrance.enter(account, Entrance.Steps.BOTH, next, request, response);
		}
		catch (BadInput | TooManyAttempts ex) {
			return this.entrance.refuse(this.messages.refused(ex, response), next, request, response);
		}
	}

}
