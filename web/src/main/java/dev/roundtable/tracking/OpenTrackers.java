package dev.roundtable.tracking;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.sync.Connection;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.OurTask;
import dev.roundtable.tracker.sync.Reconciler;
import dev.roundtable.tracker.sync.Side;

import org.springframework.stereotype.Component;

/**
 * Each connection as this node has it open: opened once, and again when somebody changed
 * it.
 */
@Component
public class OpenTrackers {

	private final Connections connections;

	private final Mappings mappings;

	private final ListMirror mirror;

	private final Ledger ledger;

	private final TaskQueries listed;

	private final List<Connector> connectors;

	private final Clock clock;

	private final Map<ConnectionId, Open> open = new ConcurrentHashMap<>();

	OpenTrackers(Connections connections, Mappings mappings, ListMirror mirror, Ledger ledger, TaskQueries listed,
			List<Connector> connectors, Clock clock) {
		this.connections = connections;
		this.mappings = mappings;
		this.mirror = mirror;
		this.ledger = ledger;
		this.listed = listed;
		this.connectors = connectors;
		this.clock = clock;
	}

	/** A connection as it is open. */
	public record Open(long version, Tracker tracker, Reconciler reconciler) {
	}

	List<String> kinds() {
		return this.connectors.stream().map(Connector::kind).sorted().toList();
	}

	/** Whether somebody has tried that kind, see {@link Connector#triedLive}. */
	boolean isTriedLive(String kind) {
		return this.connectors.stream().anyMatch((one) -> one.kind().equals(kind) && one.triedLive());
	}

	public Open of(ConnectionId id) {
		return of(this.connections.find(id));
	}

	public Open of(Connections.Settings settings) {
		Open there = this.open.get(settings.id());
		if (there != null && there.version() == settings.version()) {
			return there;
		}
		Open opened = open(settings);
		this.open.put(settings.id(), opened);
		return opened;
	}

	private Open open(Connections.Settings settings) {
		Connector connector = this.connectors.stream()
			.filter((one) -> one.kind().equals(settings.kind()))
			.findFirst()
			.orElseThrow(() -> new BadInput("kind", "tracker.kind"));
		Tracker tracker = connector.open(this.connections.opening(settings.id()).with(theirWords(settings.id())));
		Connection connection = new Connection(settings.id(), new Namespace(this.connections.name()),
				settings.project(), this.mappings.rules(settings.id(), tracker.abilities()), settings.comments(),
				pushed(settings), settings.takesIn());
		return new Open(settings.version(), tracker,
				new Reconciler(connection, tracker, this.mirror, this.ledger, this.clock));
	}

	private Map<Field, List<String>> theirWords(ConnectionId id) {
		Map<Field, List<String>> words = new EnumMap<>(Field.class);
		this.mappings.of(id)
			.forEach((field, rule) -> words.put(field,
					Stream.concat(rule.words(Side.THEIRS).keySet().stream(), rule.words(Side.OURS).values().stream())
						.filter((word) -> !word.isEmpty())
						.distinct()
						.toList()));
		return words;
	}

	private Predicate<OurTask> pushed(Connections.Settings settings) {
		String query = settings.pushed();
		return (task) -> query != null && this.listed.finds(query, task.number());
	}

}
