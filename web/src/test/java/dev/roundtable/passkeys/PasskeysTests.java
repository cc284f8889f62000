package dev.roundtable.passkeys;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class PasskeysTests {

	private final Passkeys passkeys;

	private final Ceremony ceremony;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer mei;

	PasskeysTests(Passkeys passkeys, Ceremony ceremony, JdbcClient jdbc, World world) {
		this.passkeys = passkeys;
		this.ceremony = ceremony;
		this.jdbc = jdbc;
		this.world = world;
		this.mei = world.fan();
		// So that a passkey is not her only way in.
		jdbc.sql("update accounts set password_hash = 'x' where id = ?").param(this.mei.id().value()).update();
	}

	private Authenticator device() {
		return new Authenticator(this.ceremony.origin(), this.ceremony.host());
	}

	private Authenticator added(Viewer viewer) {
		Authenticator device = device();
		Options.Create options = this.passkeys.begin(viewer, "Site", "Phone");
		device.handle = options.user().id();
		this.passkeys.add(viewer, OnceKey.NONE, "Phone", device.create(options.challenge()));
		device.uses++;
		return device;
	}

	private String challenge() {
		return this.passkeys.challenge().challenge();
	}

	private void refused(String code, Runnable use) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(use::run).withMessage(code);
	}

	@Test
	void whoever_has_it_is_known_by_it_and_it_is_told_when_that_was() {
		Authenticator device = added(this.mei);
		assertThat(this.passkeys.of(this.mei.id())).singleElement().satisfies((shown) -> {
			assertThat(shown.name()).isEqualTo("Phone");
			assertThat(shown.lastUsed()).isNull();
		});
		assertThat(this.passkeys.use(device.get(challenge()))).isEqualTo(this.mei.id());
		assertThat(this.passkeys.of(this.mei.id())).singleElement()
			.satisfies((shown) -> assertThat(shown.lastUsed()).isNotNull());
		// Some keep no count at all.
		Authenticator uncounted = device();
		Options.Create options = this.passkeys.begin(this.mei, "Site", "Tablet");
		uncounted.handle = options.user().id();
		uncounted.uses = 0;
		this.passkeys.add(this.mei, OnceKey.NONE, "Tablet", uncounted.create(options.challenge()));
		assertThat(this.passkeys.use(uncounted.get(challenge()))).isEqualTo(this.mei.id());
		assertThat(this.passkeys.use(uncounted.get(challenge()))).isEqualTo(this.mei.id());
	}

	@Test
	void what_was_signed_for_another_site_by_nobody_or_for_somebody_else_opens_nothing() {
		Authenticator jun = added(this.world.jun);
		List<Consumer<Authenticator>> lies = List.of((device) -> device.origin = "https://roundtable.example",
				(device) -> device.origin = device.origin + ".evil.example", (device) -> device.site = "evil.example",
				(device) -> device.flags = 0x01, (device) -> device.flags = 0x04, (device) -> device.flags = 0,
				(device) -> device.handle = jun.handle, (device) -> device.handle = "");
		for (Consumer<Authenticator> lie : lies) {
			Authenticator device = added(this.mei);
			lie.accept(device);
			refused("passkey.refused", () -> this.passkeys.use(device.get(challenge())));
		}
		for (Consumer<Authenticator> lie : lies.subList(0, 6)) {
			Authenticator device = device();
			lie.accept(device);
			String challenge = this.passkeys.begin(this.mei, "Site", "Phone").challenge();
			refused("passkey.refused",
					() -> this.passkeys.add(this.mei, OnceKey.NONE, "Phone", device.create(challenge)));
		}
	}

	@Test
	void a_key_that_is_not_the_one_that_was_kept_opens_nothing() {
		Authenticator hers = added(this.mei);
		Authenticator other = added(this.mei);
		String answer = hers.get(challenge());
		String forged = answer.replaceAll("\"signature\":\"[^\"]+\"",
				"\"signature\":\"" + other.get(challenge()).replaceAll(".*\"signature\":\"([^\"]+)\".*", "$1") + "\"");
		refused("passkey.refused", () -> this.passkeys.use(forged));
		refused("passkey.unknown", () -> this.passkeys.use(device().get(challenge())));
	}

	@Test
	void an_answer_is_taken_once_even_at_once_and_none_to_what_was_not_asked() throws InterruptedException {
		Authenticator device = added(this.mei);
		String answer = device.get(challenge());
		Callable<Boolean> use = () -> {
			try {
				this.passkeys.use(answer);
				return true;
			}
			catch (BadInput refused) {
				return false;
			}
		};
		assertThat(World.atOnce(4, List.of(use, use, use, use))).filteredOn((passed) -> passed).hasSize(1);
		refused("passkey.late", () -> this.passkeys.use(answer));
		device.uses++;
		refused("passkey.late", () -> this.passkeys.use(device.get("bm90IGFza2VkIGZvciBieSBhbnlib2R5IGhlcmUsIGV2ZXI")));
		// Made for a new passkey, it signs nobody in, and the other way round.
		String forNew = this.passkeys.begin(this.mei, "Site", "Phone").challenge();
		refused("passkey.late", () -> this.passkeys.use(device.get(forNew)));
		String forSignIn = challenge();
		refused("passkey.late", () -> this.passkeys.add(this.mei, OnceKey.NONE, "Phone", device().create(forSignIn)));
		String forJun = this.passkeys.begin(this.world.jun, "Site", "Phone").challenge();
		refused("passkey.late", () -> this.passkeys.add(this.mei, OnceKey.NONE, "Phone", device().create(forJun)));
	}

	@Test
	void what_was_asked_some_minutes_ago_is_not_answered_any_more() {
		SetClock clock = new SetClock();
		Challenges challenges = new Challenges(this.jdbc, clock);
		String early = challenges.make(this.mei.id());
		String late = challenges.make(this.mei.id());
		clock.pass(Challenges.VALID.minusMillis(1));
		assertThat(challenges.take(early, this.mei.id())).isTrue();
		clock.pass(Duration.ofMillis(1));
		assertThat(challenges.take(late, this.mei.id())).isFalse();
	}

	@Test
	void a_copy_that_is_behind_opens_nothing() {
		Authenticator device = added(this.mei);
		device.uses = 7;
		this.passkeys.use(device.get(challenge()));
		for (int behind : new int[] { 7, 6, 0 }) {
			device.uses = behind;
			refused("passkey.refused", () -> this.passkeys.use(device.get(challenge())));
		}
		device.uses = 8;
		assertThat(this.passkeys.use(device.get(challenge()))).isEqualTo(this.mei.id());
	}

	@Test
	void what_is_no_answer_of_a_device_is_refused_and_breaks_nothing() {
		String good = added(this.mei).get(challenge());
		for (String bad : List.of("", "null", "[]", "{}", "\"x\"", "{\"id\":1}", "{\"response\":{}}",
				"x".repeat(20_000), good.substring(0, 100),
				good.replaceAll("\"clientDataJSON\":\"[^\"]+\"", "\"clientDataJSON\":\"e30\""),
				good.replaceAll("\"authenticatorData\":\"[^\"]+\"", "\"authenticatorData\":\"AAAA\""),
				"[".repeat(15_000))) {
			assertThatExceptionOfType(BadInput.class).as(bad).isThrownBy(() -> this.passkeys.use(bad));
			assertThatExceptionOfType(BadInput.class).as(bad)
				.isThrownBy(() -> this.passkeys.add(this.mei, OnceKey.NONE, "Phone", bad));
		}
	}

	@Test
	void one_device_is_not_added_twice_and_twenty_are_enough() throws InterruptedException {
		Authenticator device = added(this.mei);
		String again = this.passkeys.begin(this.mei, "Site", "Phone").challenge();
		refused("passkey.known", () -> this.passkeys.add(this.mei, OnceKey.NONE, "Phone", device.create(again)));
		for (int i = 1; i < Passkeys.MOST - 1; i++) {
			added(this.mei);
		}
		List<Callable<Boolean>> atOnce = java.util.stream.IntStream.range(0, 4)
			.mapToObj((_) -> this.passkeys.begin(this.mei, "Site", "Last").challenge())
			.<Callable<Boolean>>map((challenge) -> () -> {
				try {
					this.passkeys.add(this.mei, OnceKey.NONE, "Last", device().create(challenge));
					return true;
				}
				catch (BadInput most) {
					return false;
				}
			})
			.toList();
		assertThat(World.atOnce(4, atOnce)).filteredOn((added) -> added).hasSize(1);
		refused("passkey.most", () -> this.passkeys.begin(this.mei, "Site", "Phone"));
	}

	@Test
	void it_is_removed_by_its_owner_alone_and_the_last_way_in_stays() {
		Authenticator device = added(this.mei);
		long id = this.passkeys.of(this.mei.id()).getFirst().id();
		this.jdbc.sql("update accounts set password_hash = 'x' where id = ?")
			.param(this.world.lin.id().value())
			.update();
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.passkeys.remove(this.world.lin, OnceKey.NONE, id));
		assertThat(this.passkeys.has(this.mei.id())).isTrue();
		this.passkeys.remove(this.mei, OnceKey.NONE, id);
		refused("passkey.unknown", () -> this.passkeys.use(device.get(challenge())));
		Viewer without = this.world.fan();
		added(without);
		added(without);
		List<Long> ids = this.passkeys.of(without.id()).stream().map(Passkeys.Shown::id).toList();
		this.passkeys.remove(without, OnceKey.NONE, ids.getFirst());
		refused("way-in.last", () -> this.passkeys.remove(without, OnceKey.NONE, ids.getLast()));
	}

	@Test
	void of_two_that_are_removed_at_once_one_stays_where_there_is_no_password() throws InterruptedException {
		Viewer without = this.world.fan();
		added(without);
		added(without);
		AccountId account = without.id();
		List<Callable<Boolean>> both = this.passkeys.of(account).stream().<Callable<Boolean>>map((shown) -> () -> {
			try {
				this.passkeys.remove(without, OnceKey.NONE, shown.id());
				return true;
			}
			catch (BadInput last) {
				return false;
			}
		}).toList();
		assertThat(World.atOnce(2, both)).containsExactlyInAnyOrder(true, false);
		assertThat(this.passkeys.count(account)).isEqualTo(1);
	}

}
