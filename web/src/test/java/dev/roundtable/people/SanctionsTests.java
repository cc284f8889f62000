package dev.roundtable.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class SanctionsTests {

	private final Sanctions sanctions;

	private final Viewers viewers;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final World world;

	private final TransactionTemplate transactions;

	private final Viewer moderator;

	SanctionsTests(Sanctions sanctions, Viewers viewers, JdbcClient jdbc, Clock clock, World world,
			TransactionTemplate transactions) {
		this.sanctions = sanctions;
		this.viewers = viewers;
		this.jdbc = jdbc;
		this.clock = clock;
		this.world = world;
		this.transactions = transactions;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	private Viewer now(Viewer person) {
		return Objects.requireNonNull(this.viewers.all(List.of(person.id().value())).get(person.id().value()));
	}

	private void suspend(Viewer by, Viewer person) {
		this.sanctions.impose(by, OnceKey.NONE, person.id(), Sanction.Kind.SUSPENDED, "Advertising.", null);
	}

	@Test
	void a_silenced_person_reads_and_writes_nothing_and_is_told_why() {
		Viewer engineer = this.world.somebody(Role.ENGINEER);
		Viewer administrator = this.world.somebody(Role.ADMINISTRATOR);
		this.sanctions.impose(administrator, OnceKey.NONE, engineer.id(), Sanction.Kind.SILENCED, "Rude.", null);
		Viewer silenced = now(engineer);
		assertThat(silenced.may(Capability.READ_TEAM)).isTrue();
		assertThat(silenced.may(Capability.CHANGE_TASKS)).isFalse();
		assertThat(Audiences.of(silenced).keys()).containsAll(Audiences.of(engineer).keys());
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> silenced.require(Capability.POST))
			.withMessage("error.sanction.silenced");
	}

	@Test
	void to_a_suspended_person_the_site_is_what_a_stranger_sees() {
		suspend(this.moderator, this.world.mei);
		Viewer suspended = now(this.world.mei);
		assertThat(Audiences.of(suspended).keys()).isEqualTo(Audiences.of(null).keys());
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> suspended.require(Capability.POST));
	}

	@Test
	void a_sanction_ends_by_itself() {
		Instant end = this.clock.instant().plus(Duration.ofHours(1));
		this.sanctions.impose(this.moderator, OnceKey.NONE, this.world.mei.id(), Sanction.Kind.SUSPENDED, "Rude.", end);
		assertThat(now(this.world.mei).may(Capability.POST)).isFalse();
		this.jdbc.sql("update sanctions set until_at = :past where account_id = :id")
			.param("past", this.clock.instant().minusMillis(1).atOffset(ZoneOffset.UTC))
			.param("id", this.world.mei.id().value())
			.update();
		assertThat(now(this.world.mei).may(Capability.POST)).isTrue();
		assertThat(this.sanctions.of(this.world.mei.id())).isEmpty();
	}

	@Test
	void a_sanction_is_taken_back_and_both_are_told_of() {
		suspend(this.moderator, this.world.mei);
		suspend(this.moderator, this.world.mei);
		this.sanctions.lift(this.moderator, OnceKey.NONE, this.world.mei.id(), Sanction.Kind.SILENCED);
		assertThat(this.sanctions.of(this.world.mei.id())).as("another kind holds").isPresent();
		this.sanctions.lift(this.moderator, OnceKey.NONE, this.world.mei.id(), Sanction.Kind.SUSPENDED);
		this.sanctions.lift(this.moderator, OnceKey.NONE, this.world.mei.id(), Sanction.Kind.SUSPENDED);
		assertThat(now(this.world.mei).sanction()).isNull();
		assertThat(now(this.world.mei).may(Capability.POST)).isTrue();
		assertThat(actions(this.world.mei)).containsExactly("joined", "suspended", "unsuspended");
	}

	private List<String> actions(Viewer person) {
		return this.jdbc.sql("select action from journal where subject = :subject order by id")
			.param("subject", "account-" + person.id().value())
			.query(String.class)
			.list();
	}

	@Test
	void who_is_being_written_of_is_sanctioned_without_waiting() {
		this.transactions.executeWithoutResult((_) -> {
			this.jdbc.sql("insert into name_looks (look, account_id) values (:look, :id)")
				.param("look", "look of " + this.world.mei.id().value())
				.param("id", this.world.mei.id().value())
				.update();
			assertThat(CompletableFuture.runAsync(() -> suspend(this.moderator, this.world.mei)))
				.succeedsWithin(Duration.ofSeconds(10));
		});
		assertThat(now(this.world.mei).may(Capability.POST)).isFalse();
	}

	@Test
	void nobody_sanctions_herself_nor_a_moderator_an_equal() {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> suspend(this.moderator, this.moderator))
			.withMessage("sanction.self");
		for (Role role : List.of(Role.ENGINEER, Role.MODERATOR, Role.ADMINISTRATOR)) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> suspend(this.moderator, this.world.somebody(role)))
				.withMessage("sanction.team");
		}
		for (Viewer nobody : List.of(this.world.jun, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> suspend(nobody, this.world.mei));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
					() -> this.sanctions.lift(nobody, OnceKey.NONE, this.world.mei.id(), Sanction.Kind.SUSPENDED));
		}
	}

	@Test
	void of_two_administrators_who_suspend_each_other_one_remains() throws InterruptedException {
		Viewer first = this.world.somebody(Role.ADMINISTRATOR);
		Viewer second = this.world.somebody(Role.ADMINISTRATOR);
		List<Callable<Boolean>> work = List.of(() -> suspends(first, second), () -> suspends(second, first));
		assertThat(World.atOnce(2, work)).containsExactlyInAnyOrder(true, false);
	}

	private boolean suspends(Viewer by, Viewer person) {
		try {
			suspend(by, person);
			return true;
		}
		catch (Sanctioned ex) {
			return false;
		}
	}

	@Test
	void twice_at_once_is_once() throws InterruptedException {
		Callable<Boolean> suspending = () -> suspends(this.moderator, this.world.mei);
		World.atOnce(4, Collections.nCopies(4, suspending));
		assertThat(actions(this.world.mei)).containsExactly("joined", "suspended");
	}

	@Test
	void a_sanction_needs_a_reason_and_an_end_that_lies_ahead() {
		Instant now = this.clock.instant();
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.sanctions.impose(this.moderator, OnceKey.NONE, this.world.mei.id(),
					Sanction.Kind.SUSPENDED, " ", null))
			.matches((bad) -> bad.field().equals("reason"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.sanctions.impose(this.moderator, OnceKey.NONE, this.world.mei.id(),
					Sanction.Kind.SUSPENDED, "x".repeat(Sanction.REASON + 1), null))
			.matches((bad) -> bad.field().equals("reason"));
		for (Instant end : List.of(now.minusSeconds(1), Instant.MAX)) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.sanctions.impose(this.moderator, OnceKey.NONE, this.world.mei.id(),
						Sanction.Kind.SUSPENDED, "Rude.", end))
				.matches((bad) -> bad.field().equals("until"));
		}
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.sanctions.impose(this.moderator, OnceKey.NONE,
				AccountId.of(Long.MAX_VALUE), Sanction.Kind.SUSPENDED, "Rude.", null));
	}

}
