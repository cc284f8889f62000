package dev.roundtable.tracking;

import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.secrets.SecretUnreadable;
import dev.roundtable.secrets.Secrets;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * What administrators decided about each connection. Token and secret go in and come out
 * for the tracker alone: they are kept sealed, and nothing here shows them.
 */
@Component
public class Connections {

	/** UTF-16 units. */
	public static final int URL = 500;

	public static final int TOKEN = 1000;

	private static final int OPTION = 20;

	private static final String HIDDEN = "…";

	private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

	private final JdbcClient jdbc;

	private final Secrets secrets;

	private final Accounts accounts;

	private final ConnectionStates states;

	private final Errands errands;

	private final TaskQueries listed;

	private final Journal journal;

	private final Once once;

	private final Clock clock;

	Connections(JdbcClient jdbc, Secrets secrets, Accounts accounts, ConnectionStates states, Errands errands,
			TaskQueries listed, Journal journal, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.secrets = secrets;
		this.accounts = accounts;
		this.states = states;
		this.errands = errands;
		this.listed = listed;
		this.journal = journal;
		this.once = once;
		this.clock = clock;
	}

	/**
	 * A connection without its secrets.
	 *
	 * @param account whose name is that of the connection
	 * @param pushed a query of the list, null where only what is pushed by hand gets an
	 * issue
	 * @param strangers whether it speaks for people there who are nobody here
	 */
	public record Settings(ConnectionId id, String kind, String name, String baseUrl, String project, long account,
			Direction comments, @Nullable String pushed, boolean takesIn, boolean strangers, long version) {
	}

	/** What is asked for; secrets do not print. */
	public record New(String kind, @Nullable String name, @Nullable String baseUrl, @Nullable String project,
			@Nullable String idField, @Nullable String markup, @Nullable String token, @Nullable String hookSecret) {

		@Override
		public String toString() {
			return this.kind + " " + this.name;
		}

	}

	/**
	 * It waits until somebody has tried it and lets it go. A project that was connected
	 * before gets the number that it had: by that its tasks and its issues know each
	 * other.
	 * @throws BadInput when a field is wrong, or the project is connected already
	 */
	public ConnectionId create(Viewer by, New asked, OnceKey key) {
		by.require(Capability.ADMINISTER);
		String name = AccountName.check(Objects.requireNonNullElse(asked.name(), ""));
		String base = url(asked.baseUrl());
		String project = Text.line("project", Objects.requireNonNullElse(asked.project(), ""), RemoteId.LENGTH);
		String token = token(asked.token());
		String secret = asked.hookSecret();
		String field = optional("idField", asked.idField());
		String markup = optional("markup", asked.markup());
		try {
			// Sealed anew each time, so not what tells one request from another.
			return this.once.write(key.asking("connect tracker", asked.kind(), name, base, project, field, markup),
					() -> {
						refuseConnected(asked.kind(), base, project);
						ConnectionId id = revive(asked.kind(), name, base, project, field, markup)
							.orElseGet(() -> insert(asked.kind(), name, base, project, field, markup));
						seal(id, token, secret);
						name();
						tell(by, "tracker connected", id, name);
						return id;
					}, ConnectionId::value, ConnectionId::new);
		}
		catch (DuplicateKeyException atOnce) {
			throw new BadInput("project", "tracker.connected", project);
		}
	}

	private void refuseConnected(String kind, String base, String project) {
		this.jdbc.sql("""
				select name from tracker_connections
				where kind = :kind and base_url = :base and project = :project and removed = 0
				""")
			.param("kind", kind)
			.param("base", base)
			.param("project", project)
			.query(String.class)
			.optional()
			.ifPresent((other) -> {
				throw new BadInput("project", "tracker.connected", other);
			});
	}

	private ConnectionId insert(String kind, String name, String base, String project, @Nullable String field,
			@Nullable String markup) {
		GeneratedKeyHolder made = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into tracker_connections (kind, name, base_url, project, id_field, markup, token, account_id,
				    comments, created_at)
				values (:kind, :name, :base, :project, :field, :markup, '', :account, 'BOTH', :now)
				""")
			.param("kind", kind)
			.param("name", name)
			.param("base", base)
			.param("project", project)
			.param("field", field)
			.param("markup", markup)
			.param("account", account(name))
			.param("now", OffsetDateTime.now(this.clock))
			.update(made, "id");
		ConnectionId id = new ConnectionId(Objects.requireNonNull(made.getKeyAs(Long.class)));
		this.states.begin(id, ConnectionStates.NEW);
		return id;
	}

	/**
	 * What was mapped stays; what is pushed and taken in is decided anew. Links are again
	 * what they were, but for those that a person parted.
	 */
	private Optional<ConnectionId> revive(String kind, String name, String base, String project, @Nullable String field,
			@Nullable String markup) {
		Optional<ConnectionId> removed = this.jdbc.sql("""
				select id from tracker_connections
				where kind = :kind and base_url = :base and project = :project and removed > 0
				order by id desc limit 1
				""")
			.param("kind", kind)
			.param("base", base)
			.param("project", project)
			.query(Long.class)
			.optional()
			.map(ConnectionId::new);
		removed.ifPresent((id) -> {
			int revived = this.jdbc.sql("""
					update tracker_connections set removed = 0, name = :name, id_field = :field, markup = :markup,
					    account_id = :account, comments = 'BOTH', pushed = null, takes_in = false, strangers = false,
					    version = version + 1
					where id = :id and removed > 0
					""")
				.param("name", name)
				.param("field", field)
				.param("markup", markup)
				.param("account", account(name))
				.param("id", id.value())
				.update();
			if (revived == 0) {
				throw new BadInput("project", "tracker.connected", name);
			}
			this.states.beginAgain(id, ConnectionStates.NEW);
			goOn(id);
		});
		return removed;
	}

	/**
	 * What was joined is found by the sweep that is due; what was half done is wanted.
	 */
	private void goOn(ConnectionId id) {
		this.jdbc.sql("""
				update tracker_links set stage = stage_before, stage_before = null, why = null
				where connection_id = :id and stage_before is not null
				""").param("id", id.value()).update();
		this.jdbc.sql("""
				select task_number, project, issue from tracker_links
				where connection_id = :id and stage in ('MAKING', 'TAKING') order by id
				""").param("id", id.value()).query((row, _) -> {
			Long task = row.getObject("task_number", Long.class);
			return (task != null) ? new dev.roundtable.tracker.sync.Subject.OfTask(task)
					: new dev.roundtable.tracker.sync.Subject.OfIssue(
							new RemoteId(row.getString("project"), row.getString("issue")));
		}).list().forEach((subject) -> this.errands.want(id, subject, true));
	}

	/**
	 * Whoever connects a project again that was removed need not think of another name.
	 */
	private long account(String name) {
		return this.jdbc.sql("""
				select max(account_id) from tracker_connections c where name = :name and removed > 0
				and not exists (select 1 from tracker_connections o where o.account_id = c.account_id and o.removed = 0)
				""")
			.param("name", name)
			.query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
			.single()
			.orElseGet(() -> this.accounts.join(name, null, Role.TRACKER).value());
	}

	/**
	 * As it is kept.
	 * @throws BadInput on {@code baseUrl}
	 */
	public static String url(@Nullable String typed) {
		String url = Text.line("baseUrl", Objects.requireNonNullElse(typed, ""), URL);
		try {
			URI uri = URI.create(url);
			if (uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null
					&& uri.getFragment() == null
					&& ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
				return withoutSlash(url.replace(uri.getRawAuthority(), uri.getRawAuthority().toLowerCase(Locale.ROOT)));
			}
		}
		catch (IllegalArgumentException none) {
			// Said below.
		}
		throw new BadInput("baseUrl", "tracker.url");
	}

	private static String withoutSlash(String url) {
		return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
	}

	private static @Nullable String optional(String field, @Nullable String typed) {
		return (typed == null || typed.isBlank()) ? null : Text.line(field, typed, OPTION);
	}

	private static String token(@Nullable String typed) {
		return Text.line("token", Objects.requireNonNullElse(typed, ""), TOKEN);
	}

	/** Sealed for this connection: moved to another row they open nothing. */
	private void seal(ConnectionId id, String token, @Nullable String hookSecret) {
		this.jdbc.sql("update tracker_connections set token = :token, hook_secret = :secret where id = :id")
			.param("token", sealed("token", id, token))
			.param("secret", sealed("hook", id, hookSecret))
			.param("id", id.value())
			.update();
	}

	private @Nullable String sealed(String what, ConnectionId id, @Nullable String typed) {
		return (typed == null || typed.isBlank()) ? null : this.secrets.seal(purpose(what, id), token(typed));
	}

	private static String purpose(String what, ConnectionId id) {
		return "tracker " + what + " " + id;
	}

	/** What the tracker's own client is opened with, and nobody else sees. */
	Connector.Opening opening(ConnectionId id) {
		return this.jdbc.sql("""
				select base_url, project, id_field, markup, token, hook_secret from tracker_connections
				where id = :id and removed = 0
				""").param("id", id.value()).query((row, _) -> {
			String secret = row.getString("hook_secret");
			return new Connector.Opening(URI.create(row.getString("base_url")), row.getString("project"),
					row.getString("id_field"), row.getString("markup"),
					this.secrets.open(purpose("token", id), row.getString("token")),
					(secret != null) ? this.secrets.open(purpose("hook", id), secret) : null);
		}).optional().orElseThrow(() -> new NotFound("connection " + id));
	}

	/**
	 * A text without the secrets of a connection. Connectors promise that what they say
	 * has none in it; this is for the one that forgets.
	 */
	public String withoutSecrets(ConnectionId id, String text) {
		try {
			Connector.Opening opening = opening(id);
			String secret = opening.hookSecret();
			String without = text.replace(opening.token(), HIDDEN);
			return (secret != null) ? without.replace(secret, HIDDEN) : without;
		}
		catch (SecretUnreadable nothing) {
			return text;
		}
	}

	/**
	 * A new token in the place of one that died, or a new secret; keeps what is not
	 * given.
	 */
	public void renew(Viewer by, ConnectionId id, @Nullable String token, @Nullable String hookSecret, OnceKey key) {
		by.require(Capability.ADMINISTER);
		// What is there is not opened: it may be what cannot be read any more.
		String sealed = sealed("token", id, token);
		String secret = sealed("hook", id, hookSecret);
		// Sealed anew each time, so not what tells one request from another.
		this.once.write(key.asking("renew token of tracker " + id), () -> {
			this.jdbc.sql("""
					update tracker_connections set token = coalesce(:token, token),
					    hook_secret = coalesce(:secret, hook_secret), version = version + 1
					where id = :id
					""").param("token", sealed).param("secret", secret).param("id", id.value()).update();
			tell(by, "tracker token renewed", id, name(id));
		});
	}

	/**
	 * @param pushed a query of the list; blank for none
	 * @throws StaleVersion when somebody changed it meanwhile
	 */
	public void decide(Viewer by, ConnectionId id, long version, Direction comments, @Nullable String pushed,
			boolean takesIn, boolean strangers, OnceKey key) {
		by.require(Capability.ADMINISTER);
		String query = (pushed == null || pushed.isBlank()) ? null : Text.line("q", pushed, TaskQueries.LENGTH);
		if (query != null) {
			this.listed.require(query);
		}
		this.once.write(key.asking("decide tracker " + id, version, comments, query, takesIn, strangers), () -> {
			int changed = this.jdbc.sql("""
					update tracker_connections set comments = :comments, pushed = :pushed, takes_in = :takes,
					    strangers = :strangers, version = version + 1
					where id = :id and version = :version
					""")
				.param("comments", comments.name())
				.param("pushed", query)
				.param("takes", takesIn)
				.param("strangers", strangers)
				.param("id", id.value())
				.param("version", version)
				.update();
			if (changed == 0) {
				throw new StaleVersion(find(id).version());
			}
			this.jdbc.sql("update tracker_states set ruled_to = 0 where connection_id = :id")
				.param("id", id.value())
				.update();
			tell(by, "tracker changed", id, name(id));
		});
	}

	/** Whoever lets it go has seen that its token works. */
	public void letGo(Viewer by, ConnectionId id, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("let tracker go " + id), () -> {
			this.states.resume(id);
			tell(by, "tracker let go", id, name(id));
		});
	}

	public void stop(Viewer by, ConnectionId id, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("stop tracker " + id), () -> {
			this.states.pause(id, ConnectionStates.STOPPED_BY + by.name());
			tell(by, "tracker stopped", id, name(id));
		});
	}

	/**
	 * Links end, tasks and what was carried stay, and its secrets are gone. Whoever
	 * connects the project again has its links again.
	 */
	public void remove(Viewer by, ConnectionId id, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("remove tracker " + id), () -> {
			String name = name(id);
			this.states.pause(id, ConnectionStates.REMOVED);
			this.jdbc.sql("""
					update tracker_connections set removed = id, token = '', hook_secret = null, version = version + 1
					where id = :id and removed = 0
					""").param("id", id.value()).update();
			this.jdbc.sql("delete from tracker_errands where connection_id = :id").param("id", id.value()).update();
			this.jdbc.sql("""
					update tracker_links set stage_before = stage, stage = 'ENDED', why = :why
					where connection_id = :id and stage <> 'ENDED'
					""").param("why", "the connection was removed").param("id", id.value()).update();
			tell(by, "tracker removed", id, name);
		});
	}

	private void tell(Viewer by, String action, ConnectionId id, String name) {
		this.journal.record(by.id().value(), action, Subject.of("tracker", id.value()), Audience.TEAM,
				Map.of("name", name));
	}

	private String name(ConnectionId id) {
		return find(id).name();
	}

	public Settings find(ConnectionId id) {
		return select(" where id = :id and removed = 0").param("id", id.value())
			.query(Connections::settings)
			.optional()
			.orElseThrow(() -> new NotFound("connection " + id));
	}

	public List<Settings> all() {
		return select(" where removed = 0 order by id").query(Connections::settings).list();
	}

	private JdbcClient.StatementSpec select(String which) {
		return this.jdbc.sql("""
				select id, kind, name, base_url, project, account_id, comments, pushed, takes_in, strangers, version
				from tracker_connections""" + which);
	}

	private static Settings settings(ResultSet row, int number) throws SQLException {
		return new Settings(new ConnectionId(row.getLong("id")), row.getString("kind"), row.getString("name"),
				row.getString("base_url"), row.getString("project"), row.getLong("account_id"),
				Direction.valueOf(row.getString("comments")), row.getString("pushed"), row.getBoolean("takes_in"),
				row.getBoolean("strangers"), row.getLong("version"));
	}

	/** What tells this site from others; made by whoever asks first. */
	String name() {
		Optional<String> known = this.jdbc.sql("select namespace from tracker_names where id = 1")
			.query(String.class)
			.optional();
		if (known.isPresent()) {
			return known.get();
		}
		SecureRandom random = new SecureRandom();
		StringBuilder name = new StringBuilder();
		for (int n = 0; n < 8; n++) {
			name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
		}
		try {
			this.jdbc.sql("insert into tracker_names (id, namespace) values (1, :name) on conflict do nothing")
				.param("name", name.toString())
				.update();
		}
		catch (DuplicateKeyException there) {
			// H2 says so when two insert at once.
		}
		return this.jdbc.sql("select namespace from tracker_names where id = 1").query(String.class).single();
	}

}
