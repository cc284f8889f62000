package dev.roundtable.people;

import java.time.Clock;
import java.time.OffsetDateTime;

import dev.roundtable.http.Secret;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts a name that says nothing in the place of a person's. What her name looks like
 * stays as a digest: nobody else comes under it, to be taken for her.
 */
@Component
public class ErasedNames implements Erasure {

	/**
	 * Before the digest of an author of another place, in the place of her name there.
	 */
	private static final String IMPORTED = "erased:";

	private final JdbcClient jdbc;

	private final Clock clock;

	ErasedNames(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What stands for an author in the place of her name: an import knows her by it. */
	static String imported(String author) {
		return IMPORTED + Secret.digest(author);
	}

	/**
	 * Of somebody who is erased, and whom nobody knew: others may come under her name.
	 */
	public void free(AccountId erased) {
		this.jdbc.sql(
				"delete from name_looks where account_id in (select id from accounts where id = :id and erased_at is not null)")
			.param("id", erased.value())
			.update();
	}

	@Override
	public String step() {
		return "name";
	}

	@Override
	public Turn turn() {
		return Turn.NAME;
	}

	@Override
	public long erase(Who person, long from) {
		long id = person.id().value();
		String name = this.jdbc.sql("select name from accounts where id = :id and erased_at is null for update")
			.param("id", id)
			.query(String.class)
			.optional()
			.orElse(null);
		if (name == null) {
			return DONE;
		}
		for (String look : NameLook.of(name)) {
			this.jdbc.sql("insert into name_looks (look, account_id) values (:look, :id) on conflict do nothing")
				.param("look", look)
				.param("id", id)
				.update();
		}
		this.jdbc.sql("""
				update accounts set name = :name, name_key = :key, erased_at = :now, version = version + 1
				where id = :id""")
			.param("name", person.placeholder())
			.param("key", AccountName.key(person.placeholder()))
			.param("now", OffsetDateTime.now(this.clock))
			.param("id", id)
			.update();
		for (String author : this.jdbc.sql("select distinct author from imported_authors where account_id = :id")
			.param("id", id)
			.query(String.class)
			.list()) {
			this.jdbc.sql("update imported_authors set author = :to where account_id = :id and author = :author")
				.param("to", imported(author))
				.param("id", id)
				.param("author", author)
				.update();
		}
		return DONE;
	}

}
