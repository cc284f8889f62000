package dev.roundtable.tracking.admin;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracking.Connections;
import dev.roundtable.tracking.Connector;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The kinds of trackers that there are connectors for. */
@Component
class Kinds {

	private final List<Connector> connectors;

	Kinds(List<Connector> connectors) {
		this.connectors = connectors.stream()
			.sorted(Comparator.comparing((Connector one) -> !one.triedLive()).thenComparing(Connector::name))
			.toList();
	}

	List<Connector> all() {
		return this.connectors;
	}

	/** Null where there is none, or a person is to choose. */
	@Nullable Connector find(@Nullable String kind) {
		if (this.connectors.size() == 1 && (kind == null || kind.isEmpty())) {
			return this.connectors.getFirst();
		}
		return this.connectors.stream().filter((one) -> one.kind().equals(kind)).findFirst().orElse(null);
	}

	/** What people call them. */
	Map<String, String> names() {
		return this.connectors.stream().collect(Collectors.toMap(Connector::kind, Connector::name));
	}

	/**
	 * Asks nobody yet, but whether the names of hosts lead anywhere.
	 * @throws BadInput where a connection could never be opened so
	 */
	void require(Connections.New asked) {
		Connector connector = find(asked.kind());
		if (connector == null || !connector.kind().equals(asked.kind())) {
			throw new BadInput("kind", "tracker.kind");
		}
		String base = Connections.url(asked.baseUrl());
		String token = asked.token();
		if (token == null || token.isBlank()) {
			throw new BadInput("token", "text.empty");
		}
		connector.open(new Connector.Opening(URI.create(base), Objects.requireNonNullElse(asked.project(), "").strip(),
				asked.idField(), asked.markup(), token.strip(), asked.hookSecret()));
	}

}
