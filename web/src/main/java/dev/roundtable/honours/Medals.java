package dev.roundtable.honours;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.files.Picture;
import dev.roundtable.files.Pictures;
import dev.roundtable.files.Shape;
import dev.roundtable.files.Uses;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.site.PictureUrl;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** What administrators give to people for something they did. */
@Component
class Medals {

	static final int NAME = 40;

	/** UTF-16 units: one sign may be a family of them. */
	static final int EMOJI = 16;

	static final int REASON = 400;

	/** Of one person. */
	static final int MOST = 100;

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Pictures pictures;

	private final Uses uses;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Medals(JdbcClient jdbc, Accounts accounts, Pictures pictures, Uses uses, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.pictures = pictures;
		this.uses = uses;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * @param file what is shown in the place of the sign, if any
	 * @throws NotFound when there is nobody of that name
	 * @throws BadInput on {@code medal}, {@code emoji}, {@code reason}, {@code picture},
	 * or {@code medal.many}
	 */
	long give(Viewer by, OnceKey key, String person, @Nullable String medal, @Nullable String emoji,
			@Nullable String reason, @Nullable MultipartFile file) {
		by.require(Capability.ADMINISTER);
		AccountId account = account(person);
		String name = Text.line("medal", medal, NAME);
		String sign = (emoji == null || emoji.isBlank()) ? "🏅" : Text.line("emoji", emoji, EMOJI);
		String why = Text.line("reason", reason, REASON);
		Picture picture = (file == null || file.isEmpty()) ? null : this.pictures.take(by, file, Shape.SIGN);
		return this.once.write(key.asking("give medal " + account.value(), name, sign, why, picture), () -> {
			long many = this.jdbc.sql("select count(*) from medals where account_id = :id")
				.param("id", account.value())
				.query(Long.class)
				.single();
			if (many >= MOST) {
				throw new BadInput("form", "medal.many", MOST);
			}
			long made = insert(by, account, name, sign, why, picture);
			if (picture != null) {
				this.uses.show(holder(made), picture);
			}
			record(by, "gave medal", account, name, why);
			return made;
		}, Long::longValue, (made) -> made);
	}

	private long insert(Viewer by, AccountId account, String name, String sign, String reason,
			@Nullable Picture picture) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into medals (account_id, name, emoji, reason, given_by, given_at, picture)
				values (:account, :name, :emoji, :reason, :by, :now, :picture)
				""")
			.param("account", account.value())
			.param("name", name)
			.param("emoji", sign)
			.param("reason", reason)
			.param("by", by.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("picture", (picture != null) ? picture.name() : null, Types.VARCHAR)
			.update(id, "id");
		return Objects.requireNonNull(id.getKeyAs(Long.class));
	}

	/** What the use of its picture is kept under. */
	private static String holder(long medal) {
		return "medal-" + medal;
	}

	/**
	 * Takes one back; again is no matter.
	 * @throws NotFound when there is nobody of that name
	 */
	void take(Viewer by, OnceKey key, String person, long id) {
		by.require(Capability.ADMINISTER);
		AccountId account = account(person);
		this.once.write(key.asking("take medal " + id), () -> {
			int taken = this.jdbc.sql("delete from medals where id = :id and account_id = :account")
				.param("id", id)
				.param("account", account.value())
				.update();
			if (taken > 0) {
				this.uses.end(holder(id));
				record(by, "took medal", account, String.valueOf(id), "");
			}
		});
	}

	/** In the caller's transaction: all that somebody was given. */
	void takeAll(long account) {
		List<Long> medals = this.jdbc.sql("select id from medals where account_id = :account order by id")
			.param("account", account)
			.query(Long.class)
			.list();
		this.jdbc.sql("delete from medals where account_id = :account").param("account", account).update();
		medals.forEach((id) -> this.uses.end(holder(id)));
	}

	private void record(Viewer by, String action, AccountId account, String medal, String reason) {
		this.journal.record(by.id().value(), action, Subject.of("account", account.value()), Audience.EVERYONE,
				Map.of("medal", medal, "reason", reason));
	}

	private AccountId account(String person) {
		return this.accounts.byName(person).orElseThrow(() -> new NotFound("account " + person));
	}

	/** The one in a row of them, joined with the name of the {@code giver}. */
	static Medal medal(ResultSet row) throws SQLException {
		return new Medal(row.getLong("id"), row.getString("name"), row.getString("emoji"), row.getString("reason"),
				row.getString("giver"), When.of(row.getObject("given_at", OffsetDateTime.class).toInstant()),
				PictureUrl.of(row.getString("picture"), Shape.SIGN.size()));
	}

	/**
	 * @param picture where it is, null where the sign is shown
	 */
	record Medal(long id, String name, String emoji, String reason, @Nullable String giver, When at,
			@Nullable String picture) {
	}

}
