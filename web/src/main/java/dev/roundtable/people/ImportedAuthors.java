package dev.roundtable.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts that stand for authors of other places. */
@Component
public class ImportedAuthors {

	private static final int BATCH = 500;

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Clock clock;

	ImportedAuthors(JdbcClient jdbc, Accounts accounts, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.clock = clock;
	}

	/**
	 * Made where they are new; one question for those who are known.
	 * @param source the place
	 * @param authors what they are called there
	 */
	@Transactional
	public Map<String, AccountId> of(String source, Collection<String> authors) {
		Map<String, AccountId> found = new HashMap<>();
		List<String> all = new ArrayList<>(new LinkedHashSet<>(authors));
		for (int start = 0; start < all.size(); start += BATCH) {
			found.putAll(known(source, all.subList(start, Math.min(all.size(), start + BATCH))));
		}
		Instant now = this.clock.instant();
		for (String author : all) {
			found.computeIfAbsent(author, (missing) -> make(source, missing, now));
		}
		return found;
	}

	private Map<String, AccountId> known(String source, List<String> authors) {
		Map<String, String> called = new HashMap<>();
		for (String author : authors) {
			called.put(author, author);
			called.put(ErasedNames.imported(author), author);
		}
		Map<String, AccountId> known = new HashMap<>();
		this.jdbc.sql("""
				select author, account_id from imported_authors
				where source = :source and author = any(:authors)""")
			.param("source", source)
			.param("authors", called.keySet().toArray(String[]::new))
			.query((row) -> {
				known.put(called.get(row.getString("author")), AccountId.of(row.getLong("account_id")));
			});
		return known;
	}

	private AccountId make(String source, String author, Instant created) {
		String wanted = AccountName.nearest(author);
		String name = wanted;
		for (int n = 2; this.accounts.byName(name).isPresent(); n++) {
			name = wanted + "-" + n;
		}
		AccountId id = this.accounts.insert(name, null, Role.FAN, created);
		// An author of elsewhere is taken as she is; from now on nobody else looks like
		// her.
		for (String look : NameLook.of(name)) {
			this.jdbc.sql("insert into name_looks (look, account_id) values (:look, :id) on conflict do nothing")
				.param("look", look)
				.param("id", id.value())
				.update();
		}
		this.jdbc.sql("insert into imported_authors (source, author, account_id) values (:source, :author, :id)")
			.param("source", source)
			.param("author", author)
			.param("id", id.value())
			.update();
		return id;
	}

}
