package dev.roundtable.trust;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is to be counted again: those of whom something changed, and nobody else. */
@Component
class Due {

	private final JdbcClient jdbc;

	Due(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Mark(long account, int marks) {
	}

	/** In the caller's transaction. */
	void mark(Collection<Long> accounts) {
		Long[] ids = accounts.stream().distinct().sorted().toArray(Long[]::new);
		this.jdbc.sql("update trust_due set marks = marks + 1 where account_id = any(:ids)").param("ids", ids).update();
		this.jdbc.sql("""
				insert into trust_due (account_id, marks)
				select p.account_id, 1 from living_people p where p.account_id = any(:ids)
				and not exists (select 1 from trust_due d where d.account_id = p.account_id)
				order by p.account_id on conflict do nothing
				""").param("ids", ids).update();
	}

	/** All who were ever counted, in the caller's transaction. */
	void everybody() {
		add("");
	}

	/** All who may fall, in the caller's transaction. */
	void highest() {
		add(" and t.earned >= " + TrustLevel.REGULAR.number());
	}

	private void add(String which) {
		this.jdbc.sql("""
				insert into trust_due (account_id, marks) select t.account_id, 1 from trust_people t
				where not exists (select 1 from trust_due d where d.account_id = t.account_id)
				""" + which + " order by t.account_id on conflict do nothing").update();
	}

	/** Some, those with the lowest ids after that one. */
	List<Mark> after(long last, int most) {
		return this.jdbc.sql("""
				select account_id as account, marks from trust_due where account_id > :last
				order by account_id limit :most
				""").param("last", last).param("most", most).query(Mark.class).list();
	}

	/** They are counted, unless another mark came meanwhile. */
	void counted(List<Mark> marks) {
		this.jdbc.sql("""
				delete from trust_due where account_id = any(:ids) and exists (
				    select 1 from unnest(cast(:ids as bigint array), cast(:marks as int array)) as seen(id, marks)
				    where seen.id = trust_due.account_id and seen.marks = trust_due.marks)
				""")
			.param("ids", marks.stream().map(Mark::account).toArray(Long[]::new))
			.param("marks", marks.stream().map(Mark::marks).toArray(Integer[]::new))
			.update();
	}

}
