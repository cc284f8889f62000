package dev.roundtable.channels;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.OwnWords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is told, where, in which language, and when not. */
@Component
@EnableConfigurationProperties(ChannelSettings.class)
class Readers {

	private final JdbcClient jdbc;

	private final Viewers viewers;

	private final Once once;

	private final Limits limits;

	private final ChannelSettings settings;

	private final OwnWords words;

	private final Clock clock;

	Readers(JdbcClient jdbc, Viewers viewers, Once once, Limits limits, ChannelSettings settings, OwnWords words,
			Clock clock) {
		this.words = words;
		this.jdbc = jdbc;
		this.viewers = viewers;
		this.once = once;
		this.limits = limits;
		this.settings = settings;
		this.clock = clock;
	}

	/** As they are now; who is suspended, or gone, is not there. */
	Map<Long, Reader> all(Collection<Long> accounts) {
		Map<Long, Viewer> known = this.viewers.all(accounts);
		known.values().removeIf(Viewer::suspended);
		Map<Long, Reader> readers = new HashMap<>();
		this.jdbc
			.sql("""
					select p.account_id, a.address, c.language, c.zone, c.quiet_from, c.quiet_to, coalesce(c.best, true) as best
					from people_names p left join account_addresses a on a.account_id = p.account_id
					left join channel_choices c on c.account_id = p.account_id
					where p.account_id = any(:accounts)""")
			.param("accounts", known.keySet().toArray(Long[]::new))
			.query((row) -> {
				Viewer viewer = known.get(row.getLong("account_id"));
				if (viewer != null) {
					String address = row.getString("address");
					readers.put(viewer.id().value(),
							new Reader(viewer, (address != null) ? new MailAddress(address) : null, choice(row)));
				}
			});
		return readers;
	}

	/** Also of who is suspended. */
	Choice choice(Viewer viewer) {
		return this.jdbc.sql("""
				select language, zone, quiet_from, quiet_to, best from channel_choices where account_id = :account""")
			.param("account", viewer.id().value())
			.query((row, _) -> choice(row))
			.optional()
			.orElseGet(() -> new Choice(null, this.settings.zone(), null, true));
	}

	private Choice choice(ResultSet row) throws SQLException {
		String language = row.getString("language");
		String zone = row.getString("zone");
		Integer from = row.getObject("quiet_from", Integer.class);
		Integer to = row.getObject("quiet_to", Integer.class);
		ZoneId place = (zone != null) ? ZoneId.of(zone) : this.settings.zone();
		return new Choice((language != null) ? Locale.forLanguageTag(language) : null, place,
				(from == null || to == null) ? null : new QuietHours(Choice.time(from), Choice.time(to), place),
				row.getBoolean("best"));
	}

	Locale language(Reader reader) {
		Locale used = reader.choice().language();
		List<Locale> offered = this.words.languages();
		if (used != null && offered.contains(used)) {
			return used;
		}
		Locale first = this.words.firstLanguage();
		Locale usual = (first != null) ? first : this.settings.language();
		return offered.contains(usual) ? usual : offered.getFirst();
	}

	/**
	 * @param parts of it that are said; the others stay as they are
	 */
	void save(Viewer viewer, OnceKey key, Choice choice, Set<Choice.Part> parts) {
		this.limits.spend(viewer, Act.FOLLOW);
		this.once.write(key.asking("channel choices", choice, parts), () -> {
			make(viewer);
			QuietHours quiet = choice.quiet();
			this.jdbc.sql("""
					update channel_choices set zone = case when :zoned then :zone else zone end,
					    quiet_from = case when :timed then cast(:from as integer) else quiet_from end,
					    quiet_to = case when :timed then cast(:to as integer) else quiet_to end,
					    best = case when :bests then :best else best end
					where account_id = :account""")
				.param("zoned", parts.contains(Choice.Part.ZONE))
				.param("timed", parts.contains(Choice.Part.HOURS))
				.param("bests", parts.contains(Choice.Part.BEST))
				.param("zone", choice.zone().getId())
				.param("from", Choice.minutes((quiet != null) ? quiet.from() : null), Types.INTEGER)
				.param("to", Choice.minutes((quiet != null) ? quiet.to() : null), Types.INTEGER)
				.param("best", choice.best())
				.param("account", viewer.id().value())
				.update();
			// Whoever looks at it next says when the next one comes.
			this.jdbc.sql("update digest_turns set next_at = :now where account_id = :account and next_at > :now")
				.param("now", OffsetDateTime.now(this.clock))
				.param("account", viewer.id().value())
				.update();
		});
	}

	/** The language in which she last did something. */
	void uses(Viewer viewer, Locale language) {
		make(viewer);
		this.jdbc.sql("update channel_choices set language = :language where account_id = :account")
			.param("language", language.toLanguageTag())
			.param("account", viewer.id().value())
			.update();
	}

	@Nullable String languageOf(Viewer viewer) {
		return this.jdbc
			.sql("select language from channel_choices where account_id = :account and language is not null")
			.param("account", viewer.id().value())
			.query(String.class)
			.optional()
			.orElse(null);
	}

	boolean saysWhere(Viewer viewer) {
		return this.jdbc.sql("select count(*) from channel_choices where account_id = :account and zone is not null")
			.param("account", viewer.id().value())
			.query(Long.class)
			.single() > 0;
	}

	/** That she confirmed, null without one. */
	@Nullable MailAddress address(Viewer viewer) {
		return this.jdbc.sql("select address from account_addresses where account_id = :account")
			.param("account", viewer.id().value())
			.query(String.class)
			.optional()
			.map(MailAddress::new)
			.orElse(null);
	}

	private void make(Viewer viewer) {
		this.jdbc.sql("insert into channel_choices (account_id) values (:account) on conflict do nothing")
			.param("account", viewer.id().value())
			.update();
	}

}
