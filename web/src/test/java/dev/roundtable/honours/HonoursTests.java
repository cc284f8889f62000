package dev.roundtable.honours;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class HonoursTests {

	private final World world;

	private final Medals medals;

	private final CheckIns checkIns;

	private final Honours honours;

	private final Once once;

	private final JdbcClient jdbc;

	HonoursTests(World world, Medals medals, CheckIns checkIns, Honours honours, Once once, JdbcClient jdbc) {
		this.world = world;
		this.medals = medals;
		this.checkIns = checkIns;
		this.honours = honours;
		this.once = once;
		this.jdbc = jdbc;
	}

	@Test
	void a_medal_says_what_it_is_for_and_who_gave_it_until_it_is_taken_back() {
		Viewer admin = this.world.somebody(Role.ADMINISTRATOR);
		String mei = this.world.mei.name();
		long id = this.medals.give(admin, OnceKey.NONE, mei, "Bug hunter", "🐛", "The crash nobody could find", null);
		this.medals.give(admin, OnceKey.NONE, mei, "Helper", null, "Answers", null);
		assertThat(shown(this.world.mei, null).medals()).extracting(Medals.Medal::name)
			.containsExactly("Helper", "Bug hunter");
		assertThat(shown(this.world.mei, null).medals().getLast()).satisfies((medal) -> {
			assertThat(medal.emoji()).isEqualTo("🐛");
			assertThat(medal.giver()).isEqualTo(admin.name());
		});
		this.medals.take(admin, OnceKey.NONE, this.world.jun.name(), id);
		assertThat(shown(this.world.mei, null).medals()).hasSize(2);
		this.medals.take(admin, OnceKey.NONE, mei, id);
		this.medals.take(admin, OnceKey.NONE, mei, id);
		assertThat(shown(this.world.mei, null).medals()).extracting(Medals.Medal::name).containsExactly("Helper");
	}

	@Test
	void nobody_but_administrators_gives_medals_and_each_has_a_name_and_a_reason() {
		for (Role role : List.of(Role.FAN, Role.ENGINEER, Role.MODERATOR)) {
			Viewer viewer = this.world.somebody(role);
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.medals.give(viewer, OnceKey.NONE, viewer.name(), "Mine", null, "Because", null));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.medals.take(viewer, OnceKey.NONE, viewer.name(), 1));
		}
		Viewer admin = this.world.somebody(Role.ADMINISTRATOR);
		String mei = this.world.mei.name();
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.medals.give(admin, OnceKey.NONE, mei, " ", null, "Because", null));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.medals.give(admin, OnceKey.NONE, mei, "X", null, null, null));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.medals.give(admin, OnceKey.NONE, mei, "X", "x".repeat(17), "Because", null));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.medals.give(admin, OnceKey.NONE, "nobody-of-that-name", "X", null, "Because", null));
	}

	@Test
	void one_checks_in_once_a_day_however_often_one_tries() throws InterruptedException {
		World.atOnce(8, Collections.nCopies(16, () -> {
			this.checkIns.checkIn(this.world.mei, OnceKey.NONE);
			return true;
		}));
		assertThat(shown(this.world.mei, this.world.mei).counts()).satisfies((counts) -> {
			assertThat(counts.days()).isEqualTo(1);
			assertThat(counts.today()).isTrue();
		});
	}

	@Test
	void a_day_begins_where_the_site_says() {
		SetClock clock = new SetClock();
		CheckIns shanghai = new CheckIns(this.jdbc, this.once,
				new HonourSettings(true, true, true, ZoneId.of("Asia/Shanghai")), clock);
		shanghai.checkIn(this.world.jun, OnceKey.NONE);
		clock.pass(Duration.ofHours(16).minusMinutes(1));
		shanghai.checkIn(this.world.jun, OnceKey.NONE);
		assertThat(shown(this.world.jun, null).counts().days()).isEqualTo(1);
		clock.pass(Duration.ofMinutes(1));
		shanghai.checkIn(this.world.jun, OnceKey.NONE);
		assertThat(shown(this.world.jun, null).counts().days()).isEqualTo(2);
	}

	@Test
	void a_page_offers_to_each_what_she_may_do() {
		Viewer admin = this.world.somebody(Role.ADMINISTRATOR);
		assertThat(shown(this.world.mei, this.world.mei).checksIn()).isTrue();
		assertThat(shown(this.world.mei, this.world.mei).gives()).isFalse();
		assertThat(shown(this.world.mei, this.world.jun).checksIn()).isFalse();
		assertThat(shown(this.world.mei, admin).gives()).isTrue();
		assertThat(shown(this.world.mei, null).level()).isEqualTo(new Level(1, 0, 10));
	}

	private Honours.OfAPerson shown(Viewer person, @Nullable Viewer viewer) {
		ProfilePart.Shown shown = this.honours.of(person.id(), person.name(), viewer);
		assertThat(shown).isNotNull();
		return (shown != null && shown.it() instanceof Honours.OfAPerson it) ? it
				: new Honours.OfAPerson("", null, new Honours.Counts(0, 0, 0, 0, false), List.of(), false, false);
	}

}
