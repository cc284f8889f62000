package dev.roundtable.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id, and which passwords are refused. */
@Component
class Passwords {

	private static final int MIN = 8;

	private static final int MAX = 200;

	private final Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

	// Each hash takes 16 MB and a core: a crowd at the door must not take the house down.
	private final Semaphore hashing = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

	private final Set<String> common = common();

	private final String nobodys = this.encoder.encode("nobody has this password");

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
	 * @throws BadInput on the field {@code password}: too short or long, common, or the
	 * name itself
	 */
	String hashNew(String name, @Nullable String password) {
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
		return hashing(() -> this.encoder.encode(password));
	}

	/**
	 * Whether this is the password behind the hash. Takes the same time when there is no
	 * such account.
	 */
	boolean matches(String password, @Nullable String hash) {
		String tried = (password.length() <= MAX) ? password : "";
		boolean matches = hashing(() -> this.encoder.matches(tried, (hash != null) ? hash : this.nobodys));
		return matches && hash != null;
	}

	private <T> T hashing(Supplier<T> work) {
		this.hashing.acquireUninterruptibly();
		try {
			return work.get();
		}
		finally {
			this.hashing.release();
		}
	}

}
