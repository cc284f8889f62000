package dev.roundtable.appeals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.moderation.DecidesForOneself;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Waiting;
import dev.roundtable.site.WaitingCounts;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whoever is silenced or suspended is heard once. */
@StoreTest
class AppealsTests {

	private final Appeals appeals;

	private final Sanctions sanctions;

	private final World world;

	private final Viewer zhou;

	private final Viewer wu;

	private final WaitingCounts counts;

	AppealsTests(Appeals appeals, Sanctions sanctions, World world, WaitingCounts counts) {
		this.counts = counts;
		this.appeals = appeals;
		this.sanctions = sanctions;
		this.world = world;
		this.zhou = world.somebody(Role.MODERATOR);
		this.wu = world.somebody(Role.MODERATOR);
	}

	private void impose(Viewer fan, Sanction.Kind kind) {
		this.sanctions.impose(this.zhou, OnceKey.NONE, fan.id(), kind, "Shouting",
				Instant.now().plus(Duration.ofDays(7)));
	}

	private long appeal(Viewer fan, String text) {
		this.appeals.appeal(fan, OnceKey.NONE, text);
		return this.appeals.of(fan).getFirst().id();
	}

	private Sanction.Kind held(AccountId account) {
		return this.sanctions.of(account).orElseThrow().kind();
	}

	@Test
	void against_each_sanction_she_says_something_once_and_against_nothing_nothing() {
		Viewer fan = this.world.fan();
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> appeal(fan, "But why?")).withMessage("appeal.none");
		impose(fan, Sanction.Kind.SILENCED);
		for (String wrong : new String[] { "", " ", "字".repeat(Appeals.TEXT + 1) }) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> appeal(fan, wrong))
				.matches((bad) -> bad.field().equals("text"));
		}
		appeal(fan, "字".repeat(Appeals.TEXT));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> appeal(fan, "And another thing"))
			.withMessage("appeal.again");
		assertThat(waiting()).isPositive();
		impose(fan, Sanction.Kind.SUSPENDED);
		assertThat(this.appeals.current(fan)).isNull();
		appeal(fan, "This is another one");
		List<Appeal> hers = this.appeals.of(fan);
		assertThat(hers).hasSize(2);
		CursorPage<Appeal> page = this.appeals.of(fan, null, 1);
		assertThat(page.items()).containsExactly(hers.getFirst());
		assertThat(this.appeals.of(fan, page.next(), 1)).isEqualTo(new CursorPage<>(hers.subList(1, 2), null));
	}

	@Test
	void what_is_lifted_ends_and_what_is_kept_stays_and_both_are_decided_once() {
		Viewer lucky = this.world.fan();
		Viewer other = this.world.fan();
		impose(lucky, Sanction.Kind.SUSPENDED);
		impose(other, Sanction.Kind.SILENCED);
		long first = appeal(lucky, "It was my brother");
		long second = appeal(other, "It was my cat");
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.appeals.decide(this.wu, OnceKey.NONE, first, true, " "))
			.matches((bad) -> bad.field().equals("reason"));
		this.appeals.decide(this.wu, OnceKey.NONE, first, true, "We believe you");
		this.appeals.decide(this.wu, OnceKey.NONE, second, false, "We know your cat");
		assertThat(this.sanctions.of(lucky.id())).isEmpty();
		assertThat(held(other.id())).isEqualTo(Sanction.Kind.SILENCED);
		assertThat(this.appeals.of(lucky).getFirst().answer()).isEqualTo("We believe you");
		assertThat(this.appeals.current(other)).matches((one) -> one != null && one.state().equals("kept"));
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.appeals.decide(this.zhou, OnceKey.NONE, second, true, "Late"));
		assertThat(held(other.id())).isEqualTo(Sanction.Kind.SILENCED);
	}

	@Test
	void an_appeal_against_what_ended_lifts_nothing_that_came_later() {
		Viewer fan = this.world.fan();
		impose(fan, Sanction.Kind.SILENCED);
		long old = appeal(fan, "I did not mean it");
		this.sanctions.lift(this.zhou, OnceKey.NONE, fan.id(), Sanction.Kind.SILENCED);
		impose(fan, Sanction.Kind.SILENCED);
		this.appeals.decide(this.wu, OnceKey.NONE, old, true, "Fine");
		assertThat(held(fan.id())).isEqualTo(Sanction.Kind.SILENCED);
	}

	@Test
	void moderators_alone_read_and_decide_and_nobody_her_own() {
		Viewer fan = this.world.fan();
		impose(fan, Sanction.Kind.SILENCED);
		long id = appeal(fan, "Hear me");
		for (Viewer stranger : new Viewer[] { fan, this.world.lin }) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.appeals.page(stranger, false, null, 5));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.appeals.decide(stranger, OnceKey.NONE, id, true, "Me"));
		}
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.appeals.decide(this.wu, OnceKey.NONE, 987654321, true, "Nothing"));
		Viewer ada = this.world.somebody(Role.ADMINISTRATOR);
		this.sanctions.impose(ada, OnceKey.NONE, this.wu.id(), Sanction.Kind.SILENCED, "Shouting", null);
		long own = appeal(this.wu, "I shout for the house");
		assertThatExceptionOfType(DecidesForOneself.class)
			.isThrownBy(() -> this.appeals.decide(this.wu, OnceKey.NONE, own, true, "Me"));
		assertThatExceptionOfType(BadInput.class).as("who is of the team is an administrator's")
			.isThrownBy(() -> this.appeals.decide(this.zhou, OnceKey.NONE, own, true, "Friend"))
			.matches((bad) -> bad.field().equals("name"));
	}

	private int waiting() {
		return this.counts.of(List.of(new Waiting(new AppealsController.AppealsQueue().open(), Map.of())), 1000)
			.getFirst();
	}

}
