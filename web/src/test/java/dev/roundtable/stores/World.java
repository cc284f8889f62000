package dev.roundtable.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.TrustLevel;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A corner of the database for one test: its own board, and people who are nobody else's.
 * Mei and Jun are fans, Lin is an engineer.
 */
public final class World {

	private static final AtomicInteger CORNERS = new AtomicInteger();

	private final String corner = "corner" + CORNERS.incrementAndGet();

	private final Accounts accounts;

	private final JdbcClient jdbc;

	private final AtomicInteger people = new AtomicInteger();

	public final String board;

	public final Viewer mei;

	public final Viewer jun;

	public final Viewer lin;

	World(ApplicationContext application) {
		this.accounts = application.getBean(Accounts.class);
		this.jdbc = application.getBean(JdbcClient.class);
		this.board = application.getBean(BoardKeeping.class)
			.create(somebody(Role.ADMINISTRATOR), OnceKey.NONE, this.corner, this.corner, "")
			.slug()
			.value();
		this.mei = fan();
		this.jun = fan();
		this.lin = somebody(Role.ENGINEER);
	}

	public Viewer fan() {
		return somebody(Role.FAN);
	}

	public Viewer somebody(Role role) {
		String name = this.corner + "-" + this.people.incrementAndGet();
		return new Viewer(this.accounts.create(name, role), name, role);
	}

	/** Somebody of whom nobody asked yet how far she is trusted, and who came so far. */
	public Viewer trusted(Viewer fan, TrustLevel level) {
		this.jdbc.sql("insert into trust_people (account_id, earned, counted_at) values (?, ?, current_timestamp)")
			.params(fan.id().value(), level.number())
			.update();
		return fan;
	}

	/** Runs all of them at once and returns what they returned, in their order. */
	public static <T> List<T> atOnce(int threads, List<Callable<T>> work) throws InterruptedException {
		List<T> results = new ArrayList<>();
		try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
			for (Future<T> done : workers.invokeAll(work)) {
				results.add(done.get());
			}
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex.getCause());
		}
		return results;
	}

}
