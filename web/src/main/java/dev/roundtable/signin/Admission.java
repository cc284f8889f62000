package dev.roundtable.signin;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * How new people come in here, from the room that keeps it. Whoever registers herself
 * passes it, with a password or with an account of another site; accounts that the house
 * makes (the set-up, administrators, an import) do not.
 */
public interface Admission {

	/** How. */
	enum Entry {

		/** Whoever wants to. */
		OPEN,

		/** Who has an invitation. */
		INVITED,

		/** Who says why, and was let in by a moderator. */
		APPROVED,

		/** Nobody. */
		CLOSED

	}

	/**
	 * What somebody shows who wants in, as it was typed.
	 *
	 * @param invitation a code, or the link with it
	 * @param statement why she wants to join
	 */
	record Shown(String invitation, String statement) {
	}

	/**
	 * What the page says, and asks for. Public for its template.
	 *
	 * @param invitation the code, empty where it lets nobody in
	 * @param inviter who hands it out, null where the site does
	 * @param approval whether she has to say why, and wait
	 * @param longest of what she says, in UTF-16 units
	 */
	record Terms(Entry entry, String invitation, @Nullable String inviter, boolean approval, String statement,
			int longest) {

		public boolean closed() {
			return this.entry == Entry.CLOSED;
		}

		/** Whether an invitation is needed and not there. */
		public boolean uninvited() {
			return this.entry == Entry.INVITED && this.invitation.isEmpty();
		}

	}

	/** How it stands with somebody who is not let in yet. Public for its template. */
	record Standing(boolean declined, String statement, @Nullable String reason, When asked) {
	}

	Terms terms(Shown shown);

	/**
	 * Looks before anything that costs is done.
	 * @throws BadInput on {@code form}, {@code invite} or {@code statement}
	 */
	void check(Shown shown);

	/**
	 * In the transaction that makes her account.
	 * @throws BadInput as {@link #check}, where it has become otherwise meanwhile
	 */
	void admit(AccountId account, Shown shown);

	/** Whether members hand out invitations of their own, for templates. */
	boolean membersInvite();

	/** Null for who may sign in. */
	@Nullable Standing standing(AccountId account);

	/** The right password of somebody who is not let in yet. */
	final class Waiting extends BadCredentialsException {

		private static final long serialVersionUID = 1L;

		private final transient Viewer viewer;

		private final transient Standing standing;

		Waiting(Viewer viewer, Standing standing) {
			super("not let in yet");
			this.viewer = viewer;
			this.standing = standing;
		}

		Viewer viewer() {
			return this.viewer;
		}

		Standing standing() {
			return this.standing;
		}

	}

}
