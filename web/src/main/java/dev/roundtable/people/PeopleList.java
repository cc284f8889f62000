package dev.roundtable.people;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody, the team first and then the latest, a page at a time. */
@Component
public class PeopleList {

	private static final int SIZE = 50;

	private final JdbcClient jdbc;

	PeopleList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What the list is ordered by: whether somebody has no role, and a number. */
	private record Place(int rank, long id) {

		private static final Place FIRST = new Place(-1, 0);

		static Place after(Accounts.Profile profile) {
			return new Place((profile.person().role() == Role.FAN) ? 1 : 0, profile.person().id().value());
		}

		static Place of(@Nullable String cursor) {
			if (cursor == null || cursor.isEmpty()) {
				return FIRST;
			}
			try {
				String[] parts = cursor.split("-", 2);
				return new Place(Integer.parseInt(parts[0]), Long.parseLong((parts.length == 2) ? parts[1] : ""));
			}
			catch (NumberFormatException garbage) {
				throw new BadInput("cursor", "cursor.invalid");
			}
		}

		String cursor() {
			return this.rank + "-" + this.id;
		}

	}

	/**
	 * @param text part of a name, in any case and width; empty for all
	 * @param role null for any
	 * @param cursor null for the first page
	 */
	public CursorPage<Accounts.Profile> page(String text, @Nullable Role role, @Nullable String cursor) {
		Place after = Place.of(cursor);
		String key = AccountName.key(text.strip());
		if (key.isEmpty() && !text.isBlank()) {
			// What no name can contain.
			return new CursorPage<>(List.of(), null);
		}
		List<Accounts.Profile> found = this.jdbc.sql("""
				select id, name, role, created_at, picture from (
					select a.*, case when role = 'FAN' then 1 else 0 end as place from accounts a
					where name_key like :pattern escape '\\' and erased_at is null
					and (:role = '' or role = :role)) people
				where place > :rank or place = :rank and id < :id
				order by place, id desc limit :most""")
			.param("pattern", '%' + key.replaceAll("([\\\\%_])", "\\\\$1") + '%')
			.param("role", (role != null) ? role.name() : "")
			.param("rank", after.rank())
			.param("id", after.id())
			.param("most", SIZE + 1)
			.query((row, _) -> Accounts.profile(row))
			.list();
		return CursorPage.of(found, SIZE, (last) -> Place.after(last).cursor());
	}

}
