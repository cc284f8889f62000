package dev.roundtable.files;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who or what shows which picture. Each of these is a part of the caller's transaction,
 * in which the row of what shows it was written before: so nobody else says another thing
 * of it at the same moment.
 */
@Component
public class Uses {

	private final JdbcClient jdbc;

	private final Clock clock;

	Uses(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Shows this picture from now on, in the place of another one or of none. The other
	 * one stays for a day: pages that were made before name it.
	 * @param holder what shows it: {@code account-42}
	 * @throws BadInput {@code picture.again} on {@code picture} when it was deleted since
	 * it was taken in
	 */
	public void show(String holder, Picture picture) {
		change(holder, picture.name(), OffsetDateTime.now(this.clock));
	}

	/** Shows none any more. */
	public void end(String holder) {
		change(holder, null, OffsetDateTime.now(this.clock));
	}

	/** The same; and where nobody else shows it, it is gone within minutes. */
	public void endAtOnce(String holder) {
		change(holder, null, Instant.EPOCH.atOffset(ZoneOffset.UTC));
	}

	private void change(String holder, @Nullable String name, OffsetDateTime unusedSince) {
		String before = this.jdbc.sql("select picture from picture_uses where holder = :holder")
			.param("holder", holder)
			.query(String.class)
			.optional()
			.orElse(null);
		if (Objects.equals(before, name)) {
			return;
		}
		// In one order, so that two who exchange theirs do not wait for each other.
		List<String> there = this.jdbc
			.sql("select name from pictures where name = any(:names) order by name for update")
			.param("names", Arrays.asList(before, name).stream().filter(Objects::nonNull).toArray(String[]::new))
			.query(String.class)
			.list();
		this.jdbc.sql("delete from picture_uses where holder = :holder").param("holder", holder).update();
		if (name != null) {
			if (!there.contains(name)) {
				throw new BadInput("picture", "picture.again");
			}
			this.jdbc.sql("insert into picture_uses (holder, picture) values (:holder, :name)")
				.param("holder", holder)
				.param("name", name)
				.update();
			this.jdbc.sql("update pictures set unused_since = null where name = :name").param("name", name).update();
		}
		if (before != null) {
			this.jdbc.sql("""
					update pictures set unused_since = :since where name = :name
					and not exists (select 1 from picture_uses u where u.picture = pictures.name)""")
				.param("since", unusedSince)
				.param("name", before)
				.update();
		}
	}

}
