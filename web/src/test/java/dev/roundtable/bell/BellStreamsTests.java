package dev.roundtable.bell;

import java.time.Duration;
import java.time.OffsetDateTime;

import dev.roundtable.http.Secret;
import dev.roundtable.notifications.UnreadCounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class BellStreamsTests {

	private static final BellSettings SETTINGS = new BellSettings(2, 3, Duration.ofMinutes(5), Duration.ofSeconds(20));

	private final World world;

	private final UnreadCounts counts;

	private final JdbcClient jdbc;

	private final SetClock clock = new SetClock();

	BellStreamsTests(World world, UnreadCounts counts, JdbcClient jdbc) {
		this.world = world;
		this.counts = counts;
		this.jdbc = jdbc;
	}

	@Test
	void a_stream_ends_after_some_minutes_and_there_is_no_room_beyond_the_bounds() {
		LiveBell bell = new LiveBell(this.counts, new OpenSignIns(this.jdbc, this.clock), SETTINGS, this.clock);
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
		assertThat(bell.listen(this.world.jun, from(this.world.jun)).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(bell.listen(this.world.lin, from(this.world.lin)).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
		this.clock.pass(Duration.ofMinutes(5).minusMillis(1));
		bell.ring();
		assertThat(bell.open()).isEqualTo(3);
		this.clock.pass(Duration.ofMillis(1));
		bell.ring();
		assertThat(bell.open()).isZero();
		assertThat(bell.listen(this.world.lin, from(this.world.lin)).getStatusCode()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void a_server_that_stops_ends_its_streams_and_opens_none() {
		LiveBell bell = new LiveBell(this.counts, new OpenSignIns(this.jdbc, this.clock), SETTINGS, this.clock);
		bell.listen(this.world.mei, from(this.world.mei));
		try (StaticApplicationContext context = new StaticApplicationContext()) {
			bell.close(new ContextClosedEvent(context));
		}
		bell.ring();
		assertThat(bell.open()).isZero();
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
	}

	/** Of a browser in which she is signed in. */
	private MockHttpServletRequest from(Viewer viewer) {
		String token = Secret.random();
		this.jdbc.sql("""
				insert into sign_ins (token_hash, account_id, created_at, expires_at)
				values (:hash, :account, :now, :expires)""")
			.param("hash", Secret.digest(token))
			.param("account", viewer.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("expires", OffsetDateTime.now(this.clock).plusDays(1))
			.update();
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("rt_session", token));
		return request;
	}

}
