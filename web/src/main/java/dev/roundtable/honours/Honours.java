package dev.roundtable.honours;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows on a person's page how far she has come and what she was given. */
@Component
@Order(6)
@EnableConfigurationProperties(HonourSettings.class)
class Honours implements ProfilePart {

	private final JdbcClient jdbc;

	private final CheckIns checkIns;

	private final HonourSettings settings;

	Honours(JdbcClient jdbc, CheckIns checkIns, HonourSettings settings) {
		this.jdbc = jdbc;
		this.checkIns = checkIns;
		this.settings = settings;
	}

	@Override
	public @Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		boolean hers = viewer != null && viewer.id().equals(person);
		List<Medals.Medal> given = new ArrayList<>();
		Counts counts = read(person, given);
		Level level = this.settings.levels()
				? Level.of(counts.posts(), counts.reports(), counts.answers(), counts.days()) : null;
		boolean gives = this.settings.medals() && viewer != null && viewer.administers();
		return new Shown("honours/profile",
				new OfAPerson(name, level, counts, given, hers && this.settings.checkIn(), gives));
	}

	/**
	 * In one statement.
	 * @param medals where hers are put, the latest first
	 */
	private Counts read(AccountId person, List<Medals.Medal> medals) {
		Counts[] counts = { new Counts(0, 0, 0, 0, false) };
		this.jdbc.sql("""
				select c.posts, c.reports, c.answers, c.days, c.today, m.id, m.name, m.emoji, m.reason,
				       g.name as giver, m.given_at, m.picture
				from (select coalesce(max(d.posts), 0) as posts, coalesce(max(d.reports), 0) as reports,
				             coalesce(max(d.answers), 0) as answers,
				             (select count(*) from check_ins c where c.account_id = :id) as days,
				             exists (select 1 from check_ins c where c.account_id = :id and c.on_day = :today) as today
				      from deed_facts d where d.account_id = :id) c
				left join medals m on m.account_id = :id and :medals
				left join people_names g on g.account_id = m.given_by
				order by m.id desc
				""")
			.param("id", person.value())
			.param("today", this.checkIns.today())
			.param("medals", this.settings.medals())
			.query((row) -> {
				counts[0] = new Counts(row.getLong("posts"), row.getLong("reports"), row.getLong("answers"),
						row.getLong("days"), row.getBoolean("today"));
				if (row.getString("name") != null) {
					medals.add(Medals.medal(row));
				}
			});
		return counts[0];
	}

	/** For the controllers: whether there is such an honour here. */
	void require(boolean there) {
		if (!there) {
			throw new NotFound("honour");
		}
	}

	HonourSettings settings() {
		return this.settings;
	}

	/**
	 * @param days of checking in
	 * @param today whether this is one of them
	 */
	record Counts(long posts, long reports, long answers, long days, boolean today) {
	}

	/**
	 * @param level null where there are none
	 * @param checksIn whether the page offers it
	 * @param gives whether the viewer gives medals and takes them back
	 */
	record OfAPerson(String name, @Nullable Level level, Counts counts, List<Medals.Medal> medals, boolean checksIn,
			boolean gives) {
	}

}
