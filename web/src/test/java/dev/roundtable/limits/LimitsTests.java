package dev.roundtable.limits;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePace;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.World;
import dev.roundtable.trust.ByHand;
import dev.roundtable.trust.Trust;
import dev.roundtable.trust.TrustLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LimitsTests extends RoundtableTest {

	private static final Act ACT = Act.REPLY;

	private final SetClock clock = new SetClock();

	private final Limits limits;

	private final Accounts accounts;

	private final Rates rates;

	private final ByHand byHand;

	@Autowired
	LimitsTests(Rates rates, Trust trust, ByHand byHand, Accounts accounts) {
		this.accounts = accounts;
		this.rates = rates;
		this.byHand = byHand;
		this.limits = new Limits(new LimitSettings(true, null), rates, trust, this.clock);
	}

	@AfterEach
	void forgetRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	private static void from(String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
	}

	private Viewer somebody(String name, Role role) {
		return new Viewer(this.accounts.create(name, role), name, role);
	}

	private int spent(Viewer viewer, int tries) {
		int done = 0;
		for (int i = 0; i < tries; i++) {
			try {
				this.limits.spend(viewer, ACT);
				done++;
			}
			catch (TooManyAttempts refused) {
				assertThat(refused.seconds()).isPositive();
			}
		}
		return done;
	}

	@Test
	void a_newcomer_is_stopped_told_when_to_come_back_and_let_in_then() {
		from("192.0.2.1");
		Viewer fan = somebody("hasty_limit", Role.FAN);
		assertThat(spent(fan, 500)).isEqualTo(ACT.rate.newcomer());
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> this.limits.spend(fan, ACT))
			.satisfies((refused) -> {
				assertThat(refused.more()).isEqualTo("trust.level.BASIC");
				this.clock.pass(Duration.ofSeconds(refused.seconds()));
				this.limits.spend(fan, ACT);
			});
	}

	@Test
	void who_guesses_is_stopped_before_she_looks_and_who_finds_is_not() {
		from("192.0.2.40");
		int most = Act.INVITATION.rate.network();
		for (int i = 0; i < most * 2; i++) {
			assertThat(this.limits.guess(Act.INVITATION, () -> Optional.of("there"))).isPresent();
		}
		for (int i = 0; i < most; i++) {
			assertThat(this.limits.guess(Act.INVITATION, Optional::empty)).isEmpty();
		}
		assertThatExceptionOfType(TooManyAttempts.class)
			.isThrownBy(() -> this.limits.guess(Act.INVITATION, () -> Optional.of("there")));
		from("192.0.2.41");
		assertThat(this.limits.guess(Act.INVITATION, () -> Optional.of("there"))).isPresent();
	}

	@Test
	void one_person_stopped_is_nobody_elses_concern() {
		from("192.0.2.2");
		assertThat(spent(somebody("flooding_limit", Role.FAN), 500)).isEqualTo(ACT.rate.newcomer());
		assertThat(spent(somebody("patient_limit", Role.FAN), 1)).isOne();
	}

	@Test
	void many_accounts_of_one_network_share_its_limit() {
		int done = 0;
		for (int i = 0; i < 20; i++) {
			from("2001:db8:0:7::" + i);
			done += spent(somebody("sock_limit" + i, Role.FAN), 20);
		}
		assertThat(done).isEqualTo(ACT.rate.network());
		from("2001:db8:0:8::1");
		assertThat(spent(somebody("neighbour_limit", Role.FAN), 1)).isOne();
	}

	@Test
	void of_requests_at_once_exactly_as_many_pass_as_may() throws InterruptedException {
		Viewer fan = somebody("racing_limit", Role.FAN);
		Callable<Integer> reply = () -> {
			from("192.0.2.3");
			return spent(fan, 1);
		};
		List<Integer> done = World.atOnce(8, Collections.nCopies(200, reply));
		assertThat(done.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ACT.rate.newcomer());
	}

	@Test
	void age_alone_earns_no_trust() {
		from("127.0.0.1");
		Viewer fan = somebody("settled_limit", Role.FAN);
		this.jdbc.sql("update accounts set created_at = :old where id = :id")
			.param("old", this.clock.instant().minus(Duration.ofDays(9)).atOffset(ZoneOffset.UTC))
			.param("id", fan.id().value())
			.update();
		assertThat(spent(fan, 500)).isEqualTo(ACT.rate.newcomer());
	}

	@Test
	void each_level_of_trust_may_do_it_more_often() {
		from("127.0.0.1");
		Viewer moderator = somebody("raising_limit", Role.MODERATOR);
		for (TrustLevel level : List.of(TrustLevel.BASIC, TrustLevel.MEMBER, TrustLevel.REGULAR)) {
			Viewer fan = somebody("risen_limit_" + level, Role.FAN);
			this.byHand.fix(moderator, OnceKey.NONE, fan.id(), level, "for a test");
			int percent = (level == TrustLevel.BASIC) ? 100 : (level == TrustLevel.MEMBER) ? 150 : 200;
			assertThat(spent(fan, 500)).as(level.name()).isEqualTo(ACT.rate.regular() * percent / 100);
		}
	}

	@Test
	void a_program_of_the_team_and_an_import_are_not_hindered() {
		from("192.0.2.4");
		assertThat(spent(somebody("robot_limit", Role.ENGINEER), 20_000)).isEqualTo(20_000);
		RequestContextHolder.resetRequestAttributes();
		assertThat(spent(somebody("import_limit", Role.FAN), 1000)).isEqualTo(1000);
	}

	@Test
	void what_one_says_of_oneself_is_said_so_often_and_no_oftener() {
		from("192.0.2.6");
		Viewer fan = somebody("vain_limit", Role.FAN);
		ProfilePace pace = new PaceOfProfiles(this.limits);
		for (int i = 0; i < Act.PROFILE.rate.newcomer(); i++) {
			pace.spend(fan);
		}
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> pace.spend(fan));
	}

	@Test
	void what_an_administrator_chooses_holds_at_once_and_what_makes_no_sense_is_refused() {
		Browser admin = admin();
		assertThat(registered("limiting_fan").open("/admin/limits").statusCode()).isEqualTo(403);
		String page = admin.open("/admin/limits").body();
		assertThat(page).contains("name=\"REPLY.NEWCOMER\"", "value=\"" + ACT.rate.newcomer() + "\"")
			.as("every act has a name")
			.doesNotContain("??");
		String version = page.replaceFirst("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
		HttpResponse<String> refused = admin.submit("/admin/limits", "version", version, "REPLY.NEWCOMER", "0",
				"REPLY.NETWORK", "777");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("REPLY.NEWCOMER-error", "value=\"777\"");
		assertThat(admin.submit("/admin/limits", "version", version, "REPLY.NEWCOMER", "3").statusCode())
			.isEqualTo(302);
		try {
			from("192.0.2.7");
			assertThat(spent(somebody("less_limit", Role.FAN), 500)).isEqualTo(3);
			assertThat(admin.submit("/admin/limits", "version", version, "REPLY.NEWCOMER", "4").statusCode())
				.isEqualTo(409);
			assertThat(this.jdbc.sql("select count(*) from journal where action = 'changed limits'")
				.query(Integer.class)
				.single()).isOne();
		}
		finally {
			this.jdbc.sql("update limit_rates set rates = '', version = version + 1").update();
			this.rates.look();
		}
		assertThat(spent(somebody("as_before_limit", Role.FAN), 500)).isEqualTo(ACT.rate.newcomer());
	}

	@Test
	void a_reader_without_an_account_is_bounded_by_network() {
		from("192.0.2.5");
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> {
			for (int i = 0; i <= ACT.rate.network(); i++) {
				this.limits.spend(null, ACT);
			}
		});
	}

}
