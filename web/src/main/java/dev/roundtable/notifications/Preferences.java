package dev.roundtable.notifications;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reaches somebody of each kind of thing, and in which ways. */
@Component
public class Preferences {

	private final JdbcClient jdbc;

	private final Once once;

	private final Limits limits;

	private final Clock clock;

	Preferences(JdbcClient jdbc, Once once, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * @param onPage whether it is shown at the bell
	 * @param push whether it is shown by her browsers
	 */
	public record Choice(Kind kind, boolean onPage, Kind.Mail mail, boolean push) {

		static Choice first(Kind kind) {
			return new Choice(kind, true, kind.mail, kind.push());
		}

		/** For the form, which says what it showed. */
		public String shown() {
			return this.onPage + " " + this.mail + " " + this.push;
		}

	}

	/** One for each kind. */
	public List<Choice> of(long account) {
		Map<Kind, Choice> chosen = new EnumMap<>(Kind.class);
		this.jdbc.sql("""
				select kind, on_page as onPage, mail, push from notification_settings where account_id = :account""")
			.param("account", account)
			.query(Choice.class)
			.list()
			.forEach((choice) -> chosen.put(choice.kind(), choice));
		return Arrays.stream(Kind.values()).map((kind) -> chosen.getOrDefault(kind, Choice.first(kind))).toList();
	}

	/**
	 * What of one kind is to become another; null stays as it is by then, so that of two
	 * who save at once neither takes back what the other said.
	 */
	record Change(Kind kind, @Nullable Boolean onPage, Kind.@Nullable Mail mail, @Nullable Boolean push) {

		/** What somebody made of what she was shown. */
		static Change between(Choice shown, Choice wanted) {
			return new Change(shown.kind(), (wanted.onPage() != shown.onPage()) ? wanted.onPage() : null,
					(wanted.mail() != shown.mail()) ? wanted.mail() : null,
					(wanted.push() != shown.push()) ? wanted.push() : null);
		}

		private Choice of(Choice before) {
			return new Choice(this.kind, (this.onPage != null) ? this.onPage : before.onPage(),
					(this.mail != null) ? this.mail : before.mail(), (this.push != null) ? this.push : before.push());
		}

	}

	void save(Viewer viewer, OnceKey key, Collection<Change> changes) {
		this.limits.spend(viewer, Act.FOLLOW);
		this.once.write(key.asking("notification settings", changes),
				() -> changes.forEach((change) -> change(viewer.id().value(), change)));
	}

	/** Whoever else changes the same waits until the caller's transaction is over. */
	private void change(long account, Change change) {
		if (change.equals(new Change(change.kind(), null, null, null))) {
			return;
		}
		Choice first = Choice.first(change.kind());
		this.jdbc.sql("""
				insert into notification_settings (account_id, kind, on_page, mail, push)
				values (:account, :kind, :onPage, :mail, :push) on conflict do nothing""")
			.param("account", account)
			.param("kind", change.kind().name())
			.param("onPage", first.onPage())
			.param("mail", first.mail().name())
			.param("push", first.push())
			.update();
		Choice before = this.jdbc.sql("""
				select kind, on_page as onPage, mail, push from notification_settings
				where account_id = :account and kind = :kind for update""")
			.param("account", account)
			.param("kind", change.kind().name())
			.query(Choice.class)
			.single();
		Choice after = change.of(before);
		if (!after.equals(before)) {
			write(account, after);
		}
	}

	/** No mail tells her of that kind any more. In the caller's transaction. */
	public void endMail(long account, Kind kind) {
		of(account).stream()
			.filter((choice) -> choice.kind() == kind && choice.mail() != Kind.Mail.NONE)
			.forEach((_) -> change(account, new Change(kind, null, Kind.Mail.NONE, null)));
	}

	/** No digest of that rhythm tells her anything. In the caller's transaction. */
	public void endDigests(long account, Kind.Mail rhythm) {
		of(account).stream()
			.filter((choice) -> choice.mail() == rhythm)
			.forEach((choice) -> endMail(account, choice.kind()));
	}

	/** What waits already goes by what she says now. */
	private void write(long account, Choice choice) {
		this.jdbc.sql("""
				update notification_settings set on_page = :onPage, mail = :mail, push = :push
				where account_id = :account and kind = :kind""")
			.param("onPage", choice.onPage())
			.param("mail", choice.mail().name())
			.param("push", choice.push())
			.param("account", account)
			.param("kind", choice.kind().name())
			.update();
		this.jdbc.sql("""
				update notifications set mail = case when mail is not null then nullif(:mail, 'NONE') end,
				    mail_due = case when mail is not null and :mail = 'NOW'
				        then cast(:now as timestamp with time zone) end,
				    push_due = case when :push then push_due end
				where account_id = :account and slot = 0 and kind = :kind
				and (mail is not null or push_due is not null)""")
			.param("mail", choice.mail().name())
			.param("now", OffsetDateTime.now(this.clock))
			.param("push", choice.push())
			.param("account", account)
			.param("kind", choice.kind().name())
			.update();
	}

}
