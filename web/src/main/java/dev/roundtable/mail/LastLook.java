package dev.roundtable.mail;

/**
 * Says whether a mail may still go, from the room that queued it: it may have waited for
 * days, and what it tells may be nobody's business by now.
 */
@FunctionalInterface
public interface LastLook {

	/**
	 * Outside any transaction.
	 * @param about as {@link Letter#about} has it
	 */
	boolean mayGo(String about, MailAddress to);

}
