package dev.roundtable.credentials;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.AccountName;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id, and which passwords are refused. */
@Component
public class Passwords {

	public static final int MIN = 8;

	public static final int MAX = 200;

	private static final String ARGON2 = "argon2@SpringSecurity_v5_8";

	/** Whoever waits behind so many others is asked to come back instead. */
	private static final int MOST_WAITING = 24;

	private final DelegatingPasswordEncoder encoder = encoder();

	// Each hash takes 16 MB and a core: a crowd at the door must not take the house down,
	// nor hold the threads that pages need.
	private final Semaphore hashing = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

	private final Semaphore waiting = new Semaphore(MOST_WAITING);

	private final PasswordStrength strength = new PasswordStrength();

	private final Set<String> common = common();

	private final String nobodys = this.encoder.encode("nobody has this password");

	/** Hashes say how they were made; those from before say nothing and are Argon2. */
	private static DelegatingPasswordEncoder encoder() {
		PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
		DelegatingPasswordEncoder encoder = new DelegatingPasswordEncoder(ARGON2, Map.of(ARGON2, argon2));
		encoder.setDefaultPasswordEncoderForMatches(argon2);
		return encoder;
	}

	private static Set<String> common() {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(
				new ClassPathResource("passwords/common.txt").getInputStream(), StandardCharsets.UTF_8))) {
			return lines.lines().filter((line) -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The hash of a new password.
	 * @throws BadInput on the field {@code password}: too short or long, common, the name
	 * itself, or made so that it is guessed soon
	 */
	public String hashNew(String name, @Nullable String password) {
		String checked = check(name, password);
		return hashing(() -> {
			if (this.strength.isGuessedSoon(name, checked)) {
				throw new BadInput("password", "password.weak");
			}
			return this.encoder.encode(checked);
		});
	}

	/**
	 * What a glance tells of a new password, before anything is computed.
	 * @throws BadInput on the field {@code password}
	 */
	public String check(String name, @Nullable String password) {
		if (password == null || password.codePointCount(0, password.length()) < MIN) {
			throw new BadInput("password", "password.short", MIN);
		}
		if (password.length() > MAX) {
			throw new BadInput("password", "password.long", MAX);
		}
		if (this.common.contains(password.toLowerCase(Locale.ROOT)) || password.chars().distinct().count() < 3) {
			throw new BadInput("password", "password.common");
		}
		if (AccountName.key(password).equals(AccountName.key(name))) {
			throw new BadInput("password", "password.name");
		}
		return password;
	}

	/** The hash of a password that has been taken before. */
	public String hash(String password) {
		return hashing(() -> this.encoder.encode(password));
	}

	/** Whether a hash should be made anew when its password is at hand. */
	public boolean isOutdated(String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

	/**
	 * Whether this is the password behind the hash. Takes the same time when there is no
	 * such account.
	 */
	public boolean matches(String password, @Nullable String hash) {
		String tried = (password.length() <= MAX) ? password : "";
		boolean matches = hashing(() -> this.encoder.matches(tried, (hash != null) ? hash : this.nobodys));
		return matches && hash != null;
	}

	private <T> T hashing(Supplier<T> work) {
		if (!this.waiting.tryAcquire()) {
			throw new TooManyAttempts(Duration.ofSeconds(3));
		}
		try {
			this.hashing.acquireUninterruptibly();
			try {
				return work.get();
			}
			finally {
				this.hashing.release();
			}
		}
		finally {
			this.waiting.release();
		}
	}

}
