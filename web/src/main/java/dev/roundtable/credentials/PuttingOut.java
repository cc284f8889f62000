package dev.roundtable.credentials;

import dev.roundtable.addresses.AddressRestored;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewers;
import dev.roundtable.tokens.ApiTokens;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Puts out whoever holds a cookie or a token of an account. */
@Component
class PuttingOut {

	private final SignIns signIns;

	private final ApiTokens tokens;

	private final SecondStep secondStep;

	private final Viewers viewers;

	PuttingOut(SignIns signIns, ApiTokens tokens, SecondStep secondStep, Viewers viewers) {
		this.secondStep = secondStep;
		this.signIns = signIns;
		this.tokens = tokens;
		this.viewers = viewers;
	}

	/** In the caller's transaction; after it, the caller tells {@link Viewers}. */
	void everybody(AccountId account) {
		this.signIns.endAll(account);
		this.tokens.revokeAll(account);
		this.secondStep.endAll(account);
	}

	@EventListener
	void restored(AddressRestored restored) {
		everybody(restored.account());
	}

	@TransactionalEventListener
	void forget(AddressRestored restored) {
		this.viewers.forget(restored.account());
	}

}
