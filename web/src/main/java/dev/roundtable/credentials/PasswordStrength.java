package dev.roundtable.credentials;

import java.util.List;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import dev.roundtable.people.AccountName;

/**
 * How many guesses a password stands. Knows words, names, dates, repeats, sequences and
 * walks over the keyboard, and that people begin with their own name.
 */
final class PasswordStrength {

	/**
	 * Ten to the power of this many guesses: out of reach for anyone who has to ask us
	 * each time.
	 */
	private static final double ENOUGH = 8;

	/** More is not looked at: the estimate takes longer than in proportion. */
	private static final int LOOKED_AT = 40;

	private final Zxcvbn zxcvbn = new Zxcvbn();

	boolean isGuessedSoon(String name, String password) {
		String beginning = password.substring(0, Math.min(password.length(), LOOKED_AT));
		Strength strength = this.zxcvbn.measure(beginning, List.of(name, AccountName.key(name), "roundtable"));
		return strength.getGuessesLog10() < ENOUGH;
	}

}
