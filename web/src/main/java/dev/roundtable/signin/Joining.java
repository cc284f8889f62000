package dev.roundtable.signin;

import java.util.function.Consumer;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Guesses;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.WordList;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** New people who come with something else than a password. */
@Component
public class Joining {

	private final Accounts accounts;

	private final Addresses addresses;

	private final Admission admission;

	private final Guesses guesses;

	private final WordList words;

	private final Once once;

	Joining(Accounts accounts, Addresses addresses, Admission admission, Guesses guesses, WordList words, Once once) {
		this.words = words;
		this.admission = admission;
		this.accounts = accounts;
		this.addresses = addresses;
		this.guesses = guesses;
		this.once = once;
	}

	/** What was typed for one, null where none is needed and none was given. */
	@Nullable MailAddress address(String typed) {
		boolean wanted = this.addresses.required() || (this.addresses.offered() && !typed.isBlank());
		return wanted ? MailAddress.of("address", typed) : null;
	}

	/**
	 * @param address to which a link is mailed; it is hers when she used that
	 * @param shown what lets her in
	 * @param network from which she comes
	 * @param way writes with what she comes, in the same transaction
	 * @throws BadInput on {@code name} or {@code address}; {@code name.taken};
	 * {@code name.word}; what {@link Admission} refuses
	 * @throws dev.roundtable.http.TooManyAttempts when too many came from that network
	 */
	public AccountId join(OnceKey key, String name, String address, Admission.Shown shown, String network,
			Consumer<AccountId> way) {
		String checked = AccountName.check(name);
		this.words.refuseName(checked);
		MailAddress given = address(address);
		this.admission.check(shown);
		this.guesses.beginRegistration(network);
		boolean made = false;
		try {
			AccountId account = this.once.write(key.asking("join", checked), () -> {
				AccountId joined = this.accounts.join(checked, null, Role.FAN);
				way.accept(joined);
				this.admission.admit(joined, shown);
				if (given != null) {
					this.addresses.giveTo(joined, checked, given);
				}
				return joined;
			}, AccountId::value, (_) -> {
				// Somebody else's key: what she made herself, the caller has found.
				throw new BadInput("name", "name.taken");
			});
			made = true;
			return account;
		}
		finally {
			if (!made) {
				this.guesses.giveBackRegistration(network);
			}
		}
	}

}
