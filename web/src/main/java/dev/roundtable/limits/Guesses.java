package dev.roundtable.limits;

import java.time.Duration;
import java.util.List;

import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Which counters a sign-in and a registration pass. A stranger's guesses count for the
 * name in his network, for his network, and for the name over all networks. Who comes in
 * a browser in which she was signed in before is counted for herself alone, so that
 * nobody else's guesses keep her out.
 */
@Component
@EnableConfigurationProperties(GuessSettings.class)
public class Guesses {

	private final Tries tries;

	private final GuessSettings settings;

	Guesses(Tries tries, GuessSettings settings) {
		this.tries = tries;
		this.settings = settings;
	}

	/** One guess that was let in. */
	public record Guess(Tries.Counter own, List<Tries.Counter> all) {
	}

	/**
	 * @param knownBrowser the digest of a browser that this person was signed in before
	 * @throws TooManyAttempts when it came too soon
	 */
	public Guess begin(String name, String address, @Nullable String knownBrowser) {
		String key = AccountName.key(name);
		String network = Network.of(address);
		Guess guess;
		if (knownBrowser != null) {
			Tries.Counter own = Tries.Counter.of("browser " + knownBrowser + " " + key,
					this.settings.failuresPerPair() * 2, Duration.ofMinutes(5));
			guess = new Guess(own, List.of(own));
		}
		else {
			Tries.Counter own = Tries.Counter.of("guess " + network + " " + key, this.settings.failuresPerPair(),
					Duration.ofMinutes(10));
			guess = new Guess(own,
					List.of(own,
							Tries.Counter.of("name " + key, this.settings.failuresPerName(), Duration.ofMinutes(1)),
							Tries.Counter.of("network " + network, this.settings.failuresPerAddress(),
									Duration.ofSeconds(18))));
		}
		this.tries.begin(guess.all());
		return guess;
	}

	/** It was the right password. What others guessed stays counted. */
	public void right(Guess guess) {
		this.tries.giveBack(guess.all().stream().filter((counter) -> !counter.equals(guess.own())).toList());
		this.tries.forget(guess.own());
	}

	/**
	 * Counts one guess of a code, by somebody who knows the password: in his network, and
	 * over all networks so that many do not find it sooner. She herself, in a browser
	 * that she was signed in before, is counted apart, as with passwords.
	 * @param knownBrowser the digest of such a browser
	 * @throws TooManyAttempts when it came too soon
	 */
	public Guess beginCode(AccountId account, String address, @Nullable String knownBrowser) {
		Guess guess;
		if (knownBrowser != null) {
			Tries.Counter own = Tries.Counter.of("code browser " + knownBrowser + " " + account.value(),
					this.settings.failuresPerPair(), Duration.ofMinutes(10));
			guess = new Guess(own, List.of(own));
		}
		else {
			Tries.Counter own = Tries.Counter.of("code " + Network.of(address) + " " + account.value(),
					this.settings.failuresPerPair(), Duration.ofMinutes(10));
			guess = new Guess(own, List.of(own, Tries.Counter.of("code " + account.value(),
					this.settings.failuresPerName(), Duration.ofMinutes(10))));
		}
		this.tries.begin(guess.all());
		return guess;
	}

	/**
	 * @throws TooManyAttempts when too many registered from this network
	 */
	public void beginRegistration(String address) {
		this.tries.begin(List.of(registrations(address)));
	}

	/** It came to nothing. */
	public void giveBackRegistration(String address) {
		this.tries.giveBack(List.of(registrations(address)));
	}

	private Tries.Counter registrations(String address) {
		int most = this.settings.registrationsPerAddress();
		return Tries.Counter.steady("register " + Network.of(address), most, Duration.ofHours(1).dividedBy(most));
	}

}
