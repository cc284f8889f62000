package dev.roundtable.groups;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.boards.BoardEdit;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.boards.Boards;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class GroupsTests {

	private final World world;

	private final Groups groups;

	private final GroupKeeping keeping;

	private final DeedCounts deeds;

	private final Viewers viewers;

	private final BoardKeeping boardKeeping;

	private final Boards boards;

	private final Topics topics;

	private final Tasks tasks;

	private final JdbcClient jdbc;

	private final Viewer admin;

	private final String name;

	GroupsTests(World world, Groups groups, GroupKeeping keeping, DeedCounts deeds, Viewers viewers,
			BoardKeeping boardKeeping, Boards boards, Topics topics, Tasks tasks, JdbcClient jdbc) {
		this.world = world;
		this.groups = groups;
		this.keeping = keeping;
		this.deeds = deeds;
		this.viewers = viewers;
		this.boardKeeping = boardKeeping;
		this.boards = boards;
		this.topics = topics;
		this.tasks = tasks;
		this.jdbc = jdbc;
		this.admin = world.somebody(Role.ADMINISTRATOR);
		this.name = "g-" + world.board;
	}

	@Test
	void a_board_of_a_group_is_read_and_written_by_its_members_alone() {
		make(false, GroupRule.NONE);
		String slug = this.name + "-board";
		this.boardKeeping.create(this.admin, OnceKey.NONE,
				BoardEdit.named(slug, "Inner circle", "").readBy("group:" + this.name, "group:" + this.name));
		assertThat(this.boards.find(slug, this.world.mei)).isEmpty();
		assertThat(this.boards.find(slug, this.admin)).isEmpty();
		this.keeping.add(this.admin, OnceKey.NONE, this.name, this.world.mei.name(), "She asked");
		Viewer mei = now(this.world.mei);
		assertThat(mei.groups()).containsExactly(this.name);
		assertThat(this.boards.find(slug, mei)).isPresent();
		TopicId topic = this.topics
			.post(mei, OnceKey.NONE, new TopicDraft(slug, TopicKind.BUG, "Inner bug", "Text", List.of()))
			.topic();
		assertThat(this.jdbc.sql("select readers from topic_facts where topic_id = :id")
			.param("id", topic.value())
			.query(String.class)
			.single()).isEqualTo("group:" + this.name);
		this.keeping.remove(this.admin, OnceKey.NONE, this.name, this.world.mei.name(), null);
		assertThat(this.boards.find(slug, now(this.world.mei))).isEmpty();
		this.boardKeeping.change(this.admin, OnceKey.NONE, slug,
				BoardEdit.named(slug, "Read by all", "").readBy("everyone", "group:" + this.name));
		assertThat(this.boards.find(slug, this.world.jun)).isPresent();
		assertThatExceptionOfType(PlaceClosed.class).isThrownBy(() -> this.topics.post(this.world.jun, OnceKey.NONE,
				new TopicDraft(slug, TopicKind.BUG, "From outside", "Text", List.of())));
	}

	@Test
	void the_team_belongs_to_a_group_that_says_so() {
		make(true, GroupRule.NONE);
		assertThat(now(this.world.lin).groups()).contains(this.name);
		assertThat(now(this.world.mei).groups()).doesNotContain(this.name);
		assertThat(this.groups.named(this.name).orElseThrow().members()).isZero();
	}

	@Test
	void a_board_is_opened_to_no_group_that_is_not_there() {
		for (String audience : List.of("group:nobody-made-" + this.name, "group:", "group:a b", "person:1")) {
			assertThatExceptionOfType(BadInput.class).as(audience)
				.isThrownBy(() -> this.boardKeeping.create(this.admin, OnceKey.NONE,
						BoardEdit.named(this.name + "-x", "X", "").readBy(audience, "members")));
		}
	}

	@Test
	void a_rule_puts_people_in_and_out_as_they_come_to_have_it_and_leaves_alone_who_was_put_by_hand() {
		int posts = 3;
		make(false, new GroupRule(posts, null, 1, null, null));
		report(this.world.mei, posts, TaskStatus.CONFIRMED);
		report(this.world.jun, posts, TaskStatus.NEEDS_INFO);
		Viewer byHand = this.world.fan();
		Viewer takenOut = this.world.fan();
		report(takenOut, posts, TaskStatus.PLANNED);
		this.keeping.add(this.admin, OnceKey.NONE, this.name, byHand.name(), "");
		this.keeping.remove(this.admin, OnceKey.NONE, this.name, takenOut.name(), "Sold it");
		count(this.world.mei, this.world.jun, byHand, takenOut);
		assertThat(now(this.world.mei).groups()).containsExactly(this.name);
		assertThat(now(this.world.jun).groups()).isEmpty();
		assertThat(now(byHand).groups()).containsExactly(this.name);
		assertThat(now(takenOut).groups()).isEmpty();
		assertThat(this.groups.named(this.name).orElseThrow().members()).isEqualTo(2);
		this.jdbc.sql("update topics set held = true where author_id = :mei")
			.param("mei", this.world.mei.id().value())
			.update();
		count(this.world.mei, this.world.jun, byHand, takenOut);
		assertThat(now(this.world.mei).groups()).isEmpty();
		assertThat(now(byHand).groups()).containsExactly(this.name);
	}

	@Test
	void a_rule_by_trust_takes_in_who_came_so_far_and_lets_go_of_who_falls() {
		this.world.trusted(this.world.mei, TrustLevel.REGULAR);
		this.world.trusted(this.world.jun, TrustLevel.BASIC);
		Viewer newcomer = this.world.fan();
		make(false, new GroupRule(null, null, null, null, TrustLevel.MEMBER.number()));
		assertThat(now(this.world.mei).groups()).containsExactly(this.name);
		assertThat(now(this.world.jun).groups()).isEmpty();
		assertThat(now(newcomer).groups()).isEmpty();
		this.jdbc.sql("update trust_people set earned = 0 where account_id = ?")
			.param(this.world.mei.id().value())
			.update();
		count(this.world.mei);
		assertThat(now(this.world.mei).groups()).isEmpty();
		for (int level : new int[] { -1, TrustLevel.LEADER.number() + 1 }) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> new GroupRule(null, null, null, null, level))
				.matches((bad) -> bad.field().equals("level"));
		}
	}

	@Test
	void a_rule_that_matches_everybody_is_made_only_when_that_is_meant() {
		GroupRule everybody = new GroupRule(0, null, null, null, null);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> make(false, everybody));
		assertThat(this.groups.exists(this.name)).isFalse();
		this.keeping.make(this.admin, OnceKey.NONE,
				new GroupEdit(this.name, "All", "", false, 0, null, null, null, null, true));
		assertThat(now(this.world.mei).groups()).contains(this.name);
		this.keeping.dissolve(this.admin, OnceKey.NONE, this.name);
		assertThat(now(this.world.mei).groups()).doesNotContain(this.name);
	}

	@Test
	void a_group_that_opens_a_board_is_not_dissolved() {
		make(false, GroupRule.NONE);
		String slug = this.name + "-open";
		this.boardKeeping.create(this.admin, OnceKey.NONE,
				BoardEdit.named(slug, "Opened", "").readBy("everyone", "group:" + this.name));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.keeping.dissolve(this.admin, OnceKey.NONE, this.name));
		this.boardKeeping.change(this.admin, OnceKey.NONE, slug,
				BoardEdit.named(slug, "Opened", "").readBy("everyone", "members"));
		this.keeping.dissolve(this.admin, OnceKey.NONE, this.name);
		assertThat(this.groups.exists(this.name)).isFalse();
	}

	@Test
	void nobody_but_administrators_keeps_groups() {
		for (Role role : List.of(Role.FAN, Role.ENGINEER, Role.PRODUCT_MANAGER, Role.MODERATOR)) {
			Viewer viewer = this.world.somebody(role);
			assertThatExceptionOfType(AccessDeniedException.class).as("%s", role)
				.isThrownBy(() -> this.keeping.make(viewer, OnceKey.NONE, edit(false, GroupRule.NONE)));
		}
		make(false, GroupRule.NONE);
		for (Role role : List.of(Role.FAN, Role.MODERATOR)) {
			Viewer viewer = this.world.somebody(role);
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.keeping.add(viewer, OnceKey.NONE, this.name, viewer.name(), ""));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.keeping.dissolve(viewer, OnceKey.NONE, this.name));
		}
	}

	@Test
	void the_same_member_added_many_times_at_once_is_one() throws InterruptedException {
		make(false, GroupRule.NONE);
		World.atOnce(8, Collections.nCopies(16, () -> {
			this.keeping.add(this.admin, OnceKey.NONE, this.name, this.world.mei.name(), "");
			return true;
		}));
		assertThat(this.groups.named(this.name).orElseThrow().members()).isEqualTo(1);
		assertThat(this.jdbc.sql("select count(*) from journal where actor = :admin and action = 'added'")
			.param("admin", this.admin.id().value())
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	void a_name_is_taken_once_and_made_of_letters_and_digits() {
		make(false, GroupRule.NONE);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> make(false, GroupRule.NONE));
		for (String bad : List.of("", " ", "a b", "a:b", "x".repeat(41), "a\u0000", "a,b", "<b>")) {
			assertThatExceptionOfType(BadInput.class).as(bad)
				.isThrownBy(() -> this.keeping.make(this.admin, OnceKey.NONE,
						new GroupEdit(bad, "T", "", false, null, null, null, null, null, null)));
		}
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> new GroupEdit("n", "T", "", false, -1, null, null, null, null, null).rule());
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.keeping.add(this.admin, OnceKey.NONE, this.name, "nobody-of-that-name", ""));
	}

	private void make(boolean withTeam, GroupRule rule) {
		this.keeping.make(this.admin, OnceKey.NONE, edit(withTeam, rule));
	}

	@Test
	void a_fan_is_counted_again_when_an_engineer_takes_up_her_report_and_nobody_else_is() {
		report(this.world.mei, 1, TaskStatus.NEW);
		Viewer other = this.world.fan();
		this.topics.post(other, OnceKey.NONE,
				new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Hello", "Text", List.of()));
		this.jdbc.sql("""
				update deed_counts set all_at = :now, counted_at = :long_ago,
				journal_id = (select max(id) from journal) where id = 1
				""")
			.param("now", OffsetDateTime.now(ZoneOffset.UTC))
			.param("long_ago", OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
			.update();
		Task task = this.jdbc.sql("""
				select t.number, t.version from topic_facts f join task_topic_facts l on l.topic_id = f.topic_id
				join task_facts t on t.number = l.task_number where f.author_id = :fan
				""").param("fan", this.world.mei.id().value()).query(Task.class).single();
		this.tasks.change(this.world.lin, TaskNumber.of(task.number()),
				TaskEdit.status(task.version(), TaskStatus.CONFIRMED));
		this.deeds.whenDue();
		assertThat(reports(this.world.mei)).hasValue(1);
		assertThat(reports(other)).isEmpty();
	}

	private Optional<Integer> reports(Viewer person) {
		return this.jdbc.sql("select reports from person_deeds where account_id = :id")
			.param("id", person.id().value())
			.query(Integer.class)
			.optional();
	}

	private record Task(long number, long version) {
	}

	private GroupEdit edit(boolean withTeam, GroupRule rule) {
		return new GroupEdit(this.name, "Title", "", withTeam, rule.posts(), rule.days(), rule.reports(),
				rule.answers(), rule.level(), null);
	}

	/** Makes one report that goes so far, and replies until there are so many posts. */
	private void report(Viewer fan, int posts, TaskStatus status) {
		TopicId topic = this.topics
			.post(fan, OnceKey.NONE, new TopicDraft(this.world.board, TopicKind.BUG, "Report", "Text", List.of()))
			.topic();
		for (int i = 1; i < posts; i++) {
			this.topics.reply(fan, OnceKey.NONE, topic, "More " + i);
		}
		Task task = this.jdbc.sql("""
				select f.number, f.version from task_topic_facts l join task_facts f on f.number = l.task_number
				where l.topic_id = :topic
				""").param("topic", topic.value()).query(Task.class).single();
		this.tasks.change(this.world.lin, TaskNumber.of(task.number()), TaskEdit.status(task.version(), status));
	}

	/** As the job does now and then, for these alone. */
	private void count(Viewer... people) {
		this.deeds.count(Arrays.stream(people).map((viewer) -> viewer.id().value()).toList());
		this.keeping.change(this.admin, OnceKey.NONE, this.name,
				GroupEdit.of(this.groups.named(this.name).orElseThrow()));
	}

	private Viewer now(Viewer viewer) {
		Map<Long, Viewer> found = this.viewers.all(Set.of(viewer.id().value()));
		@Nullable Viewer known = found.get(viewer.id().value());
		assertThat(known).isNotNull();
		return (known != null) ? known : viewer;
	}

}
