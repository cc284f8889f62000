package dev.roundtable.tasks.list;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.ReportedOn;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.list.ListQuery.Doubt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The language of the list. */
@StoreTest
class ListQueriesTests {

	private final ListQueries queries;

	private final TaskList list;

	private final ListCounts counts;

	private final Neighbours neighbours;

	private final Tasks tasks;

	private final TaskRules rules;

	private final ReportedOn reports;

	private final World world;

	ListQueriesTests(ListQueries queries, TaskList list, ListCounts counts, Neighbours neighbours, Tasks tasks,
			TaskRules rules, ReportedOn reports, World world) {
		this.reports = reports;
		this.queries = queries;
		this.list = list;
		this.counts = counts;
		this.neighbours = neighbours;
		this.tasks = tasks;
		this.rules = rules;
		this.world = world;
	}

	@Test
	void of_hundreds_of_people_fifty_are_looked_for_and_the_rest_is_told() {
		String many = IntStream.range(0, 3)
			.mapToObj((term) -> "by:" + IntStream.range(0, 20)
				.mapToObj((i) -> (i == term) ? this.world.lin.name() : this.world.mei.name())
				.collect(Collectors.joining("|")))
			.collect(Collectors.joining(" -"));
		ListQuery query = this.queries.of(many, this.world.lin);
		assertThat(query.doubts()).extracting(Doubt::code).containsExactly("TOO_MANY");
	}

	@Test
	void each_name_finds_what_it_says_and_a_hyphen_the_rest() {
		TaskNumber fans = this.rules.open(this.world.mei.id(),
				new Origin.FromTopic(Math.abs(this.world.board.hashCode())),
				new NewTask("It freezes", "", TaskKind.BUG, Severity.CRITICAL, this.world.board, null),
				Audience.EVERYONE);
		TaskNumber idea = open("Dark mode", TaskKind.IDEA);
		this.tasks.change(this.world.lin, fans, TaskEdit.assignee(1, this.world.lin.name()));
		this.tasks.change(this.world.lin, fans, TaskEdit.fixed(2, "5.8.10"));
		this.rules.recount(fans, 12, 7);
		for (String q : List.of("kind:bug", "severity:>=major", "severity:critical|major", "status:fixed", "is:fixed",
				"is:closed", "origin:fan", "origin:topic", "by:" + this.world.mei.name(), "assignee:me",
				"assignee:" + this.world.lin.name(), "people:>10", "people:12", "votes:>=7", "fixed-in:5.8.10",
				"fixed-in:>5.8.9", "fixed-in:<=5.9", "is:answered", "has:votes", "类型:bug", "人数:>10")) {
			assertThat(found(q)).as(q).containsExactly(fans.value());
			assertThat(found("-" + q)).as("-" + q).containsExactly(idea.value());
		}
		assertThat(found("fixed-in:<5.8.10")).isEmpty();
		assertThat(found("assignee:nobody kind:idea|chore")).containsExactly(idea.value());
		assertThat(found("freezes|dark")).isEmpty();
		assertThat(found("\"it freezes\"")).containsExactly(fans.value());
		assertThat(found("-freezes")).containsExactly(idea.value());
		assertThat(found("#" + idea.value())).containsExactly(idea.value());
		assertThat(found("after:2001 before:2001-02")).isEmpty();
		assertThat(found("after:2001 sort:new")).hasSize(2);
	}

	@Test
	void a_build_that_is_said_on_a_duplicate_that_fewer_may_read_finds_nothing_that_more_may_read() {
		TaskNumber root = open("It freezes", TaskKind.BUG);
		TaskNumber duplicate = open("It freezes, too", TaskKind.BUG);
		has(this.world.jun, duplicate, "7.1");
		this.tasks.change(this.world.lin, duplicate, TaskEdit.merged(1, root.value()));
		assertThat(found("build:7.1")).contains(root.value());
		this.tasks.change(this.world.lin, duplicate,
				TaskEdit.audience(this.tasks.find(duplicate, this.world.lin).version(), "team"));
		assertThat(found("build:7.1")).doesNotContain(root.value());
		this.tasks.change(this.world.lin, root,
				TaskEdit.audience(this.tasks.find(root, this.world.lin).version(), "team"));
		assertThat(found("build:7.1")).contains(root.value());
		assertThat(found("build:7.1", null)).isEmpty();
	}

	@Test
	void a_build_finds_what_somebody_has_on_it_and_what_its_duplicates_are_merged_into() {
		TaskNumber older = open("It freezes", TaskKind.BUG);
		TaskNumber newer = open("It crackles", TaskKind.BUG);
		TaskNumber duplicate = open("It freezes, too", TaskKind.BUG);
		TaskNumber nobodys = open("It hums", TaskKind.BUG);
		has(this.world.mei, older, "5.8.9");
		has(this.world.mei, newer, "5.8.10");
		has(this.world.jun, duplicate, "6.0-beta1");
		this.tasks.change(this.world.lin, duplicate, TaskEdit.merged(1, older.value()));
		assertThat(found("build:5.8.9")).containsExactly(older.value());
		assertThat(found("build:v5.8.10")).containsExactly(newer.value());
		assertThat(found("build:>5.8.9 -build:6.0-beta1")).containsExactly(newer.value());
		assertThat(found("build:5.8.10|6.0-beta1 -status:duplicate")).containsExactlyInAnyOrder(newer.value(),
				older.value());
		assertThat(found("build:<=5.8.9")).containsExactly(older.value());
		assertThat(found("build:>=6.0")).isEmpty();
		assertThat(found("-build:>=1 -status:duplicate")).containsExactly(nobodys.value());
		assertThat(this.queries.of("build:<b>", null).doubts()).extracting(Doubt::code).containsExactly("value");
	}

	@Test
	void a_duplicate_that_is_the_teams_is_none_for_others() {
		TaskNumber known = open("It freezes", TaskKind.BUG);
		TaskNumber other = open("It hums", TaskKind.BUG);
		TaskNumber secret = this.tasks.open(this.world.lin,
				new NewTask("It lets anybody in", "", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		this.tasks.change(this.world.lin, secret, TaskEdit.merged(1, known.value()));
		for (Viewer outsider : new Viewer[] { null, this.world.mei }) {
			assertThat(found("has:duplicates", outsider)).isEmpty();
			assertThat(found("-has:duplicates", outsider)).containsExactlyInAnyOrder(known.value(), other.value());
		}
		assertThat(found("has:duplicates", this.world.lin)).containsExactly(known.value());
		assertThat(found("-has:duplicates", this.world.lin)).containsExactlyInAnyOrder(other.value(), secret.value());
	}

	@ParameterizedTest
	@ValueSource(strings = { "assignee:me", "assignee:@me", "by:@Me", "-by:ME|@me" })
	void a_list_of_her_own_says_whose_it_is_because_others_share_what_is_kept_of_it(String q) {
		for (Viewer one : List.of(this.world.lin, this.world.mei)) {
			assertThat(this.queries.of(q, one).text()).contains(one.name()).doesNotContainPattern("(?i)[:|]@?me\\b");
		}
	}

	@Test
	void what_is_looked_up_for_a_list_can_be_said_a_few_times_and_said_twice_is_asked_once() {
		assertThat(this.queries.of("-has:duplicates ".repeat(20), null).conditions()).hasSize(1);
		for (String name : List.of("-build:>=%d", "fixed-in:>=%d")) {
			StringBuilder q = new StringBuilder();
			for (int i = 0; i < 10; i++) {
				q.append(name.formatted(i)).append(' ');
			}
			ListQuery query = this.queries.of(q.toString(), null);
			assertThat(query.conditions()).as(name).hasSize(4);
			assertThat(query.doubts()).as(name).extracting(Doubt::code).containsOnly("TOO_MANY");
			assertThat(query.isCostly()).as(name).isEqualTo(name.contains("build"));
		}
	}

	private void has(Viewer who, TaskNumber task, String build) {
		this.reports.reported(task, who.id(), 0, false, new ReportedOn.Said("Buds", build, null));
	}

	@ParameterizedTest
	@CsvSource({ "kidn:bug, name, 1", "is:open kind:buk, value, 9", "assignee:nobody-by-that-name, person, 1",
			"people:many, value, 1", "people:>1|<9, value, 1", "is:open updated:yesterday, value, 9",
			"sort:loudest, value, 1", "topic:4, name, 1", "\"is:open, UNCLOSED, 1" })
	void what_is_not_understood_does_not_count_and_is_told_with_its_place(String q, String code, int place) {
		ListQuery query = this.queries.of(q, this.world.lin);
		assertThat(query.doubts()).as(q).extracting(Doubt::code).containsExactly(code);
		assertThat(query.doubts().getFirst().at() + 1).isEqualTo(place);
		assertThatExceptionOfType(BadInput.class).isThrownBy(query::requireUnderstood)
			.matches((bad) -> bad.field().equals("q"));
	}

	@Test
	void of_a_line_half_understood_that_half_counts() {
		TaskNumber idea = open("Dark mode", TaskKind.IDEA);
		open("It freezes", TaskKind.BUG);
		assertThat(found("kind:idea colour:blue")).containsExactly(idea.value());
		assertThat(this.queries.of("kind:idea colour:blue", null).text()).isEqualTo("kind:idea");
	}

	@Test
	void me_is_a_name_in_what_others_share_and_nobody_without_one() {
		assertThat(this.queries.of("assignee:me", this.world.lin).text())
			.isEqualTo("assignee:" + this.world.lin.name());
		assertThat(this.queries.of("assignee:me", null).doubts()).extracting(Doubt::code).containsExactly("person");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "'", "';drop table tasks--", "%", "_", "\\", "((", "kind:", ":", "-", "--", "\"\"",
			"is:open|closed|", "people:99999999999999999999", "before:0000-00-00", "\uD800", "kind:bug\u0000",
			"fixed-in:>", "in:\"", "#", "#99999999999999999999999" })
	void whatever_is_typed_is_answered(String q) {
		assertThat(this.list.page(this.queries.of(q, null), null, 5, null).items()).isNotNull();
		assertThat(this.counts.byStatus(this.queries.of(q, null), null)).isNotNull();
	}

	@Test
	void a_pasted_page_reads_the_titles_ten_times_at_most() {
		ListQuery query = this.queries
			.of(IntStream.range(0, 300).mapToObj((i) -> "w" + i).collect(Collectors.joining(" ")), null);
		assertThat(query.conditions()).hasSize(10);
		assertThat(query.doubts()).isNotEmpty();
	}

	@Test
	void nobody_filters_by_what_she_may_not_read() {
		this.tasks.open(this.world.lin, new NewTask("Canary hole", "", TaskKind.BUG, null, this.world.board, "team"),
				OnceKey.NONE);
		for (Viewer outsider : new Viewer[] { null, this.world.mei }) {
			for (String q : List.of("", "audience:team", "canary", "-kind:idea")) {
				assertThat(found(q, outsider)).as(q).isEmpty();
			}
		}
		assertThat(found("audience:team", this.world.somebody(Role.ENGINEER))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sort:new", "sort:votes", "sort:updated", "status:new", "kind:bug sort:votes" })
	void one_goes_through_the_list_that_one_came_from(String q) {
		for (int i = 0; i < 7; i++) {
			this.rules.recount(open("Task " + i, TaskKind.BUG), 1 + i % 3, i % 2);
		}
		List<Long> rows = found(q);
		for (int i = 0; i < rows.size(); i++) {
			Neighbours.Around around = this.neighbours.of(here(q), TaskNumber.of(rows.get(i)), this.world.lin);
			assertThat(around.before()).isEqualTo((i > 0) ? rows.get(i - 1) : null);
			assertThat(around.behind()).isEqualTo((i < rows.size() - 1) ? rows.get(i + 1) : null);
		}
	}

	@Test
	void a_task_that_left_the_list_still_has_the_next_one_of_it() {
		TaskNumber low = open("Low", TaskKind.BUG);
		TaskNumber mid = open("Mid", TaskKind.BUG);
		TaskNumber high = open("High", TaskKind.BUG);
		this.tasks.change(this.world.lin, mid, TaskEdit.status(1, TaskStatus.CONFIRMED));
		// A change counts its people, too; and what is a second older stands higher.
		this.rules.recount(mid, 5, 0);
		this.rules.recount(high, 50, 0);
		Neighbours.Around around = this.neighbours.of(here("status:new"), mid, this.world.lin);
		assertThat(around.before()).isEqualTo(high.value());
		assertThat(around.behind()).isEqualTo(low.value());
	}

	private List<Long> found(String q) {
		return found(q, this.world.lin);
	}

	private List<Long> found(String q, @Nullable Viewer viewer) {
		ListQuery query = this.queries.of(here(q), viewer);
		return this.list.page(query, null, 100, viewer).items().stream().map(TaskView::number).toList();
	}

	private String here(String q) {
		return q + " in:" + this.world.board;
	}

	private TaskNumber open(String title, TaskKind kind) {
		return this.tasks.open(this.world.lin, NewTask.of(kind, title, "", this.world.board), OnceKey.NONE);
	}

}
