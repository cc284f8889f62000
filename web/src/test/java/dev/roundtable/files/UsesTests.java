package dev.roundtable.files;

import java.awt.Color;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.Faces;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanctioned;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.PictureUrl;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Pictures are kept while somebody shows them, and no longer. */
@StoreTest
class UsesTests {

	private final ProfilePicture profile;

	private final Pictures pictures;

	private final Uses uses;

	private final Faces faces;

	private final PictureStore store;

	private final ErasedPictures erased;

	private final JdbcClient jdbc;

	private final PlatformTransactionManager transactions;

	private final World world;

	private int colour;

	UsesTests(ProfilePicture profile, Pictures pictures, Uses uses, Faces faces, PictureStore store,
			ErasedPictures erased, JdbcClient jdbc, PlatformTransactionManager transactions, World world) {
		this.profile = profile;
		this.pictures = pictures;
		this.uses = uses;
		this.faces = faces;
		this.store = store;
		this.erased = erased;
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.world = world;
		this.colour = world.board.hashCode();
	}

	/** Another one each time. */
	private byte[] photo() {
		this.colour += 0x10;
		return Photos.png(new Color(this.colour & 0xFFFFFF));
	}

	private static MultipartFile sent(byte[] photo) {
		return new MockMultipartFile("picture", photo);
	}

	private String shown(Viewer person, byte[] photo) {
		this.profile.show(person, OnceKey.NONE, sent(photo));
		return this.faces.of(person.id()).orElseThrow();
	}

	private boolean isThere(String name) throws IOException {
		return this.store.get(PictureUrl.file(name, 96)).isPresent()
				&& this.store.get(PictureUrl.file(name, 256)).isPresent();
	}

	private void sweep(Duration later) {
		new Sweeping(this.jdbc, this.store, this.transactions, Clock.offset(Clock.systemUTC(), later)).sweep();
	}

	private void within(Runnable work) {
		new TransactionTemplate(this.transactions).executeWithoutResult((_) -> work.run());
	}

	@Test
	void what_one_shows_no_more_is_there_for_a_day() throws IOException {
		String first = shown(this.world.mei, photo());
		String second = shown(this.world.mei, photo());
		sweep(Duration.ofHours(23));
		assertThat(isThere(first)).as("pages that were made before name it").isTrue();
		sweep(Duration.ofHours(25));
		assertThat(isThere(first)).isFalse();
		assertThat(isThere(second)).isTrue();
		sweep(Duration.ofDays(400));
		assertThat(isThere(second)).isTrue();
	}

	@Test
	void what_two_show_stays_until_both_are_gone() throws IOException {
		byte[] photo = photo();
		String name = shown(this.world.mei, photo);
		assertThat(shown(this.world.jun, photo)).isEqualTo(name);
		this.profile.remove(this.world.mei, OnceKey.NONE);
		sweep(Duration.ofDays(2));
		assertThat(isThere(name)).isTrue();
		this.profile.remove(this.world.jun, OnceKey.NONE);
		sweep(Duration.ZERO);
		assertThat(isThere(name)).as("who takes hers away means it").isFalse();
	}

	@Test
	void what_a_kill_left_behind_is_deleted_after_a_day() throws IOException {
		String name = this.pictures.take(photo(), Shape.FACE).name();
		sweep(Duration.ofHours(1));
		assertThat(isThere(name)).isTrue();
		sweep(Duration.ofDays(2));
		assertThat(isThere(name)).isFalse();
	}

	@Test
	void a_picture_that_was_deleted_comes_back_when_it_is_sent_again() throws IOException {
		byte[] photo = photo();
		Picture lost = this.pictures.take(photo, Shape.FACE);
		sweep(Duration.ofDays(2));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> within(() -> this.uses.show("test-" + this.world.board, lost)));
		assertThat(shown(this.world.mei, photo)).isEqualTo(lost.name());
		assertThat(isThere(lost.name())).isTrue();
	}

	@Test
	void two_who_exchange_theirs_do_not_wait_for_each_other() throws Exception {
		byte[] one = photo();
		byte[] other = photo();
		List<Callable<String>> work = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			boolean even = i % 2 == 0;
			work.add(() -> shown(this.world.mei, even ? one : other));
			work.add(() -> shown(this.world.jun, even ? other : one));
		}
		World.atOnce(4, work);
		for (Viewer person : List.of(this.world.mei, this.world.jun)) {
			assertThat(this.jdbc.sql("select picture from picture_uses where holder = ?")
				.param("account-" + person.id().value())
				.query(String.class)
				.single()).isEqualTo(this.faces.of(person.id()).orElseThrow());
		}
		assertThat(this.jdbc.sql("""
				select count(*) from pictures p where p.unused_since is null
				and not exists (select 1 from picture_uses u where u.picture = p.name)""").query(Long.class).single())
			.as("pictures that would stay for ever")
			.isZero();
	}

	@Test
	void one_who_sends_two_at_once_shows_one_of_them() throws Exception {
		Viewer fan = this.world.fan();
		Callable<String> send = () -> shown(fan, photo());
		World.atOnce(4, Collections.nCopies(6, send));
		assertThat(this.jdbc.sql("select picture from picture_uses where holder = ?")
			.param("account-" + fan.id().value())
			.query(String.class)
			.list()).containsExactly(this.faces.of(fan.id()).orElseThrow());
	}

	@Test
	void whoever_is_erased_has_no_picture_any_more() throws IOException {
		Viewer fan = this.world.fan();
		String name = shown(fan, photo());
		within(() -> this.erased.erase(new Erasure.Who(fan.id(), fan.name(), "gone", true), 0));
		sweep(Duration.ZERO);
		assertThat(isThere(name)).isFalse();
	}

	@Test
	void moderators_take_away_those_of_fans_and_nobody_else_does() {
		shown(this.world.mei, photo());
		shown(this.world.lin, photo());
		Viewer moderator = this.world.somebody(Role.MODERATOR);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
				() -> this.profile.takeAway(this.world.jun, OnceKey.NONE, this.world.mei.id(), "I do not like it"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.profile.takeAway(moderator, OnceKey.NONE, this.world.lin.id(), "Of the team"));
		this.profile.takeAway(moderator, OnceKey.NONE, this.world.mei.id(), "An advertisement");
		assertThat(this.faces.of(this.world.mei.id())).isEmpty();
		assertThat(this.faces.of(this.world.lin.id())).isPresent();
		assertThat(this.faces.whyGone(this.world.mei.id())).hasValue("An advertisement");
	}

	@Test
	void whoever_is_silenced_sends_nothing() {
		Viewer silenced = new Viewer(this.world.mei.id(), this.world.mei.name(), Role.FAN, java.util.Set.of(),
				new dev.roundtable.people.Sanction(dev.roundtable.people.Sanction.Kind.SILENCED, "A test", null), null);
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> shown(silenced, photo()));
	}

}
