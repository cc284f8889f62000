package dev.roundtable.tracking;

import java.time.Clock;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.TaskMirror;
import dev.roundtable.tracker.sync.TaskMirrorContract;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What our side keeps, on each database. */
@StoreTest
class MirrorContractTests extends TaskMirrorContract {

	private final ListMirror mirror;

	private final Tasks tasks;

	private final TaskComments comments;

	private final JdbcClient jdbc;

	private final World world;

	MirrorContractTests(ListMirror mirror, Tasks tasks, TaskComments comments, JdbcClient jdbc, World world) {
		this.mirror = mirror;
		this.tasks = tasks;
		this.comments = comments;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Override
	protected TaskMirror mirror() {
		return this.mirror;
	}

	/** Its engineer is Lin here. */
	@Override
	protected ConnectionId newConnection() {
		Viewer account = this.world.somebody(Role.TRACKER);
		ConnectionId made = TestConnections.insert(this.jdbc, account, Clock.systemUTC());
		this.jdbc.sql("""
				insert into tracker_words (connection_id, field, side, word, counterpart)
				values (?, 'ASSIGNEE', 'THEIRS', 'hemin', ?)
				""").params(made.value(), String.valueOf(this.world.lin.id().value())).update();
		return made;
	}

	@Override
	protected long opens(String title) {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, title, "", null), OnceKey.NONE).value();
	}

	@Override
	protected long says(long task, String text, Visibility visibility) {
		return MirroredTasks.Numbers
			.ofAnswer(this.comments.write(this.world.lin, TaskNumber.of(task), text, visibility == Visibility.PRIVATE));
	}

	@Override
	protected String possible() {
		return "CONFIRMED";
	}

	@Override
	protected String impossible() {
		return "VERIFIED";
	}

}
