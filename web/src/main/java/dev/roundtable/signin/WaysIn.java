package dev.roundtable.signin;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sees that nobody gives her last way in away. */
@Component
public class WaysIn {

	private final Accounts accounts;

	private final ObjectProvider<WayIn> others;

	WaysIn(Accounts accounts, ObjectProvider<WayIn> others) {
		this.accounts = accounts;
		this.others = others;
	}

	/**
	 * To be called in the transaction that takes one away, before it does; two at once
	 * wait for each other.
	 * @throws BadInput {@code way-in.last} on {@code current}
	 */
	public void refuseLast(AccountId account) {
		if (!this.accounts.hasPasswordLocked(account)
				&& this.others.stream().mapToLong((other) -> other.count(account)).sum() < 2) {
			throw new BadInput("current", "way-in.last");
		}
	}

}
