package dev.roundtable.addresses;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.addresses.OneTimeLinks.Purpose;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class AddressesTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final Addresses addresses;

	private final OneTimeLinks links;

	private final JdbcClient jdbc;

	private final World world;

	private final MailAddress first;

	private final MailAddress second;

	AddressesTests(Addresses addresses, OneTimeLinks links, JdbcClient jdbc, World world) {
		this.addresses = addresses;
		this.links = links;
		this.jdbc = jdbc;
		this.world = world;
		this.first = MailAddress.of("to", "first@" + world.board + ".example");
		this.second = MailAddress.of("to", "second@" + world.board + ".example");
	}

	private Addresses.Used confirm(Viewer viewer, MailAddress address) {
		return this.addresses.confirm(OnceKey.NONE, link(viewer, Purpose.CONFIRM, address));
	}

	private String link(Viewer viewer, Purpose purpose, MailAddress address) {
		return this.links.make(viewer.id(), purpose, address.key(), DAY);
	}

	@Test
	void an_address_is_hers_once_she_used_the_link_and_not_before() {
		String token = link(this.world.mei, Purpose.CONFIRM, this.first);
		assertThat(this.addresses.of(this.world.mei.id())).isEmpty();
		assertThat(this.addresses.accountOf(this.first)).isEmpty();
		assertThat(this.addresses.waitingFor(this.world.mei.id())).hasValue(this.first);
		assertThat(this.addresses.confirm(OnceKey.NONE, token)).isEqualTo(Addresses.Used.DONE);
		assertThat(this.addresses.of(this.world.mei.id())).hasValue(this.first);
		assertThat(this.addresses.accountOf(this.first)).hasValue(this.world.mei.id());
		assertThat(this.addresses.waitingFor(this.world.mei.id())).isEmpty();
		assertThat(this.addresses.confirm(OnceKey.NONE, token)).isEqualTo(Addresses.Used.NOT_OPEN);
		assertThat(this.links.find(token, Purpose.CONFIRM).orElseThrow().state()).isEqualTo(OneTimeLinks.State.USED);
		assertThat(this.links.find(token, Purpose.RESET)).as("it is good for nothing else").isEmpty();
	}

	@Test
	void of_two_who_confirm_one_address_at_once_one_has_it() throws InterruptedException {
		String mei = link(this.world.mei, Purpose.CONFIRM, this.first);
		String jun = link(this.world.jun, Purpose.CONFIRM, this.first);
		List<Callable<Addresses.Used>> both = List.of(() -> this.addresses.confirm(OnceKey.NONE, mei),
				() -> this.addresses.confirm(OnceKey.NONE, jun));
		assertThat(World.atOnce(2, both)).containsExactlyInAnyOrder(Addresses.Used.DONE, Addresses.Used.TAKEN);
		assertThat(this.addresses.accountOf(this.first)).isPresent();
	}

	@Test
	void one_link_used_twice_at_once_is_used_once() throws InterruptedException {
		String token = link(this.world.mei, Purpose.CONFIRM, this.first);
		Callable<Addresses.Used> use = () -> this.addresses.confirm(OnceKey.NONE, token);
		assertThat(World.atOnce(2, List.of(use, use))).containsExactlyInAnyOrder(Addresses.Used.DONE,
				Addresses.Used.NOT_OPEN);
	}

	@Test
	void a_link_is_too_old_the_moment_its_time_is_over() {
		String token = link(this.world.mei, Purpose.CONFIRM, this.first);
		this.jdbc.sql("update one_time_links set expires_at = created_at where account_id = :id")
			.param("id", this.world.mei.id().value())
			.update();
		assertThat(this.links.find(token, Purpose.CONFIRM).orElseThrow().state()).isEqualTo(OneTimeLinks.State.OLD);
		assertThat(this.addresses.confirm(OnceKey.NONE, token)).isEqualTo(Addresses.Used.NOT_OPEN);
		assertThat(this.addresses.of(this.world.mei.id())).isEmpty();
	}

	@Test
	void a_change_is_undone_from_the_old_address_and_whoever_changed_it_cannot_undo_that() {
		confirm(this.world.mei, this.first);
		confirm(this.world.mei, this.second);
		assertThat(this.addresses.of(this.world.mei.id())).hasValue(this.second);
		String owner = link(this.world.mei, Purpose.UNDO, this.first);
		String thief = link(this.world.mei, Purpose.UNDO, this.second);
		String reset = link(this.world.mei, Purpose.RESET, this.second);
		assertThat(this.addresses.undo(OnceKey.NONE, owner)).isEqualTo(Addresses.Used.DONE);
		assertThat(this.addresses.of(this.world.mei.id())).hasValue(this.first);
		assertThat(this.addresses.undo(OnceKey.NONE, thief)).isEqualTo(Addresses.Used.NOT_OPEN);
		assertThat(this.links.find(reset, Purpose.RESET).orElseThrow().isOpen()).isFalse();
	}

	@Test
	void an_address_that_another_has_by_now_is_not_taken_from_her() {
		confirm(this.world.mei, this.first);
		confirm(this.world.mei, this.second);
		confirm(this.world.jun, this.first);
		assertThat(this.addresses.undo(OnceKey.NONE, link(this.world.mei, Purpose.UNDO, this.first)))
			.isEqualTo(Addresses.Used.TAKEN);
		assertThat(confirm(this.world.mei, this.first)).isEqualTo(Addresses.Used.TAKEN);
		assertThat(this.addresses.accountOf(this.first)).hasValue(this.world.jun.id());
		assertThat(this.addresses.of(this.world.mei.id())).hasValue(this.second);
	}

	@Test
	void an_address_is_removed_once() {
		confirm(this.world.mei, this.first);
		this.addresses.remove(this.world.mei, OnceKey.NONE);
		this.addresses.remove(this.world.mei, OnceKey.NONE);
		assertThat(this.addresses.of(this.world.mei.id())).isEmpty();
		assertThat(this.jdbc.sql("select count(*) from one_time_links where account_id = :id and purpose = 'UNDO'")
			.param("id", this.world.mei.id().value())
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	void one_box_gets_one_link_in_ten_minutes_and_five_a_day_whoever_asks() {
		assertThat(this.links.isEnough(this.world.mei.id(), Purpose.CONFIRM, this.first.key())).isFalse();
		link(this.world.mei, Purpose.CONFIRM, this.first);
		assertThat(this.links.isEnough(this.world.mei.id(), Purpose.CONFIRM, this.first.key())).isTrue();
		assertThat(this.links.isEnough(this.world.jun.id(), Purpose.CONFIRM, this.first.key())).isFalse();
		for (int i = 0; i < 3; i++) {
			link(this.world.fan(), Purpose.CONFIRM, this.first);
		}
		assertThat(this.links.isEnough(this.world.jun.id(), Purpose.CONFIRM, this.first.key())).isFalse();
		link(this.world.fan(), Purpose.CONFIRM, this.first);
		assertThat(this.links.isEnough(this.world.jun.id(), Purpose.CONFIRM, this.first.key())).isTrue();
		assertThat(this.links.isEnough(this.world.jun.id(), Purpose.CONFIRM, this.second.key())).isFalse();
	}

	@Test
	void without_a_mail_server_nobody_gives_an_address() {
		assertThat(this.addresses.offered()).isFalse();
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.addresses.ask(this.world.mei, OnceKey.NONE, this.first))
			.withMessage("address.off");
	}

}
