package dev.roundtable.feedback.duty;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.roundtable.boards.Boards;
import dev.roundtable.charts.Calendar;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.Person;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who answers on a board, week by week, in turn. Weeks begin on Monday (ISO 8601). */
@Component
class Rota implements PersonalData, Erasure {

	/** People of one board. */
	static final int MOST = 20;

	private static final int WEEK = 7;

	/** Days from the first Monday to 1970-01-01. */
	private static final int FIRST_MONDAY = 3;

	private final JdbcClient jdbc;

	private final Boards boards;

	private final Accounts accounts;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final Calendar calendar;

	Rota(JdbcClient jdbc, Boards boards, Accounts accounts, Journal journal, Once once, Limits limits,
			Calendar calendar) {
		this.jdbc = jdbc;
		this.boards = boards;
		this.accounts = accounts;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.calendar = calendar;
	}

	/** By the id of the board. Who left the team has no turn. */
	Map<Long, Turns> all(Viewer viewer) {
		viewer.require(Capability.ANSWER_FOR_TEAM);
		Map<Long, List<String>> names = new HashMap<>();
		this.jdbc.sql("""
				select r.board_id, n.name from duty_rota r
				join people_names n on n.account_id = r.account_id and n.role <> 'FAN' order by r.board_id, r.place
				""").query((row) -> {
			names.computeIfAbsent(row.getLong(1), (_) -> new ArrayList<>()).add(row.getString(2));
		});
		Map<Long, Turns> turns = new HashMap<>();
		names.forEach((board, people) -> turns.put(board, turns(people, this.calendar.today())));
		return turns;
	}

	/** The boards whose week is hers, or else all that she may read. */
	List<Long> boards(Viewer viewer) {
		Map<Long, Turns> turns = all(viewer);
		List<Long> all = this.boards.readable(viewer).stream().map(Boards.Board::id).toList();
		List<Long> hers = all.stream().filter((board) -> {
			Turns of = turns.get(board);
			return of != null && of.now().equals(viewer.name());
		}).toList();
		return hers.isEmpty() ? all : hers;
	}

	static Turns turns(List<String> people, LocalDate day) {
		long week = Math.floorDiv(day.toEpochDay() + FIRST_MONDAY, WEEK);
		return new Turns(people, people.get((int) (week % people.size())),
				people.get((int) ((week + 1) % people.size())));
	}

	/**
	 * @param names in their order, apart by commas; empty for none
	 * @param before as she saw them
	 * @throws BadInput where one is not of the team, stands twice, there are too many, or
	 * somebody else changed it meanwhile
	 */
	void change(Viewer by, String board, String names, String before, OnceKey key) {
		by.require(Capability.MODERATE);
		this.limits.spend(by, Act.TASK);
		Boards.Board on = this.boards.find(board, by).orElseThrow(() -> new NotFound("board " + board));
		List<Person> people = people(names);
		this.once.write(key.asking("change rota of " + on.id(), names, before), () -> {
			String now = written(this.jdbc.sql("""
					select n.name from duty_rota r join people_names n on n.account_id = r.account_id
					where r.board_id = :board order by r.place
					""").param("board", on.id()).query(String.class).list());
			String after = written(people.stream().map(Person::name).toList());
			if (!now.equals(before.strip())) {
				throw new BadInput("names", "duty.changed", now);
			}
			if (!now.equals(after)) {
				write(on.id(), people);
				this.journal.record(by.id().value(), "changed rota", Subject.of("board", on.id()), Audience.TEAM,
						Map.of("slug", on.slug().value(), "from", now, "to", after));
			}
		});
	}

	private void write(long board, List<Person> people) {
		this.jdbc.sql("delete from duty_rota where board_id = :board").param("board", board).update();
		try {
			for (int place = 0; place < people.size(); place++) {
				this.jdbc.sql("insert into duty_rota (board_id, place, account_id) values (:board, :place, :person)")
					.param("board", board)
					.param("place", place)
					.param("person", people.get(place).id().value())
					.update();
			}
		}
		catch (DuplicateKeyException raced) {
			throw new BadInput("names", "duty.changed", "");
		}
	}

	private List<Person> people(String names) {
		List<Person> team = this.accounts.team();
		List<Person> people = new ArrayList<>();
		for (String name : Stream.of(names.split("[,，、;\\r\\n]"))
			.map(String::strip)
			.filter((one) -> !one.isEmpty())
			.toList()) {
			Person person = team.stream()
				.filter((one) -> one.name().equalsIgnoreCase(name))
				.findFirst()
				.orElseThrow(() -> new BadInput("names", "assignee.unknown", name));
			if (people.contains(person)) {
				throw new BadInput("names", "duty.twice", person.name());
			}
			people.add(person);
		}
		if (people.size() > MOST) {
			throw new BadInput("names", "duty.many", MOST);
		}
		return people;
	}

	private static String written(List<String> names) {
		return String.join(", ", names);
	}

	/**
	 * Public for its template.
	 *
	 * @param now whose week it is
	 */
	public record Turns(List<String> people, String now, @Nullable String next) {

		public String written() {
			return Rota.written(this.people);
		}

	}

	record Place(String board, int place) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		List<Place> places = this.jdbc.sql("""
				select b.slug as board, r.place from duty_rota r join board_facts b on b.board_id = r.board_id
				where r.account_id = :id order by b.slug
				""").param("id", person.id().value()).query(Place.class).list();
		if (!places.isEmpty()) {
			archive.json("forum-duty.json", places);
		}
	}

	@Override
	public String step() {
		return "forum duty";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("delete from duty_rota where account_id = :id").param("id", person.id().value()).update();
		return DONE;
	}

}
