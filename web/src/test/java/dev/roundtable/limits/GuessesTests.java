package dev.roundtable.limits;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.AccountId;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class GuessesTests {

	private static final GuessSettings SETTINGS = new GuessSettings(5, 50, 60, 20);

	private final SetClock clock = new SetClock();

	private final Guesses guesses;

	private final String name;

	private final AccountId mei;

	/** The first three numbers of an address that no other test has. */
	private final String network;

	GuessesTests(JdbcClient jdbc, PlatformTransactionManager transactions, World world) {
		this.guesses = new Guesses(new Tries(jdbc, this.clock, transactions), SETTINGS);
		this.name = world.mei.name();
		this.mei = world.mei.id();
		this.network = "net-" + world.board + "-";
	}

	private long waitFor(String from, String knownBrowser) {
		try {
			this.guesses.begin(this.name, from, knownBrowser);
			return 0;
		}
		catch (TooManyAttempts refused) {
			return refused.seconds();
		}
	}

	private long waitFor(String from) {
		try {
			this.guesses.begin(this.name, from, null);
			return 0;
		}
		catch (TooManyAttempts refused) {
			return refused.seconds();
		}
	}

	@Test
	void each_wrong_guess_beyond_the_free_ones_has_to_wait_twice_as_long() {
		String from = this.network + "1";
		for (int i = 0; i < 5; i++) {
			assertThat(waitFor(from)).isZero();
		}
		for (long expected : new long[] { 2, 4, 8, 16 }) {
			assertThat(waitFor(from)).isEqualTo(expected);
			this.clock.pass(Duration.ofSeconds(expected));
			assertThat(waitFor(from)).as("back at the second that was named").isZero();
		}
	}

	@Test
	void who_comes_to_a_node_whose_clock_is_behind_waits_no_longer() {
		String from = this.network + "9";
		assertThat(waitFor(from)).isZero();
		this.clock.pass(Duration.ofSeconds(-3));
		for (int i = 0; i < 4; i++) {
			assertThat(waitFor(from)).isZero();
		}
		assertThat(waitFor(from)).as("the free tries are used up").isEqualTo(2);
	}

	@Test
	void no_wait_is_longer_than_ten_minutes_and_an_hour_makes_good() {
		String from = this.network + "2";
		long wait = 0;
		for (int i = 0; i < 60; i++) {
			long next = waitFor(from);
			wait = Math.max(wait, next);
			this.clock.pass(Duration.ofSeconds(next));
		}
		assertThat(wait).isBetween(300L, 600L);
		this.clock.pass(Duration.ofHours(3));
		assertThat(waitFor(from)).isZero();
		assertThat(waitFor(from)).isZero();
	}

	@Test
	void what_a_stranger_guesses_keeps_nobody_out_of_her_own_network_or_browser() {
		for (int i = 0; i < 6; i++) {
			waitFor(this.network + "3");
		}
		assertThat(waitFor(this.network + "3")).isPositive();
		assertThat(waitFor(this.network + "4")).isZero();
	}

	@Test
	void a_guess_spread_over_many_networks_is_slowed_down_but_not_in_a_known_browser() {
		int passed = 0;
		for (int i = 0; i < 200; i++) {
			if (waitFor(this.network + "spread" + i) == 0) {
				passed++;
			}
		}
		assertThat(passed).isEqualTo(50);
		assertThat(waitFor(this.network + "home")).isPositive();
		assertThat(waitFor(this.network + "home", "her-browser-" + this.name)).isZero();
	}

	@Test
	void a_known_browser_that_is_stolen_guesses_no_faster() {
		int passed = 0;
		for (int i = 0; i < 50; i++) {
			if (waitFor(this.network + i, "stolen-" + this.name) == 0) {
				passed++;
			}
		}
		assertThat(passed).isEqualTo(10);
	}

	private long waitForCode(String from, @Nullable String knownBrowser) {
		try {
			this.guesses.beginCode(this.mei, from, knownBrowser);
			return 0;
		}
		catch (TooManyAttempts refused) {
			return refused.seconds();
		}
	}

	@Test
	void wrong_codes_of_a_stranger_keep_nobody_from_her_own_code() {
		for (int i = 0; i < 6; i++) {
			waitForCode(this.network + "c1", null);
		}
		assertThat(waitForCode(this.network + "c1", null)).isPositive();
		assertThat(waitForCode(this.network + "c2", null)).isZero();
		int passed = 0;
		for (int i = 0; i < 200; i++) {
			passed += (waitForCode(this.network + "codes" + i, null) == 0) ? 1 : 0;
		}
		assertThat(passed).as("many networks together find it no sooner").isBetween(40, 50);
		assertThat(waitForCode(this.network + "home", null)).isPositive();
		for (int i = 0; i < 5; i++) {
			assertThat(waitForCode(this.network + "home", "her-" + this.name)).isZero();
		}
		assertThat(waitForCode(this.network + "home", "her-" + this.name)).isPositive();
	}

	@Test
	void of_thirty_guesses_at_once_no_more_pass_than_may() throws InterruptedException {
		Callable<Boolean> guess = () -> waitFor(this.network + "5") == 0;
		assertThat(World.atOnce(8, Collections.nCopies(30, guess))).filteredOn((passed) -> passed).hasSize(5);
	}

	@Test
	void of_thirty_registrations_at_once_twenty_pass_and_one_that_failed_gives_its_place_back()
			throws InterruptedException {
		String from = this.network + "6";
		Callable<Boolean> register = () -> {
			try {
				this.guesses.beginRegistration(from);
				return true;
			}
			catch (TooManyAttempts refused) {
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(30, register))).filteredOn((passed) -> passed).hasSize(20);
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> this.guesses.beginRegistration(from));
		this.guesses.giveBackRegistration(from);
		this.guesses.beginRegistration(from);
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> this.guesses.beginRegistration(from));
	}

	@Test
	void the_right_password_takes_back_its_own_guess_and_no_others() {
		String from = this.network + "7";
		for (int i = 0; i < 4; i++) {
			waitFor(from);
		}
		this.guesses.right(this.guesses.begin(this.name, from, null));
		assertThat(List.of(waitFor(from), waitFor(from), waitFor(from), waitFor(from), waitFor(from))).containsOnly(0L);
		assertThat(waitFor(from)).isPositive();
	}

}
